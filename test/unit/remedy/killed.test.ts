/**
 * The program is killed at every operation on the disk while it edits the control file and takes the edit back. Whatever it
 * was at: the case opens, the file is the old or the new one, nothing is claimed that is not so, and both ways stay open. The
 * same when the disk is full or refuses. A part of the points each time; with EVERY_KILL=1 in the environment all of them,
 * which takes minutes.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type { OpenCase } from '../../../electron/case-store/case-folder.ts';
import { createCase } from '../../../electron/case-store/open-case.ts';
import { staggerControlFile } from '../../../electron/engine/control-file/stagger.ts';
import type { RunView, StepView } from '../../../electron/engine/case/run-view.ts';
import type { FileOperations } from '../../../electron/files/file-operations.ts';
import type { Runner } from '../../../electron/remedy/runner.ts';
import { plan, step } from '../case-fold/plan-for-tests.ts';
import { LICENSE, MANAGER, controlFileWith } from '../control-file/control-files.ts';
import { type Faults, faultyFiles } from '../../support/faulty-files.ts';
import { QuickClock, deskWith, newFolder, openCopyOf, runnerOver, targetWith } from './desk.ts';

const OLD = Buffer.from(controlFileWith([MANAGER, LICENSE]));
const NEW = Buffer.from(staggerControlFile(OLD).result);

const stagger = plan([step('edit', { kind: 'edit', action: { do: 'edit-control-file' } })]);

interface Server {
  readonly root: string;
  readonly content: () => Buffer;
}

function newServer(): Server {
  const root = newFolder();
  const file = path.join(root, 'Inboxes', 'Smsbkup.box', 'Smsbkup.ctl');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, OLD);
  return { root, content: () => readFileSync(file) };
}

const identity = { name: 'NYSMS01', ticket: '', technician: 'Ann' };

/** All that a technician does: a case, the edit, and taking it back. Gives the folder of the case. */
async function work(files: FileOperations, { root }: Server, parent: string): Promise<void> {
  const clock = new QuickClock();
  const who = { by: () => 'Ann', now: clock.now, computer: 'DESK' };
  const openCase = await createCase(files, path.join(parent, 'case'), identity, who);
  const desk = await deskWith(stagger, { target: targetWith({ folder: root }), files, clock, openCase });
  await desk.doStep('edit');
  await desk.doStep('edit', true);
}

function editStep(views: readonly RunView[]): StepView | null {
  return views[0]?.steps[0] ?? null;
}

/** What is said must be so. */
function expectHonest({ state, seen }: StepView, content: Buffer): void {
  if (state === 'done' || state === 'found-done') expect(content).toEqual(NEW);
  if (state === 'undone' || state === 'open') expect(content).toEqual(OLD);
  expect(seen?.state).not.toBe('other');
}

async function doStep(runner: Runner, run: string, undo: boolean): Promise<StepView | null> {
  const { id: shown } = await runner.show(run, 'edit', undo);
  return editStep([await (await runner.act({ run, step: 'edit', undo, shown, agreed: 'once' })).ended]);
}

/** Opens the case again and goes every way that is left. */
async function checkAfterwards(copy: OpenCase, server: Server): Promise<void> {
  const { runner } = runnerOver(copy, { target: targetWith({ folder: server.root }) });
  const resumed = editStep(await runner.resume());
  // Killed before the run was begun.
  if (resumed === null) {
    expect(server.content()).toEqual(OLD);
    return;
  }
  const run = (await runner.runs())[0]?.id ?? '';
  expectHonest(resumed, server.content());
  if (resumed.state === 'interrupted') {
    const intent = copy.records().findLast((record) => record.kind === 'step-intent');
    const undoing = intent?.kind === 'step-intent' && intent.undo;
    const reached = server.content().equals(undoing ? OLD : NEW);
    expect(resumed.seen?.state).toBe(reached ? 'after' : 'before');
    expect(resumed.canUndo).toBe(true);
  }
  let now = editStep([await runner.look(run, 'edit')]) ?? resumed;
  expectHonest(now, server.content());
  if (server.content().equals(NEW)) {
    expect(now.canUndo).toBe(true);
    now = (await doStep(runner, run, true)) ?? now;
    expect(now.state).toBe('undone');
    expect(server.content()).toEqual(OLD);
  }
  expect(await doStep(runner, run, false)).toMatchObject({ state: 'done', canUndo: true });
  expect(server.content()).toEqual(NEW);
  expect(await doStep(runner, run, true)).toMatchObject({ state: 'undone' });
  expect(server.content()).toEqual(OLD);
}

async function countOperations(): Promise<number> {
  const files = faultyFiles();
  await work(files, newServer(), newFolder());
  return files.count();
}

const PART = process.env['EVERY_KILL'] === undefined ? 7 : 1;

/**
 * Every seventh operation of the work, each kind of trouble at others. The very first one only looks whether there is a case
 * of that name.
 */
async function points(first: number): Promise<readonly number[]> {
  const all = await countOperations();
  expect(all).toBeGreaterThan(60);
  return Array.from({ length: all - 1 }, (_, index) => index + 2).filter(
    (number) => (number - first) % PART === 0,
  );
}

/** The case as the next program opens it; null when the trouble came before there was one, and before anything was done. */
async function openUnlessNone(folder: string, server: Server): Promise<OpenCase | null> {
  expect([OLD, NEW].some((one) => one.equals(server.content()))).toBe(true);
  try {
    return await openCopyOf(folder);
  } catch (error) {
    expect((error as { code: unknown }).code).toMatch(/^(not-a-case|ENOENT)$/);
    expect(server.content()).toEqual(OLD);
    return null;
  }
}

/** Does the work with that trouble, opens the case again, and goes on. */
async function workWith(faults: Faults): Promise<{ readonly isDead: boolean }> {
  const server = newServer();
  const parent = newFolder();
  const files = faultyFiles(faults);
  await work(files, server, parent).catch((error: unknown) => {
    // What fails is told with its cause and next step; only a killed program tells nothing.
    if (!files.isDead()) expect(error).toMatchObject({ nextStep: expect.any(String) as unknown });
  });
  const copy = await openUnlessNone(path.join(parent, 'case'), server);
  if (copy !== null) await checkAfterwards(copy, server);
  return { isDead: files.isDead() };
}

type Death = Omit<NonNullable<Faults['dieAt']>, 'operation'>;
const DEATHS: readonly Death[] = [
  {},
  { torn: 0.5 },
  { torn: 0.99 },
  { powerCut: true },
  { powerCut: true, torn: 0.1 },
];
const CODES = ['ENOSPC', 'EACCES', 'EBUSY', 'EROFS', 'EIO'];
const LIMIT_MS = 600_000;

describe('killed at any operation', () => {
  it.each(DEATHS.map((death, first) => [death, first] as const))(
    'with %j',
    async (death, first) => {
      for (const operation of await points(first))
        expect(await workWith({ dieAt: { operation, ...death } })).toEqual({ isDead: true });
    },
    LIMIT_MS,
  );
});

describe('a program of its own, ended with SIGKILL', () => {
  it(
    'before any operation',
    async () => {
      const program = path.join(newFolder(), 'dying.cjs');
      await build({
        entryPoints: [fileURLToPath(new URL('dying-program.ts', import.meta.url))],
        outfile: program,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node18.15',
        logLevel: 'silent',
      });
      const killedAt = (operation: number) => {
        const server = newServer();
        const folder = path.join(newFolder(), 'case');
        const ended = spawnSync(process.execPath, [program, server.root, folder, String(operation)]);
        return { server, folder, ended };
      };
      const { ended: whole, server: untouched } = killedAt(0);
      expect(untouched.content()).toEqual(OLD);
      const all = Number(whole.stdout.toString());
      expect(all).toBeGreaterThan(60);
      for (let operation = PART; operation <= all; operation += PART) {
        const { server, folder, ended } = killedAt(operation);
        // Windows knows no signals: there the program ends with a code.
        expect(ended.signal ?? ended.status).not.toBe(0);
        const copy = await openUnlessNone(folder, server);
        if (copy !== null) await checkAfterwards(copy, server);
      }
    },
    LIMIT_MS,
  );
});

describe('a disk that refuses at any operation', () => {
  it.each(CODES.map((code, first) => [code, first] as const))(
    'with %s',
    async (code, first) => {
      for (const operation of await points(first)) await workWith({ failAt: { operation, code } });
    },
    LIMIT_MS,
  );
});
