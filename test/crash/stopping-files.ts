/** The file system of this computer, which stops this program for good at one operation: its parent ends it there. */
import { type FileOperations, type FileWriter, diskFiles } from '../../electron/files/file-operations.ts';

/** Where to stop. A write can be stopped in the middle; every other operation is done or not done. */
export interface StopPoint {
  /** Of those that change something on the disk, counted from 1; 0: nowhere. */
  readonly operation: number;
  readonly when: 'before' | 'middle' | 'after';
}

export interface StoppingFiles extends FileOperations {
  /** Operations so far that changed something. */
  readonly count: () => number;
}

/** Blocks the whole program: nothing of it goes on, as nothing goes on in one that is ended. */
function stopForGood(): never {
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** @param stopped called when the point is reached, just before nothing happens any more */
export function stoppingFiles({ operation, when }: StopPoint, stopped: () => void): StoppingFiles {
  let operations = 0;
  const stop = (): never => {
    stopped();
    return stopForGood();
  };

  const counted =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>, half?: (...args: A) => Promise<void>) =>
    async (...args: A): Promise<R> => {
      operations += 1;
      if (operations !== operation) return work(...args);
      if (when === 'after') {
        await work(...args);
      } else if (when === 'middle' && half !== undefined) {
        await half(...args);
      }
      return stop();
    };

  const writerOf = ({ write, flush, close }: FileWriter): FileWriter => ({
    write: counted(write, (bytes) => write(bytes.subarray(0, Math.ceil(bytes.length / 2)))),
    flush: counted(flush),
    close: counted(close),
  });

  return {
    count: () => operations,
    read: diskFiles.read,
    state: diskFiles.state,
    list: diskFiles.list,
    makeFolder: counted(diskFiles.makeFolder),
    create: counted(async (...args: Parameters<FileOperations['create']>) =>
      writerOf(await diskFiles.create(...args)),
    ),
    append: counted(async (path: string) => writerOf(await diskFiles.append(path))),
    truncate: counted(diskFiles.truncate),
    rename: counted(diskFiles.rename),
    remove: counted(diskFiles.remove),
    flushFolder: counted(diskFiles.flushFolder),
  };
}
