/** One program at a time works on a case: a file `lock.json` says which. */
import path from 'node:path';
import type { FileOperations } from '../files/file-operations.ts';
import { CaseError, notWritten } from './case-error.ts';

export const LOCK = 'lock.json';

interface LockHolder {
  readonly computer: string;
  readonly pid: number;
  /** Where the case stood: a copy of a case brings the lock along, which then means nothing. */
  readonly folder: string;
  readonly at: string;
}

/** Cases that this very program has open. */
const openHere = new Set<string>();

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderOf(text: string): LockHolder | null {
  try {
    const holder = JSON.parse(text) as Partial<LockHolder> | null;
    const { computer, pid, folder, at } = holder ?? {};
    if (typeof computer !== 'string' || typeof folder !== 'string' || typeof at !== 'string') return null;
    return typeof pid === 'number' && Number.isInteger(pid) && pid > 0 ? { computer, pid, folder, at } : null;
  } catch {
    // Half a lock: whoever wrote it did not get as far as working on the case.
    return null;
  }
}

function isStale(holder: LockHolder | null, folder: string, computer: string): boolean {
  if (holder?.folder !== folder) return true;
  if (holder.computer !== computer) return false;
  return holder.pid === process.pid ? !openHere.has(folder) : !isAlive(holder.pid);
}

/**
 * Takes the lock of a case.
 * @returns what gives it back
 * @throws CaseError when another program has the case open
 */
export async function takeLock(
  files: FileOperations,
  folder: string,
  computer: string,
  now: Date,
): Promise<() => Promise<void>> {
  const file = path.join(folder, LOCK);
  for (let attempt = 0; ; attempt += 1) {
    try {
      const writer = await files.create(file);
      const holder: LockHolder = { computer, pid: process.pid, folder, at: now.toISOString() };
      try {
        await writer.write(Buffer.from(JSON.stringify(holder), 'utf8'));
      } finally {
        await writer.close();
      }
      openHere.add(folder);
      return async () => {
        openHere.delete(folder);
        await files.remove(file);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 2) {
        throw notWritten('The lock of the case', error);
      }
      const there = await files.state(file);
      const holder = there === null ? null : holderOf((await files.read(file)).toString('utf8'));
      if (!isStale(holder, folder, computer)) {
        throw new CaseError(
          'case-in-use',
          `This case is open already, on ${holder?.computer ?? 'another computer'} (process ${holder?.pid ?? '?'}, since ${holder?.at ?? '?'}).`,
          `Close it there. If it is not open anywhere, delete the file ${LOCK} in the folder of the case.`,
        );
      }
      await files.remove(file);
    }
  }
}
