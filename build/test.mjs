/** `npm test [-- --only unit,e2e]`: sets up what is missing, then runs every check. */
import { ensurePackages } from './bootstrap/packages.mjs';
import { SetupProblem, command, say } from './bootstrap/say.mjs';
import { closingLine, recap, selectChecks, sumOf } from './checks/outcome.mjs';

/** @param {number} since milliseconds */
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs one check and says how it went. A check that breaks is a failed check; the others still run.
 * @param {import('./checks/outcome.mjs').Check} check
 * @returns {Promise<import('./checks/outcome.mjs').Outcome>}
 */
async function perform(check) {
  const begin = Date.now();
  say(`\n=== ${check.title}`);
  /** @type {import('./checks/outcome.mjs').Outcome} */
  let outcome;
  try {
    outcome = await check.run();
  } catch (error) {
    if (error instanceof SetupProblem) say(`${error.message}\n${error.nextStep}`);
    else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    outcome = { passed: 0, failed: 1 };
  }
  const word = outcome.failed > 0 ? 'FAILED' : outcome.passed === 0 ? 'skipped' : 'passed';
  say(`--- ${word}${outcome.why === undefined ? '' : `: ${outcome.why}`} (${seconds(begin)})`);
  return outcome;
}

await command(async () => {
  const begin = Date.now();
  await ensurePackages();
  // Only now: these use the packages.
  const { staticChecks } = await import('./checks/static-checks.mjs');
  const { productChecks } = await import('./checks/product-checks.mjs');
  const checks = selectChecks([...staticChecks, ...productChecks], process.argv.slice(2));

  const results = [];
  for (const check of checks) results.push({ check, outcome: await perform(check) });

  const outcomes = results.map(({ outcome }) => outcome);
  const failed = results.filter(({ outcome }) => outcome.failed > 0).map(({ check }) => check.title);
  const again = recap(results);
  if (again !== '') say(`\n${again}`);
  say(
    `\n${failed.length === 0 ? 'Every check passed' : `Failed: ${failed.join('; ')}`} (${seconds(begin)}).`,
  );
  process.stdout.write(`${closingLine(outcomes)}\n`);
  return sumOf(outcomes).failed > 0 ? 1 : 0;
});
