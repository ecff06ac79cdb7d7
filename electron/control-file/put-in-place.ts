/** Writes a file so that at any moment the whole old or the whole new content stands there, and proves that it does. */
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ControlFileError } from '../engine/control-file/control-file-error.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { troubleWith } from './trouble.ts';

/** Waits between attempts to rename, in milliseconds: on Windows a virus scanner may hold the file for a moment. */
const RENAME_WAITS_MS = [20, 50, 100, 200, 400];
const BUSY = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** What systems report that cannot flush a folder; the new content stands there all the same. */
const FOLDER_NOT_FLUSHED = new Set([
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EPERM',
  'EACCES',
  'EISDIR',
  'EBADF',
]);

export interface PutOptions {
  readonly content: Uint8Array;
  /** SHA-256 of what stands there now; null when nothing may stand there. */
  readonly expectedSha256: string | null;
  /** How a failure begins; else that the file was not changed. */
  readonly notDone?: string;
  /** File whose attributes it gets. */
  readonly like?: string;
  /** Waits so many milliseconds between attempts; for tests. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** SHA-256 in lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 of a file, null when there is nothing of that name. @throws the file system's error */
async function sha256OfFile(files: FileOperations, file: string): Promise<string | null> {
  return (await files.state(file)) === null ? null : sha256Of(await files.read(file));
}

/**
 * Writes beside the file, flushes, reads that back, renames over the file, flushes the folder and reads the file back.
 * @param file absolute path of a file that is no link
 * @throws ControlFileError: `changed-meanwhile` and `cannot-write` leave what was there; `not-as-written` says that something
 *   else stands there now
 */
export async function putInPlace(files: FileOperations, file: string, options: PutOptions): Promise<void> {
  const temporary = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    await writeAndReadBack(files, temporary, options);
    await expectPresent(files, file, options.expectedSha256);
    await renameWithPatience(files, temporary, file, options.wait ?? delay);
  } catch (error) {
    // A rename may report a failure although it happened; only a look at the file tells.
    if (!(await wasWritten(files, file, options.content))) {
      await giveUp(files, file, temporary, options, error);
    }
    // Another program wrote the same first. What stays behind here is removed before the next change.
    await files.remove(temporary).catch(() => undefined);
  }
  await flushFolder(files, path.dirname(file));
  if (!(await wasWritten(files, file, options.content))) {
    throw new ControlFileError(
      'not-as-written',
      `${file} was written, but something else stands there now.`,
      'Another program changed it at the same moment. Look at the file before you go on.',
    );
  }
}

/**
 * Removes what a run that was killed left beside a file.
 * @throws the file system's error
 */
export async function removeLeftovers(files: FileOperations, file: string): Promise<void> {
  const folder = path.dirname(file);
  const begin = `.${path.basename(file)}.`;
  for (const name of await files.list(folder)) {
    // Also of its backups: `.Smsbkup.ctl.20010517T022300Z.bak.0123456789ab.tmp`.
    if (name.startsWith(begin) && /\.[0-9a-f]{12}\.tmp$/.test(name)) {
      await files.remove(path.join(folder, name));
    }
  }
}

async function writeAndReadBack(
  files: FileOperations,
  temporary: string,
  { content, like }: PutOptions,
): Promise<void> {
  const writer = await files.create(temporary, undefined, like);
  try {
    await writer.write(content);
    await writer.flush();
  } finally {
    await writer.close();
  }
  if (sha256Of(await files.read(temporary)) !== sha256Of(content)) {
    throw new Error('what was written reads back differently');
  }
}

async function expectPresent(files: FileOperations, file: string, expected: string | null): Promise<void> {
  if ((await sha256OfFile(files, file)) === expected) return;
  throw changedMeanwhile(file);
}

/** The error for a file that is not the one that was looked at. */
export function changedMeanwhile(file: string): ControlFileError {
  return new ControlFileError(
    'changed-meanwhile',
    `${file} was changed by something else since it was looked at. It was left as it is.`,
    'Look at the file again, then decide.',
  );
}

async function renameWithPatience(
  files: FileOperations,
  from: string,
  to: string,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<void> {
  for (const milliseconds of RENAME_WAITS_MS) {
    try {
      await files.rename(from, to);
      return;
    } catch (error) {
      if (!BUSY.has(codeOf(error))) throw error;
      await wait(milliseconds);
    }
  }
  await files.rename(from, to);
}

async function flushFolder(files: FileOperations, folder: string): Promise<void> {
  try {
    await files.flushFolder(folder);
  } catch (error) {
    if (FOLDER_NOT_FLUSHED.has(codeOf(error))) return;
    throw troubleWith(
      'cannot-write',
      `The new content stands in ${folder}, but it is not certain to outlast a power cut`,
      error,
    );
  }
}

async function wasWritten(files: FileOperations, file: string, content: Uint8Array): Promise<boolean> {
  try {
    return (await sha256OfFile(files, file)) === sha256Of(content);
  } catch (error) {
    throw troubleWith('cannot-write', `It cannot be told whether ${file} was changed`, error);
  }
}

/** Takes the temporary file away and says what is there. */
async function giveUp(
  files: FileOperations,
  file: string,
  temporary: string,
  { expectedSha256, notDone }: PutOptions,
  error: unknown,
): Promise<never> {
  let left = '';
  try {
    await files.remove(temporary);
  } catch (failure) {
    left = ` ${troubleWith('cannot-write', `The unfinished ${temporary} stayed there`, failure).message}`;
  }
  const present = await sha256OfFile(files, file).catch(() => undefined);
  const kept =
    present === expectedSha256
      ? (notDone ?? `${file} was not changed`)
      : `${file} was not written and is not what it was`;
  const trouble = error instanceof ControlFileError ? error : troubleWith('cannot-write', kept, error);
  if (left === '') throw trouble;
  throw new ControlFileError(trouble.code, `${trouble.message}${left}`, trouble.nextStep, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
