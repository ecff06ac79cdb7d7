/** Files in memory, for what would wear out a disk. One folder; names in the case they were made in. */
import path from 'node:path';
import type { FileOperations, FileWriter } from '../../electron/files/file-operations.ts';

function trouble(code: string, file: string): Error {
  return Object.assign(new Error(`${code}: ${file}`), { code });
}

/** Answers as a file system does: later, and with a rejection for what is thrown. */
function later<T>(work: () => T): Promise<T> {
  return Promise.resolve().then(work);
}

const NOTHING = (): Promise<void> => Promise.resolve();

/** @param contents the files, by absolute path; changed by the operations */
export function memoryFiles(contents: Map<string, Uint8Array>): FileOperations {
  const get = (file: string): Uint8Array => {
    const bytes = contents.get(file);
    if (bytes === undefined) throw trouble('ENOENT', file);
    return bytes;
  };
  const writerAt = (file: string): FileWriter => ({
    write: (bytes) =>
      later(() => {
        contents.set(file, Buffer.concat([get(file), bytes]));
      }),
    flush: NOTHING,
    close: NOTHING,
  });
  return {
    read: (file) => later(() => Buffer.from(get(file))),
    state: (file) =>
      later(() => {
        const bytes = contents.get(file)?.length;
        return bytes === undefined ? null : { bytes, isFile: true, modified: 0, mode: 0o100644 };
      }),
    list: (folder) =>
      later(() =>
        [...contents.keys()]
          .filter((file) => path.dirname(file) === folder)
          .map((file) => path.basename(file)),
      ),
    makeFolder: NOTHING,
    create: (file) =>
      later(() => {
        if (contents.has(file)) throw trouble('EEXIST', file);
        contents.set(file, new Uint8Array());
        return writerAt(file);
      }),
    append: (file) =>
      later(() => {
        if (!contents.has(file)) contents.set(file, new Uint8Array());
        return writerAt(file);
      }),
    truncate: (file, bytes) =>
      later(() => {
        contents.set(file, get(file).slice(0, bytes));
      }),
    rename: (from, to) =>
      later(() => {
        contents.set(to, get(from));
        contents.delete(from);
      }),
    remove: (file) =>
      later(() => {
        contents.delete(file);
      }),
    flushFolder: NOTHING,
  };
}
