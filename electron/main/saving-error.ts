import path from 'node:path';
import type { UserError } from '../contract/ipc.ts';

/** Tells why a report or runbook could not be saved, in plain words. */
export function savingError(file: string, error: unknown): UserError {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? 'unknown';
  const causes: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    EACCES: 'you have no right to write there',
    EPERM: 'you have no right to write there, or another program holds the file',
    EBUSY: 'another program holds the file',
    EROFS: 'the disk is read-only',
    ENOENT: 'the folder is not there any more',
  };
  return {
    code: `save-${code.toLowerCase()}`,
    message: `${path.basename(file)} could not be saved: ${causes[code] ?? `the system said ${code}`}.`,
    nextStep: 'Save it in another folder, such as Documents. Nothing of it is lost.',
  };
}
