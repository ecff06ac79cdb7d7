import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { stat } from 'node:fs/promises';
import { systemCode } from '../../site/errors.ts';
import { openFile } from '../../site/tree/open-file.ts';
import type { LogSource, Look, ReadAt } from './log-source.ts';
import { ShareAccess } from './share-access.ts';

/** Read by one call: little enough that a slow line brings it within the time limit of a call. */
const CALL_BYTES = 1 << 18;

/** An open file that is read within the limits of its share. */
class OpenFile {
  readonly #handle: FileHandle;
  readonly #access: ShareAccess;
  #call: Promise<unknown> = Promise.resolve();

  constructor(handle: FileHandle, access: ShareAccess) {
    this.#handle = handle;
    this.#access = access;
  }

  /** Reads until the length is reached or the file ends. */
  async read(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const at = done;
      const { bytesRead } = await this.#access.ask(() => {
        const call = this.#handle.read(buffer, at, Math.min(CALL_BYTES, length - at), position + at);
        this.#call = call;
        return call;
      });
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return buffer.subarray(0, done);
  }

  /** Closes it within the time limit. */
  async close(): Promise<void> {
    const closing = this.#handle.close();
    closing.catch(ignoreLate);
    await this.#access.ask(() => closing);
  }

  /** Closes it after a call that failed, as soon as one that hangs is answered; nobody waits for it. */
  closeLater(): void {
    this.#call
      .catch(ignoreLate)
      .then(() => this.#handle.close())
      .catch(ignoreLate);
  }
}

function ignoreLate(): void {
  // The failure was told when it was given up.
}

/**
 * Opens a file for as long as `work` reads.
 *
 * @param access of the disk or share it stands on
 * @throws the system's error, `ETIMEDOUT` when the disk or share does not answer
 */
export async function withOpenFile<T>(
  file: string,
  access: ShareAccess,
  work: (read: ReadAt) => Promise<T>,
): Promise<T> {
  let opening: Promise<FileHandle> | undefined;
  const handle = await access
    .ask(() => (opening = openFile(file)))
    .catch((error: unknown) => {
      // It may be opened after nobody waits for it any more.
      opening?.then((late) => late.close()).catch(ignoreLate);
      throw error;
    });
  const open = new OpenFile(handle, access);
  let result: T;
  try {
    result = await work((position, length) => open.read(position, length));
  } catch (error) {
    open.closeLater();
    throw error;
  }
  await open.close();
  return result;
}

/** A log that stands as a file on this computer or on a share. */
export class DiskSource implements LogSource {
  readonly path: string;
  readonly codePage: string;
  readonly expectedBytes = null;
  readonly problem = null;
  readonly diskPath: string;
  readonly #access: ShareAccess;

  /**
   * @param path as cited
   * @param diskPath absolute
   * @param access of the disk or share; logs that stand on the same one are to have the same
   */
  constructor(path: string, diskPath: string, codePage: string, access = new ShareAccess()) {
    this.#access = access;
    this.path = path;
    this.diskPath = diskPath;
    this.codePage = codePage;
  }

  async look(): Promise<Look> {
    const { size, ino, mtimeMs } = await this.#access.ask(() => stat(this.diskPath));
    return { bytes: size, whole: true, id: ino, writtenAt: mtimeMs };
  }

  withOpen<T>(work: (read: ReadAt) => Promise<T>): Promise<T> {
    return withOpenFile(this.diskPath, this.#access, work);
  }

  /** Another log on the same disk or share, or null when no file is there. */
  async beside(path: string, diskPath: string): Promise<DiskSource | null> {
    try {
      const stats = await this.#access.ask(() => stat(diskPath));
      return stats.isFile() ? new DiskSource(path, diskPath, this.codePage, this.#access) : null;
    } catch (error) {
      if (systemCode(error) === null) throw error;
      return null;
    }
  }

  onMore(): void {
    // A file grows only while it is followed, and then it is looked at.
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
