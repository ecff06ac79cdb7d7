/** Running Vitest and counting what it reports. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ROOT, inProject } from '../bootstrap/places.mjs';
import { run } from '../bootstrap/run.mjs';
import { countsOf } from './outcome.mjs';

const NO_COUNTS = { passed: 0, failed: 0, skipped: 0 };

/**
 * A test runner's report, removed before the run so that an old one is never read.
 * @param {string} name
 */
export function freshReport(name) {
  const file = inProject('out', 'test-reports', name);
  rmSync(file, { force: true });
  return { file, read: () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null) };
}

/**
 * Runs Vitest to its end.
 * @param {{ report: string, args?: readonly string[], limitMs?: number }} request `report`: name of the report's file
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export async function vitestRun({ report: name, args = [], limitMs }) {
  const report = freshReport(name);
  const { code } = await run(
    process.execPath,
    [
      inProject('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report.file}`,
    ],
    { cwd: ROOT, ...(limitMs === undefined ? {} : { limitMs }) },
  );
  const read = report.read();
  const counts =
    read === null
      ? NO_COUNTS
      : {
          passed: read.numPassedTests,
          failed: read.numFailedTests,
          skipped: read.numPendingTests + read.numTodoTests,
        };
  return countsOf(counts, code);
}
