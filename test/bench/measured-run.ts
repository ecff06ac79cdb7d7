/** Runs a program and measures its time and the most memory it held. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface MeasuredRun {
  readonly exit: number | null;
  readonly seconds: number;
  /** Largest resident size in MiB, null where the system does not tell. */
  readonly peakMiB: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const POLL_MS = 40;

/**
 * @param program absolute path, or a name found on PATH
 * @param args its arguments, no shell in between
 * @param keepOutput false: what it prints is thrown away by the system, and costs it and us nothing
 */
export function measuredRun(
  program: string,
  args: readonly string[],
  keepOutput = true,
): Promise<MeasuredRun> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', keepOutput ? 'pipe' : 'ignore', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let peak: number | null = null;
    const look = (): void => {
      const seen = child.pid === undefined ? null : peakOf(child.pid);
      if (seen !== null) peak = Math.max(peak ?? 0, seen);
    };
    const timer = setInterval(look, POLL_MS);
    look();
    child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.on('close', (exit) => {
      clearInterval(timer);
      resolve({
        exit,
        seconds: (performance.now() - begin) / 1000,
        peakMiB: peak,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      });
    });
  });
}

/** Peak resident size that Linux keeps for a process (VmHWM), in MiB. */
function peakOf(processId: number): number | null {
  if (process.platform !== 'linux') return null;
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${processId}/status`, 'latin1'));
    return found && Number(found[1]) > 0 ? Number(found[1]) / 1024 : null;
  } catch (error) {
    // The process ended between two looks; what was seen before stands.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return null;
    throw error;
  }
}
