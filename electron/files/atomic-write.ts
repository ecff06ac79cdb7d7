import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
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
 * Writes a file so that at any moment either the old or the whole new content stands there.
 * @param file Absolute path; its folder must exist.
 * @param content Written as UTF-8.
 * @throws The file system's error; the old file is untouched then and no temporary file is left.
 */
export async function writeFileAtomically(file: string, content: string): Promise<void> {
  const folder = path.dirname(file);
  const temporary = path.join(folder, `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameWithPatience(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await flushFolder(folder);
}
