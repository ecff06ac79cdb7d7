/** One program at a time works on a case: a file `lock.json` says which. */
import { randomUUID } from 'node:crypto';
import { hostname, uptime } from 'node:os';
import path from 'node:path';
import type { FileOperations } from '../files/file-operations.ts';
import { CaseError, notWritten } from './case-error.ts';

export const LOCK = 'lock.json';

interface LockHolder {
  readonly computer: string;
  readonly pid: number;
  /** A number nobody else has: it tells the locks of this very program apart, whatever the folder is called. */
  readonly token: string;
  readonly at: string;
  /** Seconds since 1970 at which the computer was started; null in locks of earlier programs. */
  readonly bootedAt: number | null;
}

/** When this computer was started, in seconds since 1970; as exact as its clock goes. */
const bootedAt = (): number => Math.round(Date.now() / 1000 - uptime());

/** A clock that is put right by less than this is no new start of the computer. */
const SAME_START_SECONDS = 300;

/** Tokens of the cases that this very program has open. */
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
    const { computer, pid, token, at, bootedAt: started } = holder ?? {};
    if (typeof computer !== 'string' || typeof token !== 'string' || typeof at !== 'string') return null;
    if (typeof pid !== 'number' || !Number.isInteger(pid) || pid <= 0) return null;
    return { computer, pid, token, at, bootedAt: typeof started === 'number' ? started : null };
  } catch {
    // Half a lock: whoever wrote it did not get as far as working on the case.
    return null;
  }
}

/** Of another computer nothing can be told, so its lock counts until somebody takes it away. */
function isStale(holder: LockHolder | null): boolean {
  if (holder === null) return true;
  if (holder.computer !== hostname()) return false;
  // Whatever has the number now was started after the computer was.
  if (holder.bootedAt !== null && Math.abs(holder.bootedAt - bootedAt()) > SAME_START_SECONDS) return true;
  return holder.pid === process.pid ? !openHere.has(holder.token) : !isAlive(holder.pid);
}

/** The medium cannot be written at all, so that nobody works on the case from here. */
const CANNOT_WRITE: ReadonlySet<unknown> = new Set(['EROFS', 'EACCES', 'EPERM']);

/**
 * Takes the lock of a case.
 * @returns what gives it back; null where nothing can be written
 * @throws CaseError when another program has the case open
 */
export async function takeLock(
  files: FileOperations,
  folder: string,
  now: Date,
): Promise<(() => Promise<void>) | null> {
  const file = path.join(folder, LOCK);
  for (let attempt = 0; ; attempt += 1) {
    const token = randomUUID();
    try {
      const writer = await files.create(file);
      const holder: LockHolder = {
        computer: hostname(),
        pid: process.pid,
        token,
        at: now.toISOString(),
        bootedAt: bootedAt(),
      };
      openHere.add(token);
      try {
        await writer.write(Buffer.from(JSON.stringify(holder), 'utf8'));
      } finally {
        await writer.close();
      }
      return async () => {
        openHere.delete(token);
        await files.remove(file);
      };
    } catch (error) {
      openHere.delete(token);
      const { code } = error as NodeJS.ErrnoException;
      if (CANNOT_WRITE.has(code)) return null;
      if (code !== 'EEXIST' || attempt > 2) throw notWritten('The lock of the case', error);
      const there = await files.state(file);
      const holder = there === null ? null : holderOf((await files.read(file)).toString('utf8'));
      if (!isStale(holder)) {
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
