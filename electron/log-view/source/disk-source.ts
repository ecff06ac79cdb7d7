import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { stat } from 'node:fs/promises';
import { openFile } from '../../site/tree/open-file.ts';
import type { LogSource, Look, ReadAt } from './log-source.ts';

/** Reads from an open file until the length is reached or the file ends. */
async function readFrom(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

/** Opens a file for as long as `work` reads. */
export async function withOpenFile<T>(file: string, work: (read: ReadAt) => Promise<T>): Promise<T> {
  const handle = await openFile(file);
  try {
    return await work((position, length) => readFrom(handle, position, length));
  } finally {
    await handle.close();
  }
}

/** A log that stands as a file on this computer or on a share. */
export class DiskSource implements LogSource {
  readonly path: string;
  readonly codePage: string;
  readonly expectedBytes = null;
  readonly problem = null;
  readonly diskPath: string;

  /**
   * @param path as cited
   * @param diskPath absolute
   */
  constructor(path: string, diskPath: string, codePage: string) {
    this.path = path;
    this.diskPath = diskPath;
    this.codePage = codePage;
  }

  async look(): Promise<Look> {
    const { size, ino, mtimeMs } = await stat(this.diskPath);
    return { bytes: size, whole: true, id: ino, writtenAt: mtimeMs };
  }

  withOpen<T>(work: (read: ReadAt) => Promise<T>): Promise<T> {
    return withOpenFile(this.diskPath, work);
  }

  onMore(): void {
    // A file grows only while it is followed, and then it is looked at.
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
