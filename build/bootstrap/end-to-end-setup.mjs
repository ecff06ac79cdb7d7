/**
 * Playwright's global set-up, so that `npx playwright test` by itself works as within `npm test`: builds what changed, finds
 * the runtime and a display, and leaves them in the environment of the tests.
 */
import { ensureBuilt } from './built.mjs';
import { displayForTests } from './display.mjs';
import { electronRuntime, environmentFor } from './electron-runtime.mjs';

/** @returns {Promise<() => void>} what ends it again */
export default async function setUp() {
  await ensureBuilt(['cli', 'app', 'renderer']);
  const runtime = await electronRuntime();
  Object.assign(process.env, environmentFor(runtime), { SMS_SITE_DOCTOR_RUNTIME_VERSION: runtime.version });
  delete process.env.ELECTRON_RUN_AS_NODE;
  const { env, end } = await displayForTests();
  Object.assign(process.env, env);
  return end;
}
