/** `npm run bench [-- …]`: measures reading large sites, listing, the log reader and the start of the window. */
import { ensureBuilt } from './bootstrap/built.mjs';
import { withDisplay } from './bootstrap/display.mjs';
import { electronRuntime, environmentFor } from './bootstrap/electron-runtime.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { command } from './bootstrap/say.mjs';
import { ensureSystemPackages } from './bootstrap/system-packages.mjs';

await command(async () => {
  await ensurePackages();
  await ensureBuilt(['cli', 'app', 'renderer']);
  await ensureSystemPackages(['window', 'virtual display']);
  const runtime = await electronRuntime();
  const { bundleProgram } = await import('./bundling/programs.mjs');
  const { runTypeScript } = await import('./bundling/typescript-program.mjs');
  await bundleProgram({
    entry: 'test/bench/diagnose-with-texts.ts',
    output: 'out/tools/bench-diagnose-with-texts.cjs',
  });
  return withDisplay(async (display) => {
    const env = { ...environmentFor(runtime), ...display, SMS_SITE_DOCTOR_ELECTRON: runtime.program };
    return (await runTypeScript('test/bench/main.ts', process.argv.slice(2), { env })).code;
  });
});
