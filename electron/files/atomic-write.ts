import { randomBytes } from 'node:crypto';
import { lstat, open, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits between attempts to rename, in milliseconds: on Windows a virus scanner may hold the file for a moment. */
const RENAME_WAITS_MS = [20, 50, 100, 200, 400];
const BUSY_CODES = new Set(['EPERM', 'EACCES', 'EBUSY']);

async function renameWithPatience(from: string, to: string): Promise<void> {
  for (const wait of RENAME_WAITS_MS) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (!BUSY_CODES.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      await delay(wait);
    }
  }
  await rename(from, to);
}

interface Target {
  readonly path: string;
  /** False for what is no file that could be replaced: a pipe, a device. */
  readonly replaceable: boolean;
}

async function unlessAbsent<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Where a write to this path ends up: a link is followed, also one whose target is not there yet. */
async function targetOf(file: string): Promise<Target> {
  const atEnd = await unlessAbsent(stat(file));
  if (atEnd !== null && !atEnd.isFile()) return { path: file, replaceable: false };
  const itself = await unlessAbsent(lstat(file));
  if (!itself?.isSymbolicLink()) return { path: file, replaceable: true };
  if (atEnd !== null) return { path: await realpath(file), replaceable: true };
  return targetOf(path.resolve(await realpath(path.dirname(file)), await readlink(file)));
}

async function flushFolder(folder: string): Promise<void> {
  // Windows has no handle on a folder that can be flushed; there the rename itself is durable enough.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file so that at any moment either the old or the whole new content stands there. A symbolic link stays and
 * its target is written; a pipe or device is written straight through.
 * @param file Absolute path; its folder must exist.
 * @param content Text, written as UTF-8, or bytes.
 * @throws The file system's error; the old file is untouched then and no temporary file is left.
 */
export async function writeFileAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const target = await targetOf(file);
  if (!target.replaceable) {
    await writeFile(target.path, content, 'utf8');
    return;
  }
  const folder = path.dirname(target.path);
  const temporary = path.join(folder, `.${path.basename(target.path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameWithPatience(temporary, target.path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  // The new content stands there already, and not every file system can flush a folder.
  await flushFolder(folder).catch(() => undefined);
}
