/** What a check gives back, and how it is printed. */
import { stripVTControlCharacters } from 'node:util';

/**
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {number} [skipped]
 * @property {string} [why] why something was skipped
 * @property {readonly { name: string, message: string }[]} [failures] what failed, as far as the check can tell
 * @property {readonly string[]} [secondTry] tests that passed only the second time
 *
 * @typedef {object} Check
 * @property {string} id name for --only
 * @property {string} title
 * @property {() => Promise<Outcome>} run
 */

/**
 * The outcome of something that either works or does not.
 * @param {boolean} worked
 * @returns {Outcome}
 */
export const allOrNothing = (worked) => (worked ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/**
 * @param {string} why
 * @returns {Outcome}
 */
export const skippedBecause = (why) => ({ passed: 0, failed: 0, skipped: 1, why });

/**
 * The outcome of a check whose set-up could not be done. A person is told and may go on; a build machine must not pass without it.
 * @param {string} why
 * @returns {Outcome}
 */
export const cannotRun = (why) =>
  process.env.CI === 'true' ? { passed: 0, failed: 1, why } : skippedBecause(why);

/**
 * Counts from a test runner's report. A runner that failed without a failed test (nothing could be loaded, no tests found) counts as one failure.
 * @param {{ passed: number, failed: number, skipped: number }} counts
 * @param {number} exitCode
 * @returns {Outcome}
 */
export function countsOf(counts, exitCode) {
  const hidden = exitCode !== 0 && counts.failed === 0 ? 1 : 0;
  return { ...counts, failed: counts.failed + hidden };
}

/**
 * Adds outcomes up.
 * @param {readonly Outcome[]} outcomes
 */
export function sumOf(outcomes) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const outcome of outcomes) {
    sum.passed += outcome.passed;
    sum.failed += outcome.failed;
    sum.skipped += outcome.skipped ?? 0;
  }
  return sum;
}

/**
 * The closing line of a run.
 * @param {readonly Outcome[]} outcomes
 */
export function closingLine(outcomes) {
  const { passed, failed, skipped } = sumOf(outcomes);
  return `${String(passed)} passed, ${String(failed)} failed${skipped > 0 ? `, ${String(skipped)} skipped` : ''}`;
}

const MESSAGE_LINES = 12;

/**
 * What failed in all checks, said once more at the end: of a long run often only the end is kept.
 * @param {readonly { check: { title: string }, outcome: Outcome }[]} results
 * @returns {string} empty when there is nothing to tell
 */
export function recap(results) {
  const parts = results.flatMap(({ check, outcome }) => [
    ...(outcome.failures ?? []).map(({ name, message }) => {
      const lines = stripVTControlCharacters(message).trimEnd().split('\n').slice(0, MESSAGE_LINES);
      return [`Failed: ${check.title}: ${name}`, ...lines].join('\n    ');
    }),
    ...(outcome.secondTry ?? []).map((name) => `Passed only the second time: ${check.title}: ${name}`),
  ]);
  return parts.join('\n');
}

/**
 * Picks the checks named on the command line, in their usual order.
 * @param {readonly Check[]} checks
 * @param {readonly string[]} args such as `--only unit,e2e`
 * @returns {readonly Check[]} throws when a name is not known
 */
export function selectChecks(checks, args) {
  const at = args.findIndex((word) => word === '--only' || word.startsWith('--only='));
  const rest = args.filter((_, index) => index !== at && (args[at] !== '--only' || index !== at + 1));
  if (at === -1 && rest.length === 0) return checks;
  const names = (
    (args[at]?.startsWith('--only=') ? args[at].slice('--only='.length) : args[at + 1]) ?? ''
  ).split(',');
  const unknown = [...rest, ...names.filter((name) => !checks.some(({ id }) => id === name))];
  if (at === -1 || unknown.length > 0) {
    throw new Error(
      `Not understood: ${unknown.join(' ') || '--only'}. Write --only followed by some of ${checks.map(({ id }) => id).join(',')}.`,
    );
  }
  return checks.filter(({ id }) => names.includes(id));
}
