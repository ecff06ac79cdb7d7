/** Writes a fix kit: a folder of scripts for a server that the program cannot reach. */
import path from 'node:path';
import type { KeptItem } from '../engine/case/records.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { kitFiles, sha256 } from './kit-files.ts';
import { type KitInput, KitError } from './kit-input.ts';

export { KitError, type KitInput } from './kit-input.ts';

/**
 * @param folder is made; must be empty when it is there
 * @returns what was written, with paths below the folder
 * @throws KitError when the plan cannot be put into scripts, the folder is not empty or cannot be written; what was written of the
 *   kit is removed again then, and without `kit.json`, which comes last, its scripts do nothing
 */
export async function writeFixKit(
  files: FileOperations,
  folder: string,
  input: KitInput,
): Promise<KeptItem[]> {
  const content = await kitFiles(input);
  const written: string[] = [];
  try {
    await files.makeFolder(folder);
    if ((await files.list(folder)).length > 0) {
      throw new KitError(
        'kit-folder-not-empty',
        `The folder ${folder} is not empty.`,
        'Choose a new folder, so that no two kits are mixed.',
      );
    }
    const subfolders = new Set(content.map((file) => path.dirname(file.path)).filter((name) => name !== '.'));
    for (const name of subfolders) await files.makeFolder(path.join(folder, name));
    for (const file of content) {
      const target = path.join(folder, file.path);
      const writer = await files.create(target);
      written.push(target);
      try {
        await writer.write(file.content);
        await writer.flush();
      } finally {
        await writer.close();
      }
    }
    for (const name of subfolders) await files.flushFolder(path.join(folder, name));
    await files.flushFolder(folder);
  } catch (error) {
    if (error instanceof KitError) throw error;
    throw await notWritten(files, folder, written, error);
  }
  return content.map((file) => ({
    sha256: sha256(file.content),
    bytes: file.content.length,
    path: file.path,
  }));
}

async function notWritten(
  files: FileOperations,
  folder: string,
  written: readonly string[],
  cause: unknown,
): Promise<KitError> {
  let left = '';
  for (const file of written) {
    // A disk that refuses this as well is told; the first error stays the cause.
    await files.remove(file).catch(() => {
      left = ' Parts of it are left there.';
    });
  }
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new KitError(
    'kit-not-written',
    `The kit could not be written to ${folder}: ${reason}.${left}`,
    'Choose another folder, with room and the right to write there.',
    { cause },
  );
}
