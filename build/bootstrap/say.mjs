/** What the set-up tells the person at the terminal. All on stderr: stdout belongs to the program that is run. */

/** An obstacle that the person can do something about: printed without a stack trace. */
export class SetupProblem extends Error {
  /**
   * @param {string} code short and stable, for tests and searches
   * @param {string} message what happened and why
   * @param {string} nextStep what to do about it
   */
  constructor(code, message, nextStep) {
    super(message);
    this.code = code;
    this.nextStep = nextStep;
  }
}

/**
 * Prints one line.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** The signals that ask a program to stop, with the exit codes shells give them. */
const STOP_SIGNALS = /** @type {const} */ ([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
]);

/**
 * Runs a command's body; a SetupProblem ends it with its message and next step, anything else with its trace.
 * @param {() => Promise<number>} body gives the exit code
 * @param {number} [codeOfProblem] exit code when the set-up could not be done
 */
export async function command(body, codeOfProblem = 1) {
  // Left alone, a signal would end only this process; leaving by way of `exit` ends what it started as well.
  for (const [signal, code] of STOP_SIGNALS) process.once(signal, () => process.exit(code));
  try {
    process.exitCode = await body();
  } catch (error) {
    if (error instanceof SetupProblem) {
      say(`\n${error.message}\n${error.nextStep}`);
    } else {
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
    process.exitCode = codeOfProblem;
  }
}
