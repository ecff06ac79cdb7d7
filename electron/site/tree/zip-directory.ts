import type { FileHandle } from 'node:fs/promises';
import { type Entry, RandomAccessReader, fromRandomAccessReaderPromise, getFileNameLowLevel } from 'yauzl';
import { breathe } from '../cancel.ts';
import { FileWindow } from './file-window.ts';
import { type ZipEntry, dosTime } from './zip-entry.ts';

const UNIX = 3;
const FILE_TYPE = 0o170000;
const SYMLINK = 0o120000;

/** Gives yauzl the table of contents from memory: it asks for a few dozen bytes at a time. */
class WindowReader extends RandomAccessReader {
  #window: FileWindow;

  constructor(handle: FileHandle) {
    super();
    this.#window = new FileWindow(handle);
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#window.bytes(position, length).then(
      (bytes) => {
        if (bytes.length < length) callback(new Error('The table of contents is cut off'));
        else callback(null, bytes.copy(buffer, offset));
      },
      (error: unknown) => callback(error as Error),
    );
  }
}

function plainEntry(entry: Entry): ZipEntry {
  const unixMode = entry.versionMadeBy >> 8 === UNIX ? entry.externalFileAttributes >>> 16 : 0;
  return {
    // yauzl was told to leave names alone (one hostile name would end its listing), so this is the raw name.
    name: getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false),
    method: entry.compressionMethod,
    encrypted: (entry.generalPurposeBitFlag & 1) !== 0,
    symlink: (unixMode & FILE_TYPE) === SYMLINK,
    crc: entry.crc32,
    compressedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    time: dosTime(entry.lastModFileDate, entry.lastModFileTime),
    headerAt: entry.relativeOffsetOfLocalHeader,
  };
}

/**
 * Goes through the table of contents (the central directory) of a zip.
 *
 * @throws when the table is missing or damaged, or the signal's reason.
 */
export async function readZipDirectory(
  handle: FileHandle,
  size: number,
  signal: AbortSignal,
  take: (entry: ZipEntry) => void,
): Promise<void> {
  const zip = await fromRandomAccessReaderPromise(new WindowReader(handle), size, {
    autoClose: false,
    decodeStrings: false,
    validateEntrySizes: false,
  });
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    take(plainEntry(entry));
    count += 1;
    if (count % 256 === 0) await breathe(signal);
  }
}
