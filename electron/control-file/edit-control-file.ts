/** The two things done to a control file from the prompt: put the pauses in, and take them out again. */
import path from 'node:path';
import type { DiffLine } from '../engine/case/records.ts';
import { ControlFileError } from '../engine/control-file/control-file-error.ts';
import { differenceOf } from '../engine/control-file/difference.ts';
import { type ControlFileExam, examineControlFile } from '../engine/control-file/examine.ts';
import { canBeStaggered, refusalOf, staggerControlFile } from '../engine/control-file/stagger.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { backupPathFor, newestBackup, stampOf } from './backups.ts';
import {
  type LookedAt,
  type Waiting,
  changedSinceEdit,
  expectReplaceable,
  lookAtControlFile,
  replaceControlFile,
  restoreControlFile,
} from './control-file-on-disk.ts';
import { sha256Of } from './put-in-place.ts';
import { troubleWith } from './trouble.ts';

export interface ChangeOptions extends Waiting {
  readonly now: Date;
  /** Works out and checks everything, and writes nothing. */
  readonly dryRun: boolean;
}

export interface ControlFileChange {
  /** What it was; null when there was no file. */
  readonly before: ControlFileExam | null;
  /** What it is now, or would be after a dry run. */
  readonly after: ControlFileExam;
  /** Whether there was something to do. */
  readonly needed: boolean;
  /** Whether the file is another one now; never after a dry run. */
  readonly changed: boolean;
  /** Absolute path of the copy that was made (edit) or put back (restore); null when there is none. */
  readonly backup: string | null;
  /** Absolute path of the copy of what a forced restore replaced. */
  readonly kept: string | null;
  /** All lines; empty when there was nothing to do. */
  readonly diff: readonly DiffLine[];
}

/**
 * Puts the pauses of Q260366 into a control file, after writing a backup beside it.
 * @param file absolute path
 * @throws ControlFileError when it is refused or does not succeed; the file is what it was then
 */
export async function editControlFile(
  files: FileOperations,
  file: string,
  { now, dryRun, ...waiting }: ChangeOptions,
): Promise<ControlFileChange> {
  const { bytes, sha256, exam } = await lookAtControlFile(files, file);
  if (!canBeStaggered(exam)) throw refusalOf(exam, file);
  const { changed: needed, result } = staggerControlFile(bytes);
  const nothing = { before: exam, after: exam, changed: false, backup: null, kept: null, diff: [] };
  if (!needed) return { ...nothing, needed };
  if (dryRun) await expectReplaceable(files, file);
  const planned = {
    ...nothing,
    needed,
    after: examineControlFile(result),
    diff: differenceOf(bytes, result),
  };
  if (dryRun) return planned;
  const backup = await backupPathFor(files, file, now);
  await replaceControlFile(files, file, { expectedSha256: sha256, content: result, backup, ...waiting });
  return { ...planned, changed: true, backup };
}

/**
 * Puts the newest backup back. Without `force` only when the file is still what the edit left, that is when putting the pauses
 * into the backup gives exactly this file.
 * @param file absolute path
 * @throws ControlFileError when it is refused or does not succeed; the file is what it was then
 */
export async function restoreNewestBackup(
  files: FileOperations,
  file: string,
  { now, dryRun, force, ...waiting }: ChangeOptions & { readonly force: boolean },
): Promise<ControlFileChange> {
  const present = await lookUnlessGone(files, file, force);
  const backup = await newestBackup(files, file);
  if (backup === null) {
    throw new ControlFileError(
      'no-backup',
      `There is no backup beside ${file}.`,
      `Backups are named ${path.basename(file)}.<time>.bak. Nothing was changed.`,
    );
  }
  const { bytes, exam: after } = await lookAtControlFile(files, backup);
  const nothing = { before: present?.exam ?? null, after, changed: false, backup, kept: null, diff: [] };
  if (present?.sha256 === sha256Of(bytes)) return { ...nothing, needed: false };
  if (!force && (present === null || !isWhatEditLeft(present, bytes))) throw changedSinceEdit(file);
  const diff = differenceOf(present?.bytes ?? new Uint8Array(), bytes);
  if (dryRun) {
    if (present !== null) await expectReplaceable(files, file);
    return { ...nothing, needed: true, diff };
  }
  const expected = present !== null && isWhatEditLeft(present, bytes);
  const kept =
    expected || present === null ? null : await freeNameFor(files, `${file}.${stampOf(now)}.replaced`);
  await restoreControlFile(files, file, {
    backupPath: backup,
    ...(expected ? { expectedSha256: present.sha256 } : { force: true }),
    ...(kept === null ? {} : { keepPresentAs: kept }),
    ...waiting,
  });
  return { ...nothing, needed: true, changed: true, kept, diff };
}

async function lookUnlessGone(
  files: FileOperations,
  file: string,
  goneIsFine: boolean,
): Promise<LookedAt | null> {
  try {
    return await lookAtControlFile(files, file);
  } catch (error) {
    if (goneIsFine && error instanceof ControlFileError && error.code === 'not-found') return null;
    throw error;
  }
}

/** No record is needed of what an edit left: it is what the edit makes of the backup. */
function isWhatEditLeft({ sha256 }: LookedAt, backup: Uint8Array): boolean {
  return canBeStaggered(examineControlFile(backup)) && sha256Of(staggerControlFile(backup).result) === sha256;
}

/**
 * A name that nothing has, with a number when the wanted one is taken.
 * @throws ControlFileError when that cannot be found out
 */
async function freeNameFor(files: FileOperations, wanted: string): Promise<string> {
  try {
    let name = wanted;
    for (let number = 2; (await files.state(name)) !== null; number += 1) name = `${wanted}-${number}`;
    return name;
  } catch (error) {
    throw troubleWith('not-readable', `${path.dirname(wanted)} cannot be looked through`, error);
  }
}
