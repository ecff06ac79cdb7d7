/** `npm run build [-- cli app renderer]`: builds the program into out/, whether it changed or not. */
import { holding } from './bootstrap/lock.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { ROOT, inProject } from './bootstrap/places.mjs';
import { run } from './bootstrap/run.mjs';
import { command } from './bootstrap/say.mjs';

await command(async () => {
  await ensurePackages();
  const bundle = [inProject('build', 'bundling', 'main.mjs'), ...process.argv.slice(2)];
  const built = await holding('build', () => run(process.execPath, bundle, { cwd: ROOT }));
  return built.code;
});
