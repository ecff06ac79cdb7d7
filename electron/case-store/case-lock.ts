/** One program at a time works on a case: a file `lock.json` says which. */
import { randomUUID } from 'node:crypto';
import { hostname, uptime } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileOperations, FileWriter } from '../files/file-operations.ts';
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
    // Half a lock: it is being written just now, or whoever wrote it did not get as far as working on the case.
    return null;
  }
}

/** Of another computer nothing can be told, so its lock counts until somebody takes it away. */
function isStale(holder: LockHolder): boolean {
  if (holder.computer !== hostname()) return false;
  // Whatever has the number now was started after the computer was.
  if (holder.bootedAt !== null && Math.abs(holder.bootedAt - bootedAt()) > SAME_START_SECONDS) return true;
  return holder.pid === process.pid ? !openHere.has(holder.token) : !isAlive(holder.pid);
}

/** The medium cannot be written at all, so that nobody works on the case from here. */
const CANNOT_WRITE: ReadonlySet<unknown> = new Set(['EROFS', 'EACCES', 'EPERM']);

/** Who takes a lock away that is left over holds this file meanwhile, so that two never take away each other's. */
const TAKEOVER = `${LOCK}.takeover`;

const LOOK_AGAIN_MS = 25;
/** A lock is written at once after it was made; half of one that is older was left by a program that was ended. */
const HALF_LOCK_MS = 1000;
/** Taking a lock away needs some milliseconds; the file of it that is older was left by a program that was ended. */
const TAKEOVER_MS = 10_000;
/** Others may take it and give it back in the meantime. */
const MOST_LOOKS = 800;

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/** Makes a file that is not there yet; false when it is. */
async function makeAlone(files: FileOperations, file: string, content: string): Promise<boolean> {
  let writer: FileWriter;
  try {
    writer = await files.create(file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await writer.write(Buffer.from(content, 'utf8'));
    await writer.close();
    return true;
  } catch (error) {
    // Half of it would keep others out for a while; the first error says more than one of taking it away.
    await writer.close().catch(() => undefined);
    await files.remove(file).catch(() => undefined);
    throw error;
  }
}

/** What stands in a file, null when it is gone. */
async function textOf(files: FileOperations, file: string): Promise<string | null> {
  try {
    return (await files.read(file)).toString('utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Removes a left-over lock, if it is still that one. */
async function removeLeftOver(files: FileOperations, folder: string, text: string): Promise<void> {
  const takeover = path.join(folder, TAKEOVER);
  if (!(await makeAlone(files, takeover, String(process.pid)))) {
    const since = (await files.state(takeover))?.modified ?? Date.now();
    if (Math.abs(Date.now() - since) > TAKEOVER_MS) await files.remove(takeover);
    return;
  }
  try {
    const file = path.join(folder, LOCK);
    if ((await textOf(files, file)) === text) await files.remove(file);
  } finally {
    await files.remove(takeover);
  }
}

function inUse(holder: LockHolder | null): CaseError {
  return new CaseError(
    'case-in-use',
    `This case is open already, on ${holder?.computer ?? 'another computer'} (process ${holder?.pid ?? '?'}, since ${holder?.at ?? '?'}).`,
    `Close it there. If it is not open anywhere, delete the file ${LOCK} in the folder of the case.`,
  );
}

/** Where nothing can be written, a lock keeps nobody from looking. @throws the file system's error */
async function expectWritable(files: FileOperations, folder: string, token: string): Promise<void> {
  const probe = path.join(folder, `${LOCK}.${token.replaceAll(/[^\w-]/g, '')}`);
  if (await makeAlone(files, probe, '')) await files.remove(probe);
}

/** @throws CaseError when another program has the case; the file system's error */
async function holdLock(files: FileOperations, folder: string, mine: string): Promise<void> {
  const file = path.join(folder, LOCK);
  let halfSince: number | null = null;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (await makeAlone(files, file, mine)) return;
    const text = await textOf(files, file);
    const holder = text === null ? null : holderOf(text);
    if (text !== null && holder === null) halfSince ??= performance.now();
    else halfSince = null;
    if (holder !== null && !isStale(holder)) {
      await expectWritable(files, folder, holder.token);
      throw inUse(holder);
    }
    const isLeftOver =
      holder !== null || (halfSince !== null && performance.now() - halfSince > HALF_LOCK_MS);
    if (text !== null && isLeftOver) await removeLeftOver(files, folder, text);
    if (look > 0) await sleep(LOOK_AGAIN_MS);
  }
  throw inUse(null);
}

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
  const token = randomUUID();
  const holder: LockHolder = {
    computer: hostname(),
    pid: process.pid,
    token,
    at: now.toISOString(),
    bootedAt: bootedAt(),
  };
  const mine = JSON.stringify(holder);
  openHere.add(token);
  try {
    await holdLock(files, folder, mine);
  } catch (error) {
    openHere.delete(token);
    if (CANNOT_WRITE.has(codeOf(error))) return null;
    throw error instanceof CaseError ? error : notWritten('The lock of the case', error);
  }
  return async () => {
    openHere.delete(token);
    const file = path.join(folder, LOCK);
    // Somebody may have deleted it by hand, and another program taken it.
    if ((await textOf(files, file)) === mine) await files.remove(file);
  };
}
