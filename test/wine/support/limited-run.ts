/** One program, started without a shell and without input, with an end and a limit to what it prints. */
import { spawn } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface RunLimits {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Ended after this many milliseconds; 30,000 when not said. */
  readonly limitMs?: number;
  /** Ended when it printed more bytes than this on one of its outputs; 8 MiB when not said. */
  readonly limitBytes?: number;
}

export interface RawResult {
  /** Exit code; null when it was ended. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly timedOut: boolean;
  readonly tooMuch: boolean;
}

const LIMIT_MS = 30_000;
const LIMIT_BYTES = 8 * 1024 * 1024;
const LOOK_AT_SIZE_MS = 100;

/**
 * Ends a program that was started as the first of a group, and all it started.
 * @param pid of a program that may have ended by itself in the meantime
 */
export function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/**
 * Runs a program to its end. Its outputs are files, not pipes: a Wine program leaves servers behind that would keep a
 * pipe open for ever.
 */
export async function runLimited(
  program: string,
  args: readonly string[],
  limits: RunLimits = {},
): Promise<RawResult> {
  const { limitMs = LIMIT_MS, limitBytes = LIMIT_BYTES } = limits;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'wine-output-'));
  const files = [path.join(folder, 'out'), path.join(folder, 'err')];
  const [out = -1, err = -1] = files.map((file) => openSync(file, 'w+'));
  try {
    const ended = await new Promise<Omit<RawResult, 'stdout' | 'stderr'>>((resolve, reject) => {
      const child = spawn(program, args, {
        cwd: limits.cwd,
        env: limits.env ?? process.env,
        stdio: ['ignore', out, err],
        // A group of its own, so that what it started can be ended with it.
        detached: true,
      });
      let timedOut = false;
      let tooMuch = false;
      const end = (): void => {
        if (child.pid !== undefined) endGroup(child.pid);
      };
      const limit = setTimeout(() => {
        timedOut = true;
        end();
      }, limitMs);
      const sizes = setInterval(() => {
        if (fstatSync(out).size <= limitBytes && fstatSync(err).size <= limitBytes) return;
        tooMuch = true;
        end();
      }, LOOK_AT_SIZE_MS);
      const settle = (): void => {
        clearTimeout(limit);
        clearInterval(sizes);
      };
      child.once('error', (error) => {
        settle();
        reject(error);
      });
      child.once('exit', (code) => {
        settle();
        resolve({ code, timedOut, tooMuch });
      });
    });
    const [stdout, stderr] = files.map((file) => readFileSync(file).subarray(0, limitBytes));
    return { ...ended, stdout: stdout ?? Buffer.alloc(0), stderr: stderr ?? Buffer.alloc(0) };
  } finally {
    closeSync(out);
    closeSync(err);
    rmSync(folder, { recursive: true, force: true });
  }
}
