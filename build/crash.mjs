/** `node build/crash.mjs`: ends the program at every single point of its writing, and looks at what is left each time. */
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { ensurePackages } from './bootstrap/packages.mjs';
import { command } from './bootstrap/say.mjs';

const TESTS = ['test/unit/case-store', 'test/unit/control-file', 'test/unit/remedy/killed'];

await command(async () => {
  await ensurePackages();
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...TESTS], {
    stdio: 'inherit',
    env: { ...process.env, EVERY_KILL: '1' },
  });
  return status ?? 1;
});
