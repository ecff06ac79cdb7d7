import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { type InflateRaw, createInflateRaw } from 'node:zlib';

const CHUNK = 1 << 20;

/** A stretch of a file, chunk by chunk. Each chunk is valid until the next is asked for. */
export async function* chunksOf(
  handle: FileHandle,
  from: number,
  length: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(1, length)));
  for (let done = 0; done < length;) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, length - done), from + done);
    if (bytesRead === 0) return;
    done += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * Inflates chunk by chunk; one output buffer at a time is alive, however much a byte inflates to. What follows the
 * end of the deflated data is left alone.
 *
 * @param accept gets each piece; false ends the work
 * @returns whether all was accepted, and how long the deflated data was
 * @throws an error with a code that begins with `Z_` when the data is damaged or cut off, the signal's reason
 */
export async function inflateChunks(
  packed: AsyncIterable<Buffer>,
  signal: AbortSignal,
  accept: (piece: Buffer) => boolean,
): Promise<{ readonly whole: boolean; readonly packedBytes: number }> {
  const inflate = createInflateRaw({ chunkSize: CHUNK });
  const feeding = feed(packed, inflate);
  // The iteration below ends with the same error when feeding fails.
  feeding.catch((error: unknown) => inflate.destroy(error as Error));
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      signal.throwIfAborted();
      if (!accept(piece)) return { whole: false, packedBytes: inflate.bytesWritten };
    }
    return { whole: true, packedBytes: inflate.bytesWritten };
  } finally {
    inflate.destroy();
  }
}

async function feed(packed: AsyncIterable<Buffer>, inflate: InflateRaw): Promise<void> {
  for await (const chunk of packed) {
    if (inflate.destroyed) return;
    // The callback comes when the piece is inflated and its output taken; the buffer is free again then.
    await new Promise<void>((resolve) => {
      inflate.once('close', resolve);
      inflate.write(chunk, () => {
        inflate.off('close', resolve);
        resolve();
      });
    });
  }
  if (!inflate.destroyed) inflate.end();
}
