import type { FileHandle } from 'node:fs/promises';
import type { ReadOutcome } from './tree.ts';

/** Big enough that a gigabyte takes a thousand reads, small enough that a cancel is felt at once. */
const CHUNK = 1 << 20;

/**
 * Reads an open file up to the size it has now. While one chunk is taken the next is already being read, so a
 * log on a server is read and given back quickly (Q247229, Q246592).
 *
 * @throws the system's error, or the signal's reason between two chunks.
 */
export async function readWholeHandle(
  handle: FileHandle,
  signal: AbortSignal,
  take: (chunk: Buffer) => boolean,
): Promise<ReadOutcome> {
  const { size } = await handle.stat();
  if (size === 0) return { bytes: 0, problem: null };
  const length = Math.min(CHUNK, size);
  let filling = Buffer.allocUnsafe(length);
  let spare = Buffer.allocUnsafe(length);
  let position = 0;
  let pending = readAhead(handle, filling, length, 0);
  while (position < size) {
    const { bytesRead } = await pending;
    signal.throwIfAborted();
    if (bytesRead === 0) {
      return {
        bytes: position,
        problem: 'It became shorter while it was read. What was read of it was used.',
      };
    }
    const chunk = filling.subarray(0, bytesRead);
    position += bytesRead;
    [filling, spare] = [spare, filling];
    if (position < size) pending = readAhead(handle, filling, Math.min(length, size - position), position);
    if (!take(chunk)) {
      // The read ahead still writes into its buffer: the handle must not close under it.
      await pending;
      return { bytes: position, problem: null };
    }
  }
  if ((await handle.stat()).size > size) {
    return {
      bytes: position,
      problem: 'It grew while it was read. What was written after the start is not included.',
    };
  }
  return { bytes: position, problem: null };
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
