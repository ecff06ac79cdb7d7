/** Running Vitest and counting what it reports. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ROOT, inProject } from '../bootstrap/places.mjs';
import { run } from '../bootstrap/run.mjs';
import { countsOf } from './outcome.mjs';

const NO_COUNTS = { passed: 0, failed: 0, skipped: 0 };
const SEE_ABOVE = {
  name: 'Vitest',
  message: 'It failed without a failed test. What it printed last says why.',
};
const OUT_OF_TIME = { name: 'Vitest', message: 'It was ended because it took too long.' };

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
  const failed = freshReport(`failed-${name}`);
  const { code, timedOut } = await run(
    process.execPath,
    [
      inProject('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--reporter=${inProject('build', 'checks', 'vitest-failures.mjs')}`,
      `--outputFile.json=${report.file}`,
    ],
    {
      cwd: ROOT,
      env: { ...process.env, FAILURES_REPORT: failed.file },
      ...(limitMs === undefined ? {} : { limitMs }),
    },
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
  const { failures = [], secondTry = [] } = failed.read() ?? {};
  if (timedOut) failures.push(OUT_OF_TIME);
  // Such as an error while what the run had set up was taken down, which comes after the reports.
  else if (code !== 0 && failures.length === 0) failures.push(SEE_ABOVE);
  return { ...countsOf(counts, code), failures, secondTry };
}
