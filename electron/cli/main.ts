/** The command line: plain Node, no Electron. */
import { CommanderError } from 'commander';
import { describeFailure } from './failure.ts';
import { buildProgram } from './program.ts';

/** 0 nothing wrong found, 1 a fault confirmed or likely, 2 could not run. */
async function run(): Promise<number> {
  const interrupted = new AbortController();
  const interrupt = (): void => {
    interrupted.abort();
  };
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
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
  } finally {
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
  }
}

// A closed pipe (`| head`) is no failure of ours; without this it would end in a stack trace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? (process.exitCode ?? 0) : 2);
});

void run().then((code) => {
  process.exitCode = code;
});
