/** `npm run --silent doctor -- diagnose …`: the command line, built first when it changed. */
import { ensureBuilt } from './bootstrap/built.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { inProject } from './bootstrap/places.mjs';
import { run } from './bootstrap/run.mjs';
import { command } from './bootstrap/say.mjs';

/** The command line's own code for "could not run". */
const COULD_NOT_RUN = 2;

await command(async () => {
  await ensurePackages();
  await ensureBuilt(['cli']);
  const program = inProject('out', 'cli', 'sms-site-doctor.cjs');
  // Paths on the command line are meant from where the person stands, which npm keeps in INIT_CWD.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return (await run(process.execPath, [program, ...process.argv.slice(2)], { cwd })).code;
}, COULD_NOT_RUN);
