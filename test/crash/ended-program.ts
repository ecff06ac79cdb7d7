/** Runs the program and ends it with SIGKILL, at the point where it stops or at any time. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Said } from './said.ts';
import type { StopPoint } from './stopping-files.ts';

export interface Life {
  readonly program: string;
  readonly root: string;
  readonly seed: string;
  /** From 1. */
  readonly number: number;
  readonly end:
    | StopPoint
    /** After so many lines of what it says, and so many milliseconds. */
    | { readonly afterLines: number; readonly milliseconds: number };
}

export interface EndedLife {
  readonly said: readonly Said[];
  /** False when it came to its end before. */
  readonly wasKilled: boolean;
}

/** A program that neither ends nor stops. */
const LONGEST_MS = 60_000;

/** @throws Error when the program fails by itself or hangs */
export function endProgram({ program, root, seed, number, end }: Life): Promise<EndedLife> {
  const point = 'operation' in end ? end : { operation: 0, when: 'before' };
  const args = [program, root, seed, String(number), String(point.operation), point.when];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Said[] = [];
    let errors = '';
    let isHanging = false;
    const hanging = setTimeout(() => {
      isHanging = true;
      child.kill('SIGKILL');
    }, LONGEST_MS);
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    createInterface({ input: child.stdout }).on('line', (line) => {
      // The last line may be cut off.
      if (!line.endsWith('}')) return;
      const one = JSON.parse(line) as Said;
      said.push(one);
      if ('stopped' in one) child.kill('SIGKILL');
      if ('afterLines' in end && said.length === end.afterLines) {
        setTimeout(() => child.kill('SIGKILL'), end.milliseconds);
      }
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(hanging);
      const failed = said.find((one) => 'failed' in one);
      if (isHanging) reject(new Error('The program hangs.'));
      else if (failed !== undefined) reject(new Error(`The program failed: ${failed.failed}`));
      else if (said.some((one) => 'ended' in one)) resolve({ said, wasKilled: false });
      // Windows knows no signals: there the program ends with a code.
      else if (signal === 'SIGKILL' || (process.platform === 'win32' && code !== 0)) {
        resolve({ said, wasKilled: true });
      } else reject(new Error(`The program ended with ${String(code)}. ${errors}`));
    });
  });
}
