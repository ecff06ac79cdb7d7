/** `npm start`: sets up what is missing and opens the wizard, or diagnoses a sample where no window can be opened. */
import { ensureBuilt } from './bootstrap/built.mjs';
import { findDisplay } from './bootstrap/display.mjs';
import { electronRuntime, environmentFor, systemArguments } from './bootstrap/electron-runtime.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { ROOT } from './bootstrap/places.mjs';
import { command } from './bootstrap/say.mjs';
import { ensureSystemPackages } from './bootstrap/system-packages.mjs';
import { diagnoseSampleInTerminal } from './bootstrap/terminal-sample.mjs';
import { openWindow } from './bootstrap/window.mjs';

/** @returns {Promise<{ code: number } | { why: string }>} `why` no window came about */
async function openWizard() {
  const display = await findDisplay({ platform: process.platform, env: process.env });
  if ('why' in display) return display;
  await ensureBuilt(['app', 'renderer']);
  await ensureSystemPackages(['window']);
  const runtime = await electronRuntime();
  const args = [...systemArguments(runtime), ROOT];
  return openWindow(runtime.program, args, { kind: display.kind, env: environmentFor(runtime) });
}

await command(async () => {
  await ensurePackages();
  const outcome = await openWizard();
  if ('code' in outcome) return outcome.code;
  await ensureBuilt(['cli']);
  return diagnoseSampleInTerminal(outcome.why);
});
