/** Looks at, replaces and restores a backup control file on a disk or a share. */
import { ControlFileError } from '../engine/control-file/control-file-error.ts';
import {
  type ControlFileExam,
  MOST_CONTROL_FILE_BYTES,
  examineControlFile,
  tooLarge,
} from '../engine/control-file/examine.ts';
import { assertOnlyStartDiffers, refusalOf } from '../engine/control-file/stagger.ts';
import type { FileOperations, FileState } from '../files/file-operations.ts';
import { writeBackup } from './backups.ts';
import { changedMeanwhile, putInPlace, removeLeftovers, sha256Of } from './put-in-place.ts';
import { troubleWith } from './trouble.ts';

export interface LookedAt {
  readonly bytes: Uint8Array;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly exam: ControlFileExam;
}

export interface Waiting {
  /** Waits so many milliseconds between attempts to rename; for tests. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

export interface ReplaceOptions extends Waiting {
  /** Of the file as it was shown. */
  readonly expectedSha256: string;
  readonly content: Uint8Array;
  /** Absolute path of a copy of the present file, made first; nothing may stand there. */
  readonly backup?: string;
}

export type RestoreOptions = Waiting &
  ({ readonly backupBytes: Uint8Array } | { readonly backupPath: string }) &
  ({ readonly expectedSha256: string } | { readonly force: true }) & {
    /** Absolute path of a copy of the present file, made first; nothing may stand there. */
    readonly keepPresentAs?: string;
  };

export interface Written {
  /** False when that content stood there already. */
  readonly changed: boolean;
  /** Of the file as it is now. */
  readonly sha256: string;
}

/**
 * Reads a control file and says what it is.
 * @param file absolute path
 * @throws ControlFileError when it cannot be read or is too large to be one
 */
export async function lookAtControlFile(files: FileOperations, file: string): Promise<LookedAt> {
  await presentState(files, file);
  const bytes = await readAll(files, file);
  return { bytes, sha256: sha256Of(bytes), exam: examineControlFile(bytes) };
}

/**
 * Replaces a control file by a version that differs in [Start] only (Q275612). The old file or the new one stands there at
 * any moment, with the old one's attributes.
 * @param file absolute path
 * @throws ControlFileError; but for `not-as-written` the file is what it was then, and no backup is left
 */
export async function replaceControlFile(
  files: FileOperations,
  file: string,
  { expectedSha256, content, backup, wait }: ReplaceOptions,
): Promise<Written> {
  await expectReplaceable(files, file);
  const present = await readAll(files, file);
  if (sha256Of(present) !== expectedSha256) throw changedMeanwhile(file);
  assertOnlyStartDiffers(present, content);
  return await write(files, file, { present, content, keepAs: backup, wait });
}

/**
 * Puts a backup back. Without `force` only when the file is the expected one: what an edit left.
 * @param file absolute path; with `force` it may be gone
 * @throws ControlFileError; but for `not-as-written` the file is what it was then
 */
export async function restoreControlFile(
  files: FileOperations,
  file: string,
  options: RestoreOptions,
): Promise<Written> {
  const content = 'backupBytes' in options ? options.backupBytes : await readAll(files, options.backupPath);
  if (examineControlFile(content).state === 'not-a-control-file') {
    const which = 'backupPath' in options ? options.backupPath : 'The copy';
    throw new ControlFileError(
      'backup-not-usable',
      `${which} is not a backup control file. ${file} was left as it is.`,
      'Look for another copy of the original, or compare with the file of another site server.',
    );
  }
  const force = 'force' in options;
  const gone = force && (await stateOf(files, file)) === null;
  if (!gone) await expectReplaceable(files, file);
  const present = gone ? null : await readAll(files, file);
  if (!force && (present === null || sha256Of(present) !== options.expectedSha256)) {
    throw changedSinceEdit(file);
  }
  return await write(files, file, { present, content, keepAs: options.keepPresentAs, wait: options.wait });
}

/** The error for a file that is not what an edit left. */
export function changedSinceEdit(file: string): ControlFileError {
  return new ControlFileError(
    'changed-since-edit',
    `${file} is not what the edit left: it was changed since. It was left as it is.`,
    'Compare it with the copy. If the change may be lost, restore with --force.',
  );
}

async function write(
  files: FileOperations,
  file: string,
  change: {
    readonly present: Uint8Array | null;
    readonly content: Uint8Array;
    readonly keepAs: string | undefined;
    readonly wait: Waiting['wait'];
  },
): Promise<Written> {
  const { present, content, keepAs, wait } = change;
  const sha256 = sha256Of(content);
  const expectedSha256 = present === null ? null : sha256Of(present);
  if (sha256 === expectedSha256) return { changed: false, sha256 };
  const waiting = wait === undefined ? {} : { wait };
  await tidyUp(files, file);
  try {
    if (keepAs !== undefined && present !== null) {
      await writeBackup(files, keepAs, { bytes: present, like: file, ...waiting });
    }
    const like = present === null ? {} : { like: file };
    await putInPlace(files, file, { content, expectedSha256, ...like, ...waiting });
  } catch (error) {
    if (keepAs !== undefined && present !== null) await dropUnneeded(files, file, expectedSha256, keepAs);
    throw error;
  }
  return { changed: true, sha256 };
}

/** Takes the copy away that was made for a change that did not happen. */
async function dropUnneeded(
  files: FileOperations,
  file: string,
  sha256: string | null,
  copy: string,
): Promise<void> {
  try {
    const isOriginal = async (path: string): Promise<boolean> => sha256Of(await files.read(path)) === sha256;
    if ((await isOriginal(file)) && (await isOriginal(copy))) await files.remove(copy);
  } catch {
    // The trouble that led here is the one to tell; a copy too many does no harm.
  }
}

async function tidyUp(files: FileOperations, file: string): Promise<void> {
  try {
    await removeLeftovers(files, file);
  } catch (error) {
    throw troubleWith('cannot-write', `${file} was not changed`, error);
  }
}

async function stateOf(files: FileOperations, file: string): Promise<FileState | null> {
  try {
    return await files.state(file);
  } catch (error) {
    throw troubleWith('not-readable', `${file} cannot be looked at`, error);
  }
}

async function readAll(files: FileOperations, file: string): Promise<Uint8Array> {
  try {
    return await files.read(file);
  } catch (error) {
    throw troubleWith('not-readable', `${file} cannot be read`, error);
  }
}

async function presentState(files: FileOperations, file: string): Promise<FileState> {
  const state = await stateOf(files, file);
  if (state === null) {
    throw new ControlFileError(
      'not-found',
      `${file} is not there.`,
      'The control file is Smsbkup.ctl in the folder Inboxes\\Smsbkup.box of the SMS directory.',
    );
  }
  if (!state.isFile) {
    throw new ControlFileError(
      'not-a-file',
      `${file} is not a file.`,
      'Name the control file itself: Smsbkup.ctl in the folder Inboxes\\Smsbkup.box of the SMS directory.',
    );
  }
  if (state.bytes > MOST_CONTROL_FILE_BYTES) throw refusalOf(tooLarge(state.bytes), file);
  return state;
}

/**
 * Refuses what could not be replaced without losing something.
 * @throws ControlFileError
 */
export async function expectReplaceable(files: FileOperations, file: string): Promise<void> {
  const { isLink, names, mode } = await presentState(files, file);
  if (isLink === true) {
    throw new ControlFileError(
      'is-a-link',
      `${file} is a link to another file. It was left as it is.`,
      'Name the file that it leads to.',
    );
  }
  if (names !== undefined && names > 1) {
    throw new ControlFileError(
      'several-names',
      `${file} is one of ${names} names of the same file (hard links). It was left as it is.`,
      'Make it a file of its own first: copy it, delete it, and give the copy its name.',
    );
  }
  if ((mode & 0o222) === 0) {
    throw new ControlFileError(
      'read-only',
      `${file} is read-only. It was left as it is.`,
      'Find out who protected it and why. If it may be changed, take the read-only attribute away and try again.',
    );
  }
}
