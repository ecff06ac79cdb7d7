/**
 * A program that works on a case, edits control files and restarts a service until its parent ends it. Arguments: folder, seed, number of
 * the life, operation to stop at (0: none) and `before`, `middle` or `after`. Says on its output, a JSON line each, what it is about to do
 * and what it was told is done.
 */
import { existsSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { OpenCase } from '../../electron/case-store/case-folder.ts';
import { createCase, openCase } from '../../electron/case-store/open-case.ts';
import { packCase } from '../../electron/case-store/pack-case.ts';
import { editControlFile, restoreNewestBackup } from '../../electron/control-file/edit-control-file.ts';
import type { FileOperations } from '../../electron/files/file-operations.ts';
import type { Runner } from '../../electron/remedy/runner.ts';
import { Seeded } from '../fuzz/seeded.ts';
import { EDIT, type Place, RESTART, WHO, contentOf, placeIn, runnerAt } from './place.ts';
import { type StopPoint, stoppingFiles } from './stopping-files.ts';
import type { Said } from './said.ts';

const say = (said: Said): void => {
  writeSync(1, `${JSON.stringify(said)}\n`);
};

interface Work {
  readonly place: Place;
  readonly files: FileOperations;
  readonly case: OpenCase;
  readonly runner: Runner;
  readonly random: Seeded;
}

/** A case that says what is asked of it and what it acknowledges. */
function heard(opened: OpenCase): OpenCase {
  return {
    ...opened,
    append: async (event) => {
      say({ asked: event });
      const record = await opened.append(event);
      say({ acknowledged: record });
      return record;
    },
    keepEvidence: async (name, bytes) => {
      const kept = await opened.keepEvidence(name, bytes);
      say({ kept });
      return kept;
    },
    keepEvidenceFile: async (name, file) => {
      const kept = await opened.keepEvidenceFile(name, file);
      say({ kept });
      return kept;
    },
    keepBackup: async (name, bytes) => {
      const kept = await opened.keepBackup(name, bytes);
      say({ kept });
      return kept;
    },
  };
}

const note = (text: string) => ({ kind: 'step-noted', run: 'r', step: 's', note: text }) as const;

async function doStep(runner: Runner, run: string, step: string, undo: boolean): Promise<void> {
  const { id: shown, agree } = await runner.show(run, step, undo);
  await (
    await runner.act({ run, step, undo, shown, agreed: agree })
  ).ended;
}

/** The latest run of a plan that is not ended; begun when there is none. */
async function runOf({ runner, place }: Work, plan: typeof EDIT): Promise<string> {
  const going = (await runner.runs()).findLast(
    (run) => run.plan.id === plan.id && (run.state === 'going' || run.state === 'interrupted'),
  );
  if (going !== undefined) return going.id;
  return (await runner.begin(plan, 'live', { server: null, folder: place.site })).id;
}

/** Edits the control file, or takes the edit back. */
async function edit(work: Work): Promise<void> {
  const run = await runOf(work, EDIT);
  const { steps } = await work.runner.look(run, 'edit');
  const isEdited = contentOf(work.place.controlFile) === 'new';
  if (isEdited && steps[0]?.canUndo !== true) throw new Error('The edit cannot be taken back.');
  await doStep(work.runner, run, 'edit', isEdited);
}

/** The next step of a restart, or the end of it. */
async function restart(work: Work): Promise<void> {
  const run = await runOf(work, RESTART);
  const next = async (): Promise<string | null> =>
    (await work.runner.runs()).find(({ id }) => id === run)?.next ?? null;
  const before = await next();
  if (before !== null) {
    await work.runner.look(run, before);
    if ((await next()) === before) await doStep(work.runner, run, before, false);
  }
  if ((await next()) === null) await work.runner.end(run, 'finished', 'It runs again.');
}

async function editOther({ files, place: { otherControlFile } }: Work): Promise<void> {
  const options = { now: new Date(), dryRun: false };
  if (contentOf(otherControlFile) === 'old') await editControlFile(files, otherControlFile, options);
  else await restoreNewestBackup(files, otherControlFile, { ...options, force: false });
}

const WORKS: Readonly<Record<string, (work: Work, text: string) => Promise<unknown>>> = {
  note: ({ case: opened }, text) => opened.append(note(text)),
  notes: ({ case: opened }, text) =>
    Promise.all([1, 2, 3].map((number) => opened.append(note(`${text}, ${number}`)))),
  evidence: async ({ case: opened, random }, text) => {
    const kept = await opened.keepEvidence(
      'result.txt',
      Buffer.from(text.repeat(1 + random.below(5000)), 'utf8'),
    );
    await opened.append({ kind: 'kit-returned', run: 'r', result: kept, summary: text });
  },
  log: ({ case: opened, place }) => opened.keepEvidenceFile('Logs/Despool.log', place.log),
  backup: ({ case: opened }, text) => opened.keepBackup('Smsbkup.ctl', Buffer.from(text, 'utf8')),
  edit,
  restart,
  other: editOther,
  pack: async ({ files, place }) => {
    await packCase(files, place.case, place.pack);
  },
};

/** In the first life all of it, each twice as far as it has two ways, so that the numbers of the operations are the same each time. */
const FIRST_LIFE = [
  ...['note', 'notes', 'evidence', 'log', 'edit', 'backup', 'other', 'restart', 'pack', 'restart'],
  ...['edit', 'evidence', 'restart', 'other', 'pack', 'edit'],
];

async function live(
  root: string,
  random: Seeded,
  life: number,
  files: FileOperations & { readonly count: () => number },
): Promise<void> {
  const place = placeIn(root);
  const opened = existsSync(path.join(place.case, 'case.json'))
    ? await openCase(files, place.case, WHO)
    : await createCase(files, place.case, { name: 'NYSMS01', ticket: '', technician: 'Ann' }, WHO);
  for (const record of opened.records()) say({ acknowledged: record });
  const told = heard(opened);
  const runner = runnerAt(place, files, told);
  const work = { place, files, case: told, runner, random };
  await runner.resume();
  const names = Object.keys(WORKS);
  const todo = life === 1 ? FIRST_LIFE : Array.from({ length: 12 }, () => random.pick(names));
  for (const [index, name] of todo.entries()) await WORKS[name]?.(work, `Life ${life}, work ${index}`);
  await opened.close();
  say({ ended: files.count() });
}

const [root = '', seed = '', life = '1', operation = '0', when = 'before'] = process.argv.slice(2);
const point = { operation: Number(operation), when } as StopPoint;
const files = stoppingFiles(point, () => say({ stopped: point.operation }));
live(root, new Seeded(seed, life), Number(life), files).catch((error: unknown) => {
  say({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exitCode = 1;
});
