/** The copies of a control file beside it: `<name>.<UTC time>.bak`, with a number when one of that time is there already. */
import path from 'node:path';
import type { FileOperations } from '../files/file-operations.ts';
import { type PutOptions, putInPlace } from './put-in-place.ts';
import { troubleWith } from './trouble.ts';

interface Backup {
  readonly name: string;
  /** `20010517T022300Z` */
  readonly time: string;
  readonly number: number;
}

/** A time as it stands in the name of a backup. */
export function stampOf(time: Date): string {
  return time.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Oldest first. */
async function backupsOf(files: FileOperations, file: string): Promise<readonly Backup[]> {
  const begin = `${path.basename(file)}.`.toLowerCase();
  let names: readonly string[];
  try {
    names = await files.list(path.dirname(file));
  } catch (error) {
    throw troubleWith('not-readable', `${path.dirname(file)} cannot be looked through for backups`, error);
  }
  return names
    .flatMap((name): readonly Backup[] => {
      if (!name.toLowerCase().startsWith(begin)) return [];
      const [, time, number] = /^(\d{8}T\d{6}Z)(?:-(\d{1,6}))?\.bak$/i.exec(name.slice(begin.length)) ?? [];
      return time === undefined
        ? []
        : [{ name, time: time.toUpperCase(), number: number === undefined ? 1 : Number(number) }];
    })
    .sort((one, other) => compare(one.time, other.time) || one.number - other.number);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * A name for a new backup that no file has. It sorts behind all that are there, also when the clock went back since.
 * @param now time of this computer
 * @returns absolute path
 * @throws ControlFileError when the folder cannot be listed
 */
export async function backupPathFor(files: FileOperations, file: string, now: Date): Promise<string> {
  const newest = (await backupsOf(files, file)).at(-1);
  const time = stampOf(now);
  const name =
    newest === undefined || newest.time < time
      ? `${path.basename(file)}.${time}.bak`
      : `${path.basename(file)}.${newest.time}-${newest.number + 1}.bak`;
  return path.join(path.dirname(file), name);
}

/**
 * The newest backup beside a file.
 * @returns absolute path, or null when there is none
 * @throws ControlFileError when the folder cannot be listed
 */
export async function newestBackup(files: FileOperations, file: string): Promise<string | null> {
  const newest = (await backupsOf(files, file)).at(-1);
  return newest === undefined ? null : path.join(path.dirname(file), newest.name);
}

/**
 * Writes a backup that is whole or not there, and reads it back.
 * @param backup absolute path that nothing stands at
 * @throws ControlFileError when it could not be written
 */
export async function writeBackup(
  files: FileOperations,
  backup: string,
  { bytes, ...more }: { readonly bytes: Uint8Array; readonly like: string } & Pick<PutOptions, 'wait'>,
): Promise<void> {
  await putInPlace(files, backup, {
    content: bytes,
    expectedSha256: null,
    notDone: `No backup could be written, so ${more.like} was left as it is`,
    ...more,
  });
}
