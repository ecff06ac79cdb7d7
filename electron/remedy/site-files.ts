/** Files of the SMS directory as it is reached from here, whatever the case of their names. */
import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import { whyUnreadable } from '../site/errors.ts';
import type { ActionContext } from './action.ts';
import { RemedyError } from './remedy-error.ts';

/** The SMS directory; steps that need it are only done where there is one. */
export function folderOf({ target }: ActionContext): string {
  if (target.folder.is === null) {
    throw new RemedyError(
      'step-by-hand',
      target.folder.why,
      'Do this step on the server yourself, and say so here.',
    );
  }
  return target.folder.is;
}

/**
 * The parts of a path below the SMS directory.
 * @throws RemedyError `plan-not-readable` when it leads out of it: a plan that came with a case could say anything
 */
function partsOf(file: string): readonly string[] {
  const parts = file.split('/');
  const isPlain = parts.every((part) => /^[^\\/:*?"<>|]+$/.test(part) && !/^\.+$/.test(part));
  if (isPlain) return parts;
  throw new RemedyError(
    'plan-not-readable',
    `The plan names the file ${file}, which is not below the SMS directory.`,
    'Use the plans that came with this program.',
  );
}

const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** The name in a folder that differs in its case only, null when there is none. */
async function sameName(folder: string, name: string): Promise<string | null> {
  const opened = await opendir(folder, { bufferSize: 1000 });
  for await (const entry of opened) {
    if (entry.name.toLowerCase() === name.toLowerCase()) return entry.name;
  }
  return null;
}

function gone(folder: string): RemedyError {
  return new RemedyError(
    'file-not-read',
    `${folder} cannot be found from here, so nothing can be told of what is in it.`,
    'Check that the folder can be opened from here, then look again.',
  );
}

function notRead(file: string, error: unknown): RemedyError {
  return new RemedyError(
    'file-not-read',
    `${file} could not be read. ${whyUnreadable(error)}`,
    'Check that the folder can be opened from here, then look again.',
  );
}

/**
 * Where a file or folder of the SMS directory really is.
 * @param file below the SMS directory, with forward slashes
 * @returns null when there is none of that name
 * @throws RemedyError `file-not-read` when that cannot be told
 */
export async function findInSite(context: ActionContext, file: string): Promise<string | null> {
  let at = folderOf(context);
  try {
    // A share that went away has no files; that says nothing of what is on the server.
    if (!(await isThere(at))) throw gone(at);
    for (const part of partsOf(file)) {
      const next = path.join(at, part);
      if (await isThere(next)) {
        at = next;
        continue;
      }
      const spelled = (await isThere(at)) ? await sameName(at, part) : null;
      if (spelled === null) return null;
      at = path.join(at, spelled);
    }
    return at;
  } catch (error) {
    if (error instanceof RemedyError) throw error;
    throw notRead(file, error);
  }
}

export interface FileNow {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/**
 * @returns null when there is no such file
 * @throws RemedyError `file-not-read`
 */
export async function fileNow(context: ActionContext, file: string): Promise<FileNow | null> {
  const found = await findInSite(context, file);
  if (found === null) return null;
  try {
    const { size, mtimeMs } = await stat(found);
    return { path: found, bytes: size, modified: mtimeMs };
  } catch (error) {
    if (isMissing(error)) return null;
    throw notRead(file, error);
  }
}

/**
 * Counts the files that stand directly in a folder.
 * @returns null when there is no such folder
 * @throws RemedyError `file-not-read`, or the reason of the signal when it fires
 */
export async function countFiles(context: ActionContext, folder: string): Promise<number | null> {
  const found = await findInSite(context, folder);
  if (found === null) return null;
  let count = 0;
  try {
    const opened = await opendir(found, { bufferSize: 1000 });
    for await (const entry of opened) {
      context.signal.throwIfAborted();
      if (!entry.isDirectory()) count += 1;
    }
    return count;
  } catch (error) {
    context.signal.throwIfAborted();
    throw notRead(folder, error);
  }
}
