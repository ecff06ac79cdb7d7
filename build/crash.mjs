/** `node build/crash.mjs [-- …]`: ends the program at every point of its writing, and looks at what is left each time; `--help` says more. */
import process from 'node:process';
import { inProject } from './bootstrap/places.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { run } from './bootstrap/run.mjs';
import { command } from './bootstrap/say.mjs';

/** Those that try every operation within one program. */
const TESTS = ['test/unit/case-store', 'test/unit/control-file', 'test/unit/remedy/killed'];

await command(async () => {
  await ensurePackages();
  const { bundleProgram } = await import('./bundling/programs.mjs');
  const { runTypeScript } = await import('./bundling/typescript-program.mjs');
  await bundleProgram({
    entry: 'test/crash/doomed-program.ts',
    output: 'out/tools/crash-doomed-program.cjs',
  });
  const args = process.argv.slice(2);
  const { code } = await runTypeScript('test/crash/main.ts', args);
  if (code !== 0 || ['--processes', '--only', '--help'].some((option) => args.includes(option))) return code;
  const every = await run(
    process.execPath,
    [inProject('node_modules', 'vitest', 'vitest.mjs'), 'run', ...TESTS],
    { env: { ...process.env, EVERY_KILL: '1' } },
  );
  return every.code;
});
