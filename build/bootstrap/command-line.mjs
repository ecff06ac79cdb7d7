/** Running the command line that was built. */
import { inProject } from './places.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/** The command line's exit codes. A crash must not be taken for one of them: 1 says that a fault was found. */
export const COULD_NOT_RUN = 2;

const PROGRAM = inProject('out', 'cli', 'sms-site-doctor.cjs');

/**
 * Runs the command line, which must be built.
 * @param {readonly string[]} args
 * @param {string} cwd where paths in the arguments begin
 * @param {string} [program] its script
 * @returns {Promise<number>} its exit code; `COULD_NOT_RUN` when it was ended before it gave one
 */
export async function runCommandLine(args, cwd, program = PROGRAM) {
  const { code, signal } = await run(process.execPath, [program, ...args], { cwd });
  if (signal === null) return code;
  say(`The command line was ended by ${signal} before it was finished.`);
  return COULD_NOT_RUN;
}
