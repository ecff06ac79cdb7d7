/** The tests of the Windows parts, where Wine is or can be installed. */
import { ensureBuilt } from '../bootstrap/built.mjs';
import { inProject } from '../bootstrap/places.mjs';
import { say } from '../bootstrap/say.mjs';
import { ensureWine } from '../bootstrap/wine.mjs';
import { skippedBecause } from './outcome.mjs';
import { vitestRun } from './vitest-run.mjs';

/** More than twice what they take on a slow machine; each test has its own, shorter one. */
const LIMIT_MS = 10 * 60_000;

/**
 * @param {() => Promise<string | null>} [ensure] gives null when Wine is there, otherwise why not
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export async function wineTests(ensure = ensureWine) {
  const missing = await ensure();
  if (missing !== null) {
    say(missing);
    return skippedBecause('no Wine');
  }
  // The way from a snapshot to the verdict ends in the command line.
  await ensureBuilt(['cli']);
  return vitestRun({
    report: 'wine.json',
    args: ['--config', inProject('vitest.wine.config.ts')],
    limitMs: LIMIT_MS,
  });
}

/** @type {readonly import('./outcome.mjs').Check[]} */
export const wineChecks = [
  { id: 'wine', title: 'Windows parts under Wine (Vitest)', run: () => wineTests() },
];
