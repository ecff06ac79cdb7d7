/** Editing and restoring when any operation fails and when the power is cut at any of them. */
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ControlFileChange,
  editControlFile,
  restoreNewestBackup,
} from '../../../electron/control-file/edit-control-file.ts';
import { ControlFileError } from '../../../electron/engine/control-file/control-file-error.ts';
import { staggerControlFile } from '../../../electron/engine/control-file/stagger.ts';
import { type FileOperations, diskFiles } from '../../../electron/files/file-operations.ts';
import { Died, type Faults, faultyFiles } from '../../support/faulty-files.ts';
import { LICENSE, MANAGER, controlFileWith, textOf } from './control-files.ts';

const OLD = controlFileWith([MANAGER, LICENSE]);
const NEW = staggerControlFile(OLD).result;
const OTHER = controlFileWith(['# mine', MANAGER, LICENSE]);
const OPTIONS = { now: new Date(Date.UTC(2001, 4, 17, 2, 23)), dryRun: false, wait: () => Promise.resolve() };
const BACKUP = 'Smsbkup.ctl.20010517T010000Z.bak';
const CODES = ['ENOSPC', 'EACCES', 'EBUSY', 'EROFS', 'EIO'];

interface Story {
  readonly name: string;
  /** What stands there, and the backup if there is one. */
  readonly file: Uint8Array;
  readonly backup: Uint8Array | null;
  readonly result: Uint8Array;
  readonly run: (files: FileOperations, file: string) => Promise<ControlFileChange>;
}

const EDIT: Story = {
  name: 'an edit',
  file: OLD,
  backup: null,
  result: NEW,
  run: (files, file) => editControlFile(files, file, OPTIONS),
};

const STORIES: readonly Story[] = [
  EDIT,
  {
    name: 'a restore',
    file: NEW,
    backup: OLD,
    result: OLD,
    run: (files, file) => restoreNewestBackup(files, file, { ...OPTIONS, force: false }),
  },
  {
    name: 'a forced restore',
    file: OTHER,
    backup: OLD,
    result: OLD,
    run: (files, file) => restoreNewestBackup(files, file, { ...OPTIONS, force: true }),
  },
];

let root = '';
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'control-file-'));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

interface Outcome {
  readonly folder: string;
  readonly file: string;
  readonly error: unknown;
  readonly content: Uint8Array;
  readonly names: readonly string[];
  readonly operations: number;
}

async function play(story: Story, faults: Faults): Promise<Outcome> {
  const folder = await mkdtemp(path.join(root, 'site-'));
  const file = path.join(folder, 'Smsbkup.ctl');
  await writeFile(file, story.file);
  if (story.backup !== null) await writeFile(path.join(folder, BACKUP), story.backup);
  const files = faultyFiles(faults);
  const error = await story.run(files, file).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const content = Uint8Array.from(await readFile(file));
  return { folder, file, error, content, names: (await readdir(folder)).sort(), operations: files.count() };
}

/** What a technician would say stands there. */
function nameOf(content: Uint8Array): string {
  const known = { old: OLD, new: NEW, other: OTHER };
  for (const [name, bytes] of Object.entries(known)) if (Buffer.compare(content, bytes) === 0) return name;
  return `a mix: ${textOf(content)}`;
}

/** Every copy is whole; what stood there can be had again; nothing is left over once the work is done again. */
async function expectSafe(story: Story, { folder, file, content, names }: Outcome): Promise<void> {
  expect([nameOf(story.file), nameOf(story.result)]).toContain(nameOf(content));
  for (const name of names.filter((one) => /\.(?:bak|replaced)$/.test(one))) {
    const copy = Uint8Array.from(await readFile(path.join(folder, name)));
    expect([nameOf(story.file), nameOf(OLD)]).toContain(nameOf(copy));
  }
  const lost = Buffer.compare(content, story.file) !== 0 && story.name !== 'a restore';
  if (lost) {
    const copies = await Promise.all(names.map((name) => readFile(path.join(folder, name))));
    expect(copies.map((copy) => nameOf(copy))).toContain(nameOf(story.file));
  }
  await story.run(diskFiles, file);
  expect(nameOf(await readFile(file))).toBe(nameOf(story.result));
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  if (story.name === 'an edit') {
    await restoreNewestBackup(diskFiles, file, { ...OPTIONS, force: false });
    expect(nameOf(await readFile(file))).toBe('old');
    await editControlFile(diskFiles, file, OPTIONS);
  }
}

/** Notes the operations that make a file last. */
function recorded(): { readonly files: FileOperations; readonly order: string[] } {
  const order: string[] = [];
  const noted =
    <A extends unknown[], R>(name: string, work: (...args: A) => R) =>
    (...args: A): R => {
      order.push(name);
      return work(...args);
    };
  const create: FileOperations['create'] = async (file, mode, like) => {
    const writer = await diskFiles.create(file, mode, like);
    return { ...writer, write: noted('write', writer.write), flush: noted('flush', writer.flush) };
  };
  const rename = noted('rename', diskFiles.rename);
  const flushFolder = noted('flush folder', diskFiles.flushFolder);
  return { files: { ...diskFiles, create, rename, flushFolder }, order };
}

describe.each(STORIES)('$name', (story) => {
  it('does all of it when nothing goes wrong', async () => {
    const { error, content, names } = await play(story, {});
    expect([error, nameOf(content)]).toEqual([null, nameOf(story.result)]);
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each([
    ['is killed', {}],
    ['is killed in the middle of a write', { torn: 0.5 }],
    ['loses its power', { powerCut: true }],
    ['loses its power in the middle of a write', { powerCut: true, torn: 0.5 }],
  ])('is all or nothing when the computer %s at any operation', async (_, how) => {
    const { operations } = await play(story, {});
    expect(operations).toBeGreaterThan(12);
    const seen = new Set<string>();
    for (let operation = 1; operation <= operations; operation += 1) {
      const outcome = await play(story, { dieAt: { operation, ...how } });
      expect(hasCause(outcome.error, Died)).toBe(true);
      seen.add(nameOf(outcome.content));
      await expectSafe(story, outcome);
    }
    expect([...seen].sort()).toEqual([nameOf(story.file), nameOf(story.result)].sort());
  });

  it.each(CODES)('leaves all as it was, or says so, when any operation fails with %s', async (code) => {
    const { operations } = await play(story, {});
    for (let operation = 1; operation <= operations; operation += 1) {
      const outcome = await play(story, { failAt: { operation, code } });
      const { error, content, names } = outcome;
      if (error === null) expect(nameOf(content)).toBe(nameOf(story.result));
      else {
        expect(error).toBeInstanceOf(ControlFileError);
        if (nameOf(content) === nameOf(story.file)) {
          expect(names).toEqual(['Smsbkup.ctl', ...(story.backup === null ? [] : [BACKUP])]);
        } else expect((error as Error).message).toMatch(/cannot be told|not certain to outlast/);
      }
      await expectSafe(story, outcome);
    }
  });

  it.each(['ENOSPC', 'EACCES'])('leaves the file whole when all fails with %s from then on', async (code) => {
    const { operations } = await play(story, {});
    for (let operation = 1; operation <= operations; operation += 1) {
      const outcome = await play(story, { failAt: { operation, code, andLater: true } });
      if (outcome.error !== null) expect(outcome.error).toBeInstanceOf(ControlFileError);
      await expectSafe(story, outcome);
    }
  });
});

function hasCause(error: unknown, kind: typeof Died): boolean {
  for (let one = error; one instanceof Error; one = one.cause) if (one instanceof kind) return true;
  return false;
}

it('the backup lasts before the file is touched, and each file before it gets its name', async () => {
  const folder = await mkdtemp(path.join(root, 'site-'));
  const file = path.join(folder, 'Smsbkup.ctl');
  await writeFile(file, OLD);
  const { files, order } = recorded();
  await editControlFile(files, file, OPTIONS);
  expect(order).toEqual([1, 2].flatMap(() => ['write', 'flush', 'rename', 'flush folder']));
});

it('a file that is held for a moment is replaced when it is let go', async () => {
  const held = ['EBUSY', 'EPERM', 'EACCES', 'EBUSY', 'EBUSY'];
  const rename: FileOperations['rename'] = async (from, to) => {
    const code = to.endsWith('.ctl') ? held.pop() : undefined;
    if (code !== undefined) throw Object.assign(new Error(code), { code });
    await diskFiles.rename(from, to);
  };
  const folder = await mkdtemp(path.join(root, 'site-'));
  const file = path.join(folder, 'Smsbkup.ctl');
  await writeFile(file, OLD);
  const waits: number[] = [];
  const wait = (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  await editControlFile({ ...diskFiles, rename }, file, { ...OPTIONS, wait });
  expect([nameOf(await readFile(file)), waits.length]).toEqual(['new', 5]);
});
