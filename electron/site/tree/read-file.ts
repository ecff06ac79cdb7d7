import type { Stats } from 'node:fs';
import { type FileHandle, stat } from 'node:fs/promises';
import { systemCode } from '../errors.ts';
import { openFile } from './open-file.ts';
import { Patience } from './patience.ts';
import type { ReadOutcome } from './tree.ts';

/**
 * Small enough that a cancel is felt at once, and below the size (1 MB) from which Node keeps a string outside of the
 * heap, where many of them pile up before they are collected.
 */
const CHUNK = 1 << 19;
const SHORTER = 'It became shorter while it was read. What was read of it was used.';
const REPLACED = 'It was replaced or removed while it was read. What stood in it at the start was used.';
const LONGER = 'It grew while it was read. What was written after the start is not included.';

/**
 * Reads a file up to the size it has when it is opened, and says when it changed meanwhile.
 *
 * @throws the system's error, `ETIMEDOUT` when the disk or share does not answer, or the signal's reason between two
 *   chunks.
 */
export async function readWholeFile(
  file: string,
  signal: AbortSignal,
  take: (chunk: Buffer) => boolean,
  patience: Patience = new Patience(),
): Promise<ReadOutcome> {
  let opening: Promise<FileHandle> | undefined;
  const handle = await patience
    .wait(() => (opening = openFile(file)))
    .catch((error: unknown) => {
      closeWhenOpen(opening);
      throw error;
    });
  let hangs = false;
  try {
    signal.throwIfAborted();
    const { stopped, ...outcome } = await readHandle(handle, signal, take, patience);
    if (stopped || outcome.problem !== null) return outcome;
    const replaced = await patience.wait(async () => isReplaced(file, await handle.stat()));
    return replaced ? { ...outcome, problem: REPLACED } : outcome;
  } catch (error) {
    hangs = systemCode(error) === 'ETIMEDOUT';
    throw error;
  } finally {
    const closing = handle.close();
    // A file that hangs is closed when the share answers again; nobody waits for it.
    if (hangs) closing.catch(ignoreLate);
    else await closing;
  }
}

/** Gives back a file that is opened after nobody waits for it any more. */
function closeWhenOpen(opening: Promise<FileHandle> | undefined): void {
  opening?.then((handle) => handle.close()).catch(ignoreLate);
}

function ignoreLate(): void {
  // The failure was told when it was given up.
}

/**
 * True when another file stands at the path now, as when a log is rolled over. Some shares number their files anew
 * now and then: another number with the same time and size is the same file.
 */
async function isReplaced(file: string, opened: Stats): Promise<boolean> {
  try {
    const now = await stat(file);
    return now.ino !== opened.ino && (now.size !== opened.size || now.mtimeMs !== opened.mtimeMs);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    // It was renamed or deleted, or the share is gone: what was read is not what stands there.
    return true;
  }
}

/**
 * Reads an open file up to the size it has now. While one chunk is taken the next is already being read, so a
 * log on a server is read and given back quickly (Q247229, Q246592).
 *
 * @throws the system's error, or the signal's reason between two chunks.
 */
async function readHandle(
  handle: FileHandle,
  signal: AbortSignal,
  take: (chunk: Buffer) => boolean,
  patience: Patience,
): Promise<ReadOutcome & { readonly stopped: boolean }> {
  const { size } = await patience.wait(() => handle.stat());
  if (size === 0) return { bytes: 0, problem: null, stopped: false };
  const length = Math.min(CHUNK, size);
  let filling = Buffer.allocUnsafe(length);
  let spare = Buffer.allocUnsafe(length);
  let position = 0;
  let pending = readAhead(handle, filling, length, 0);
  while (position < size) {
    const reading = pending;
    const { bytesRead } = await patience.wait(() => reading);
    signal.throwIfAborted();
    if (bytesRead === 0) return { bytes: position, problem: SHORTER, stopped: false };
    const chunk = filling.subarray(0, bytesRead);
    position += bytesRead;
    [filling, spare] = [spare, filling];
    if (position < size) pending = readAhead(handle, filling, Math.min(length, size - position), position);
    if (!take(chunk)) {
      // The read ahead still writes into its buffer: the handle must not close under it.
      await pending;
      return { bytes: position, problem: null, stopped: true };
    }
  }
  const { size: sizeNow } = await patience.wait(() => handle.stat());
  const problem = sizeNow > size ? LONGER : sizeNow < size ? SHORTER : null;
  return { bytes: position, problem, stopped: false };
}

function readAhead(
  handle: FileHandle,
  into: Buffer,
  length: number,
  position: number,
): Promise<{ readonly bytesRead: number }> {
  const reading = handle.read(into, 0, length, position);
  reading.catch(() => {
    // When the chunk before it ends the reading nobody awaits this one; awaited, its failure is still thrown.
  });
  return reading;
}
