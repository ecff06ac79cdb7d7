/** The command line: plain Node, no Electron. */
import { CommanderError } from 'commander';
import { describeFailure } from './failure.ts';
import { buildProgram } from './program.ts';

const interrupted = new AbortController();

/** The first Ctrl+C lets the command end well; the second one does not wait for what may hang. */
function interrupt(): void {
  if (interrupted.signal.aborted) process.exit(2);
  interrupted.abort();
}

/** Ends the program with one line for a fault that no command caught. */
function failAtOnce(error: unknown): void {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(2);
}

/** 0 nothing wrong found, 1 a fault confirmed or likely, 2 could not run. */
async function run(): Promise<number> {
  let exitCode = 0;
  const program = buildProgram({
    signal: interrupted.signal,
    finish: (code) => {
      exitCode = code;
    },
  });
  try {
    await program.parseAsync(process.argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${describeFailure(error)}\n`);
    return 2;
  }
}

process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);
process.on('uncaughtException', failAtOnce);
process.on('unhandledRejection', failAtOnce);

// A closed pipe (`| head`) is no failure of ours; without this it would end in a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  process.stderr.write(`sms-site-doctor: what was done could not be printed whole: ${error.message}\n`);
  process.exit(2);
});

void run().then((code) => {
  process.exitCode = code;
});
