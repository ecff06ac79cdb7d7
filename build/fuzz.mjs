/** `node build/fuzz.mjs [-- …]`: feeds damaged logs and files to the readers; `--help` says more. */
import { ensurePackages } from './bootstrap/packages.mjs';
import { command } from './bootstrap/say.mjs';

await command(async () => {
  await ensurePackages();
  const { runTypeScript } = await import('./bundling/typescript-program.mjs');
  return (await runTypeScript('test/fuzz/main.ts', process.argv.slice(2))).code;
});
