/** `npm start [-- what to open]`: sets up what is missing and opens the wizard, or diagnoses a sample where there is no display. */
import { ensureBuilt } from './bootstrap/built.mjs';
import { hasDisplay } from './bootstrap/display.mjs';
import { electronRuntime, environmentFor, systemArguments } from './bootstrap/electron-runtime.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { ROOT } from './bootstrap/places.mjs';
import { run } from './bootstrap/run.mjs';
import { command } from './bootstrap/say.mjs';
import { ensureSystemPackages } from './bootstrap/system-packages.mjs';
import { diagnoseSampleInTerminal } from './bootstrap/terminal-sample.mjs';

await command(async () => {
  await ensurePackages();
  if (!hasDisplay({ platform: process.platform, env: process.env })) {
    await ensureBuilt(['cli']);
    return diagnoseSampleInTerminal();
  }
  await ensureBuilt(['app', 'renderer']);
  await ensureSystemPackages(['window']);
  const runtime = await electronRuntime();
  const args = [...systemArguments(runtime), ROOT, ...process.argv.slice(2)];
  return (await run(runtime.program, args, { env: environmentFor(runtime) })).code;
});
