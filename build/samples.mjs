/** `npm run samples`: makes the sample sites in assets/samples again. */
import { ensurePackages } from './bootstrap/packages.mjs';
import { command } from './bootstrap/say.mjs';

await command(async () => {
  await ensurePackages();
  const { runTypeScript } = await import('./bundling/typescript-program.mjs');
  return (await runTypeScript('build/sample-sites/generate.ts', process.argv.slice(2))).code;
});
