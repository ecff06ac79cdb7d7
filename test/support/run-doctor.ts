/** Runs the built command line as a user does: as a program of its own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The bundled command line that `npm run build` makes. */
export const DOCTOR = join(ROOT, 'out', 'cli', 'sms-site-doctor.cjs');

export interface DoctorRun {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `sms-site-doctor` with the given arguments and waits for its end.
 * @throws Error when it has not been built
 */
export async function runDoctor(args: readonly string[]): Promise<DoctorRun> {
  if (!existsSync(DOCTOR)) throw new Error('The command line is not built. Run "npm run build" first.');
  return await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [DOCTOR, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (exit) =>
      resolve({ exit, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}
