/**
 * A slice of `npm run crash`: a program that works on a case is ended with SIGKILL at points of its writing, and what it left is looked
 * at each time.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runKills } from '../../crash/run-kills.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'doomed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a case, its control files and its service are whole after every kill', async () => {
  const program = path.join(folder, 'doomed.cjs');
  await build({
    entryPoints: [fileURLToPath(new URL('../../crash/doomed-program.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18.15',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  const told: string[] = [];
  const { kills, operations, faults } = await runKills({
    program,
    seed: 4711,
    kills: 25,
    say: (line) => told.push(line),
  });
  expect(faults, told.join('\n')).toEqual([]);
  expect(kills).toBeGreaterThanOrEqual(25);
  expect(operations).toBeGreaterThan(150);
}, 120_000);
