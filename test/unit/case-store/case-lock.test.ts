/** One program at a time: also when several begin at once, and when one was ended in the midst of its lock. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CaseError } from '../../../electron/case-store/case-error.ts';
import { takeLock } from '../../../electron/case-store/case-lock.ts';
import { readJournal } from '../../../electron/case-store/journal-format.ts';
import { createCase } from '../../../electron/case-store/open-case.ts';
import { type FileOperations, diskFiles } from '../../../electron/files/file-operations.ts';

const run = promisify(execFile);
const ROUNDS = 12;

let folder: string;
let lock: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'doctor-lock-'));
  lock = path.join(folder, 'lock.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Of a program that is no more: no process has this number. */
const leftOver = (): string =>
  JSON.stringify({ computer: hostname(), pid: 2 ** 22 + 1, token: 'x', at: 'then', bootedAt: null });

const take = (files: FileOperations = diskFiles): Promise<string | (() => Promise<void>) | null> =>
  takeLock(files, folder, new Date(0)).catch((error: unknown) => {
    if (error instanceof CaseError) return error.code;
    throw error;
  });

/** The disk of this computer, each operation a moment later: so that what several do at once gets mixed up. */
function slowFiles(random: () => number): FileOperations {
  const later = async (): Promise<void> => {
    for (let turns = Math.floor(random() * 6); turns > 0; turns -= 1)
      await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    ...diskFiles,
    read: async (file) => {
      await later();
      return diskFiles.read(file);
    },
    create: async (file) => {
      await later();
      const writer = await diskFiles.create(file);
      return {
        ...writer,
        write: async (bytes) => {
          await later();
          await writer.write(bytes);
        },
      };
    },
    remove: async (file) => {
      await later();
      await diskFiles.remove(file);
    },
  };
}

describe('of several that begin at once, one has the case', () => {
  it.each([
    ['without a lock', null, ROUNDS],
    ['with one that is left over', leftOver(), ROUNDS],
    ['with half a one that is left over', '{"computer":', 2],
  ])('%s', async (_, text, rounds) => {
    let seed = 1;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    for (let round = 0; round < rounds; round += 1) {
      if (text !== null) await writeFile(lock, text);
      const files = slowFiles(random);
      const taken = await Promise.all([1, 2, 3, 4].map(() => take(files)));
      expect(taken.filter((one) => typeof one === 'function')).toHaveLength(1);
      expect(taken.filter((one) => one === 'case-in-use')).toHaveLength(3);
      for (const give of taken) if (typeof give === 'function') await give();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it('also when each is a program of its own', async () => {
    const program = path.join(folder, 'opener.cjs');
    await build({
      entryPoints: [fileURLToPath(new URL('case-opener.ts', import.meta.url))],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node18.15',
      logLevel: 'silent',
    });
    const who = { by: () => 'Ann', now: () => new Date(), computer: 'PC' };
    for (let round = 0; round < ROUNDS; round += 1) {
      const one = path.join(folder, `case-${round}`);
      await (await createCase(diskFiles, one, { name: '', ticket: '', technician: '' }, who)).close();
      if (round % 2 === 0) await writeFile(path.join(one, 'lock.json'), leftOver());
      const begin = String(Date.now() + 300);
      const said = await Promise.all([1, 2].map(() => run(process.execPath, [program, one, begin])));
      expect(said.map(({ stdout }) => stdout).sort()).toEqual(['case-in-use', 'opened']);
      expect(readJournal(await readFile(path.join(one, 'journal.ndjson'))).damaged).toEqual([]);
    }
  }, 60_000);
});

describe('a lock', () => {
  it('that is being written just now is waited for', async () => {
    const living = { computer: hostname(), pid: process.ppid, token: 'x', at: 'then', bootedAt: null };
    await writeFile(lock, '');
    const taken = take();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await writeFile(lock, JSON.stringify(living));
    expect(await taken).toBe('case-in-use');
  });

  it('is not given back when it is of somebody else by now', async () => {
    const give = await take();
    await writeFile(lock, leftOver());
    if (typeof give === 'function') await give();
    expect(await readFile(lock, 'utf8')).toBe(leftOver());
  });

  it('can be taken although a program was ended while it took another one away', async () => {
    await writeFile(lock, leftOver());
    const takeover = path.join(folder, 'lock.json.takeover');
    await writeFile(takeover, '');
    const longAgo = Date.now() / 1000 - 60;
    await utimes(takeover, longAgo, longAgo);
    const give = await take();
    expect(typeof give).toBe('function');
    if (typeof give === 'function') await give();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['of a program that is no more', leftOver()],
    ['of another computer', JSON.stringify({ computer: 'OTHER', pid: 7, token: 'x', at: 'then' })],
  ])('%s keeps nobody from looking at a case on a disk that cannot be written', async (_, text) => {
    await writeFile(lock, text);
    const fixed: FileOperations = {
      ...diskFiles,
      create: async (file) => {
        const code = (await diskFiles.state(file)) === null ? 'EROFS' : 'EEXIST';
        throw Object.assign(new Error(code), { code });
      },
      remove: () => Promise.reject(Object.assign(new Error('EROFS'), { code: 'EROFS' })),
    };
    expect(await take(fixed)).toBeNull();
    expect(await readFile(lock, 'utf8')).toBe(text);
  });

  it('that could not be written leaves nothing behind', async () => {
    const full: FileOperations = {
      ...diskFiles,
      create: async (file) => ({
        ...(await diskFiles.create(file)),
        write: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
      }),
    };
    expect(await take(full)).toBe('case-not-written');
    expect(await readdir(folder)).toEqual([]);
  });
});
