/**
 * Vitest's global set-up for `test/wine`, so that `npx vitest run -c vitest.wine.config.ts` by itself works as within
 * `npm test`: Wine, a prepared prefix, Node for Windows, and a folder for the prefixes of this run.
 */
import { SetupProblem, say } from './say.mjs';
import {
  COMPILER,
  beginWineRun,
  endWineRun,
  ensureWine,
  preparedPrefix,
  windowsNode,
  wineCache,
  wineEnvironment,
} from './wine.mjs';

/**
 * @param {{ provide: (key: 'wine', value: unknown) => void }} project
 * @returns {Promise<() => Promise<void>>} what ends the run
 */
export default async function setUp(project) {
  const missing = await ensureWine();
  if (missing !== null) throw new SetupProblem('NO_WINE', missing, 'Run these tests where Wine can be had.');
  const prepared = await preparedPrefix();
  const runFolder = await beginWineRun();
  project.provide('wine', {
    prepared,
    runFolder,
    programs: `${wineCache()}/programs`,
    compiler: COMPILER,
    environment: wineEnvironment(''),
    node: await nodeOrNull(),
  });
  return () => endWineRun(runFolder);
}

/** Node comes from a registry; without it only the tests that need it are skipped. */
async function nodeOrNull() {
  try {
    return await windowsNode();
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    say(`${error.message}\n${error.nextStep}`);
    return null;
  }
}
