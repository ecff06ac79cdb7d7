/**
 * The few operations with which the program writes what must not be lost: cases and control files. One interface, so that a
 * test can let any one of them fail or end the program at any of them.
 */
import { constants } from 'node:fs';
import {
  type FileHandle,
  copyFile,
  lstat,
  mkdir,
  open,
  readFile,
  readdir,
  rename,
  rm,
  stat,
} from 'node:fs/promises';

/** A file being written. */
export interface FileWriter {
  /** Writes all of it at the current end. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Returns when it is on the disk. */
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface FileState {
  readonly bytes: number;
  readonly isFile: boolean;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Permission bits as Node gives them. */
  readonly mode: number;
  /** True when the name is a symbolic link; the rest is told of what it leads to. */
  readonly isLink?: boolean;
  /** How many names (hard links) the file has. */
  readonly names?: number;
}

/** All of them throw the file system's error (`code` such as `ENOSPC`), but for what is said. */
export interface FileOperations {
  readonly read: (path: string) => Promise<Buffer>;
  /** Null when there is nothing of that name. */
  readonly state: (path: string) => Promise<FileState | null>;
  /** Names in a folder. */
  readonly list: (folder: string) => Promise<readonly string[]>;
  readonly makeFolder: (folder: string) => Promise<void>;
  /**
   * A new file; EEXIST when there is one.
   * @param like file whose attributes, permissions and owner it gets
   */
  readonly create: (path: string, mode?: number, like?: string) => Promise<FileWriter>;
  /** Writes go behind what is there; the file is made when it is not there. */
  readonly append: (path: string) => Promise<FileWriter>;
  /** Cuts a file off. */
  readonly truncate: (path: string, bytes: number) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  /** Nothing happens when it is not there. */
  readonly remove: (path: string) => Promise<void>;
  /** Makes renames and new names in a folder last; on Windows, where a folder cannot be flushed, nothing. */
  readonly flushFolder: (folder: string) => Promise<void>;
}

function writer(handle: FileHandle): FileWriter {
  return {
    write: (bytes) => handle.writeFile(bytes),
    flush: () => handle.sync(),
    close: () => handle.close(),
  };
}

/** A new, empty file that is like another one in all but its content. */
async function openLike(path: string, like: string): Promise<FileHandle> {
  if (process.platform === 'win32') await copyFile(like, path, constants.COPYFILE_EXCL);
  const handle = await open(path, process.platform === 'win32' ? 'r+' : 'wx', 0o600);
  try {
    if (process.platform === 'win32') {
      // A copy has the attributes (hidden, system) that a new file would not have.
      await handle.truncate(0);
      return handle;
    }
    const [wanted, given] = [await stat(like), await handle.stat()];
    if (wanted.uid !== given.uid || wanted.gid !== given.gid) await handle.chown(wanted.uid, wanted.gid);
    if (wanted.mode !== given.mode) await handle.chmod(wanted.mode & 0o7777);
    return handle;
  } catch (error) {
    await handle.close();
    await rm(path, { force: true });
    throw error;
  }
}

/** The file system of this computer. */
export const diskFiles: FileOperations = {
  read: (path) => readFile(path),
  state: async (path) => {
    try {
      const [itself, found] = [await lstat(path), await stat(path)];
      return {
        bytes: found.size,
        isFile: found.isFile(),
        modified: found.mtimeMs,
        mode: found.mode,
        isLink: itself.isSymbolicLink(),
        names: found.nlink,
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  },
  list: (folder) => readdir(folder),
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true });
  },
  create: async (path, mode, like) =>
    writer(await (like === undefined ? open(path, 'wx', mode) : openLike(path, like))),
  append: async (path) => writer(await open(path, 'a')),
  truncate: async (path, bytes) => {
    const handle = await open(path, 'r+');
    try {
      await handle.truncate(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { force: true }),
  flushFolder: async (folder) => {
    if (process.platform === 'win32') return;
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};
