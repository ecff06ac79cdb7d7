/**
 * The file system of this computer, made to fail or to end at any single operation. After a death nothing works any more,
 * as after a kill; what was not flushed may be lost, as after a power cut.
 */
import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type FileOperations, type FileWriter, diskFiles } from '../../electron/files/file-operations.ts';

/** Thrown by every operation once the program is dead. */
export class Died extends Error {
  constructor() {
    super('The program was ended.');
    this.name = 'Died';
  }
}

export interface Faults {
  /** The operation that fails, counted from 1, with the code it fails with. */
  readonly failAt?: {
    readonly operation: number;
    readonly code: string;
    /** All later ones fail as well. */
    readonly andLater?: boolean;
  };
  /** The operation at which the program ends. */
  readonly dieAt?: {
    readonly operation: number;
    /** Part of a write that still reaches the file, 0 to 1. */
    readonly torn?: number;
    /** What was not flushed is lost as well: bytes behind the last flush, and renames in folders not flushed since. */
    readonly powerCut?: boolean;
  };
}

export interface FaultyFiles extends FileOperations {
  /** Operations so far. */
  readonly count: () => number;
  readonly isDead: () => boolean;
}

interface Renamed {
  readonly from: string;
  readonly to: string;
  readonly replaced: Buffer | null;
}

/** @param faults none: operations are only counted */
export function faultyFiles(faults: Faults = {}, files: FileOperations = diskFiles): FaultyFiles {
  let operations = 0;
  let dead = false;
  const flushed = new Map<string, number>();
  let renames: Renamed[] = [];

  const powerCut = async (): Promise<void> => {
    for (const { from, to, replaced } of renames.toReversed()) {
      await rename(to, from).catch(() => undefined);
      flushed.set(from, flushed.get(to) ?? 0);
      flushed.delete(to);
      if (replaced !== null) await writeFile(to, replaced);
    }
    for (const [file, bytes] of flushed) await truncate(file, bytes).catch(() => undefined);
  };

  const open = new Set<FileWriter>();
  const die = async (): Promise<never> => {
    dead = true;
    // The system closes the files of a dead program.
    for (const writer of open) await writer.close();
    open.clear();
    if (faults.dieAt?.powerCut) await powerCut();
    throw new Died();
  };

  /** Counts an operation; throws when it is the one that fails. */
  const step = async (torn?: (part: number) => Promise<void>): Promise<void> => {
    if (dead) throw new Died();
    operations += 1;
    const { failAt, dieAt } = faults;
    if (failAt?.operation === operations || (failAt?.andLater === true && operations > failAt.operation)) {
      if (torn !== undefined) await torn(0.5);
      throw Object.assign(new Error(`${failAt.code}: made to fail`), { code: failAt.code });
    }
    if (dieAt?.operation === operations) {
      if (torn !== undefined && dieAt.torn !== undefined) await torn(dieAt.torn);
      await die();
    }
  };

  const faultyWriter = (file: string, inner: FileWriter): FileWriter => {
    open.add(inner);
    return faultyWriterOf(file, inner);
  };

  const faultyWriterOf = (file: string, inner: FileWriter): FileWriter => ({
    write: async (bytes) => {
      await step((part) => inner.write(bytes.subarray(0, Math.floor(bytes.length * part))));
      await inner.write(bytes);
    },
    flush: async () => {
      await step();
      await inner.flush();
      flushed.set(file, (await files.state(file))?.bytes ?? 0);
    },
    close: async () => {
      if (dead) throw new Died();
      open.delete(inner);
      await inner.close();
    },
  });

  return {
    count: () => operations,
    isDead: () => dead,
    read: async (file) => {
      await step();
      return files.read(file);
    },
    state: async (file) => {
      await step();
      return files.state(file);
    },
    list: async (folder) => {
      await step();
      return files.list(folder);
    },
    makeFolder: async (folder) => {
      await step();
      await files.makeFolder(folder);
    },
    create: async (file, mode, like) => {
      await step();
      const inner = await files.create(file, mode, like);
      flushed.set(file, 0);
      return faultyWriter(file, inner);
    },
    append: async (file) => {
      await step();
      const bytes = (await files.state(file))?.bytes ?? 0;
      const inner = await files.append(file);
      if (!flushed.has(file)) flushed.set(file, bytes);
      return faultyWriter(file, inner);
    },
    truncate: async (file, bytes) => {
      await step();
      await files.truncate(file, bytes);
      flushed.set(file, bytes);
    },
    rename: async (from, to) => {
      await step();
      const replaced = await readFile(to).catch(() => null);
      await files.rename(from, to);
      flushed.set(to, flushed.get(from) ?? (await files.state(to))?.bytes ?? 0);
      flushed.delete(from);
      renames.push({ from, to, replaced });
    },
    remove: async (file) => {
      await step();
      await files.remove(file);
      flushed.delete(file);
      await rm(file, { force: true });
    },
    flushFolder: async (folder) => {
      await step();
      await files.flushFolder(folder);
      renames = renames.filter(({ to }) => path.dirname(to) !== folder);
    },
  };
}
