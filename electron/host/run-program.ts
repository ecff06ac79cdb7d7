/** One program: an argument array, no shell, no input, an end, and a limit to what it may print. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Start } from './programs.ts';

export interface ProgramLimits {
  /** Milliseconds until it is ended. */
  readonly limitMs: number;
  /** Bytes on either output until it is ended. */
  readonly limitBytes: number;
  readonly signal?: AbortSignal;
}

/**
 * How it ended: `exited` by itself; `time` and `output`: ended at a limit; `missing`: there is no such program; `refused`: the
 * system did not start it.
 */
export type Ending = 'exited' | 'time' | 'output' | 'missing' | 'refused';

export interface RawProgramResult {
  readonly ending: Ending;
  /** Exit code, null when it did not exit by itself. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** What it started itself (`net` starts `net1`) may hold its outputs open; nobody waits for that longer than this. */
const OUTPUT_GRACE_MS = 500;

/** Gathers an output up to a limit, and says when there is more. */
class Gathered {
  readonly #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(stream: Readable, limit: number, tooMuch: () => void) {
    stream.on('data', (piece: Buffer) => {
      const room = limit - this.#bytes;
      if (room > 0) this.#pieces.push(piece.subarray(0, room));
      this.#bytes += piece.length;
      if (this.#bytes > limit) tooMuch();
    });
    // A pipe that breaks has told all it will; the exit says how it went.
    stream.on('error', () => undefined);
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}

function launch(start: Start, args: readonly string[]): ChildProcess {
  return spawn(start.file, [...start.args, ...args], {
    cwd: start.cwd,
    env: start.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: false,
    windowsHide: true,
  });
}

/**
 * Runs a program to its end.
 *
 * @throws the reason of `limits.signal` when it fires; the program is ended then
 */
export function runProgram(
  start: Start,
  args: readonly string[],
  limits: ProgramLimits,
): Promise<RawProgramResult> {
  const { signal, limitMs, limitBytes } = limits;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(signal.reason as Error);
      return;
    }
    const child = launch(start, args);
    const { stdout, stderr } = child;
    if (stdout === null || stderr === null) throw new Error('The outputs of a program are not pipes.');
    let ending: Ending = 'exited';
    const end = (why: 'time' | 'output'): void => {
      if (ending === 'exited') ending = why;
      child.kill('SIGKILL');
    };
    const out = new Gathered(stdout, limitBytes, () => end('output'));
    const err = new Gathered(stderr, limitBytes, () => end('output'));
    const limit = setTimeout(() => end('time'), limitMs);
    let grace: NodeJS.Timeout | undefined;

    const settle = (): void => {
      clearTimeout(limit);
      clearTimeout(grace);
      signal?.removeEventListener('abort', cancel);
      stdout.destroy();
      stderr.destroy();
    };
    const cancel = (): void => {
      child.kill('SIGKILL');
      settle();
      reject(signal?.reason as Error);
    };
    const finish = (code: number | null): void => {
      settle();
      resolve({
        ending,
        code: ending === 'exited' ? code : null,
        stdout: out.bytes,
        stderr: err.bytes,
      });
    };
    signal?.addEventListener('abort', cancel, { once: true });
    child.once('error', (error: NodeJS.ErrnoException) => {
      ending = error.code === 'ENOENT' ? 'missing' : 'refused';
      finish(null);
    });
    child.once('exit', (code) => {
      clearTimeout(limit);
      grace = setTimeout(() => finish(code), OUTPUT_GRACE_MS);
    });
    child.once('close', (code) => finish(code));
  });
}
