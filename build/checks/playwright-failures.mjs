/** What Playwright's JSON report tells of tests that failed. */

/**
 * @typedef {{ message?: string, stack?: string }} PlaywrightError
 * @typedef {{ status: string, results: readonly { errors: readonly PlaywrightError[] }[] }} PlaywrightTest
 * @typedef {{ title: string, tests: readonly PlaywrightTest[] }} PlaywrightSpec
 * @typedef {{ title: string, specs?: readonly PlaywrightSpec[], suites?: readonly PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ suites?: readonly PlaywrightSuite[], errors?: readonly PlaywrightError[] }} PlaywrightReport
 */

/** @param {PlaywrightError} error */
const messageOf = (error) => error.message ?? error.stack ?? 'no message';

/**
 * @param {PlaywrightReport | null} report null when none was written
 * @returns {{ failures: { name: string, message: string }[], secondTry: string[] }}
 */
export function playwrightFailures(report) {
  /** @type {{ name: string, message: string }[]} */
  const failures = (report?.errors ?? []).map((error) => ({
    name: 'outside of the tests',
    message: messageOf(error),
  }));
  /** @type {string[]} */
  const secondTry = [];
  /** @type {(suite: PlaywrightSuite, above: readonly string[]) => void} */
  const walk = (suite, above) => {
    const titles = [...above, suite.title];
    for (const spec of suite.specs ?? []) {
      const name = [...titles, spec.title].join(' > ');
      for (const { status, results } of spec.tests) {
        if (status === 'flaky') secondTry.push(name);
        if (status !== 'unexpected') continue;
        for (const error of results.at(-1)?.errors ?? []) failures.push({ name, message: messageOf(error) });
      }
    }
    for (const inner of suite.suites ?? []) walk(inner, titles);
  };
  for (const suite of report?.suites ?? []) walk(suite, []);
  return { failures, secondTry };
}
