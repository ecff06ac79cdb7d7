/** `npm run --silent doctor -- diagnose …`: the command line, built first when it changed. */
import { ensureBuilt } from './bootstrap/built.mjs';
import { COULD_NOT_RUN, runCommandLine } from './bootstrap/command-line.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { command } from './bootstrap/say.mjs';

await command(async () => {
  await ensurePackages();
  await ensureBuilt(['cli']);
  // Paths on the command line are meant from where the person stands, which npm keeps in INIT_CWD.
  return runCommandLine(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
}, COULD_NOT_RUN);
