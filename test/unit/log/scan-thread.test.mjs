import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundleProgram } from '../../../build/bundling/programs.mjs';
import { ROOT } from '../../../build/bootstrap/places.mjs';
import { newLogScanner } from '../../../electron/site/scan/log-feed.ts';
import { scanFamily } from '../../../electron/site/scan/scan-family.ts';
import { readWholeFile } from '../../../electron/site/tree/read-file.ts';
import { mutatedLog, WATCHED } from './mutated-logs.ts';

let folder = '';
let program = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-thread-'));
  program = join(folder, 'scan-in-thread.cjs');
  await bundleProgram({ entry: 'test/unit/log/scan-in-thread.ts', output: relative(ROOT, program) });
});

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** @param {readonly { shown: string, disk: string }[]} logs */
async function inThread(logs) {
  const args = [program, ...logs.map(({ shown, disk }) => `${shown}=${disk}`)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

/** @param {readonly { shown: string, disk: string }[]} logs */
async function here(logs) {
  return scanFamily(
    logs.map(({ shown, disk }) => ({
      path: shown,
      shown,
      read: (signal, take) => readWholeFile(disk, signal, take),
    })),
    {
      scanner: newLogScanner(WATCHED),
      codePage: 'windows-1252',
      signal: new AbortController().signal,
      onFile: () => undefined,
      onBytes: () => undefined,
      onRead: () => undefined,
    },
  );
}

it('finds in a thread what it finds without one, and says what could not be read', async () => {
  const [first = '', second = ''] = fc.sample(mutatedLog, { numRuns: 2, seed: 7 });
  await writeFile(join(folder, 'Despool.lo_'), first, 'latin1');
  await writeFile(join(folder, 'Despool.log'), Buffer.from(`\uFEFF${second.repeat(30)}`, 'utf16le'));
  const logs = ['Despool.lo_', 'Gone.log', 'Despool.log'].map((name) => ({
    shown: `Logs/${name}`,
    disk: join(folder, name),
  }));
  const expected = JSON.parse(JSON.stringify(await here(logs)));
  const { scan, files, read } = await inThread(logs);
  expect(scan).toEqual(expected);
  expect(scan.part.files.map((file) => file.codePage)).toEqual(['windows-1252', 'utf-16le']);
  expect(scan.problems.map(({ source }) => source)).toEqual(['Logs/Gone.log']);
  expect(files).toEqual(['Logs/Despool.lo_', 'Logs/Gone.log', 'Logs/Despool.log']);
  expect(read).toBe(2);
});
