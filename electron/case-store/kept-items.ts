/** Files kept in a case under the SHA-256 of their content: `evidence/<sha256>` and `backups/<sha256>`. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { KeptItem } from '../engine/case/records.ts';
import type { FileOperations, FileWriter } from '../files/file-operations.ts';
import { CaseError, notWritten } from './case-error.ts';

export const EVIDENCE = 'evidence';
export const BACKUPS = 'backups';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function putAway(
  files: FileOperations,
  folder: string,
  fill: (writer: FileWriter) => Promise<string>,
): Promise<void> {
  await files.makeFolder(folder);
  const temporary = path.join(folder, `.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const writer = await files.create(temporary);
    let name: string;
    try {
      name = await fill(writer);
      await writer.flush();
    } finally {
      await writer.close();
    }
    await files.rename(temporary, path.join(folder, name));
    await files.flushFolder(folder);
  } catch (error) {
    // The first failure is the one to tell; what is left behind is a temporary file that nothing refers to.
    await files.remove(temporary).catch(() => undefined);
    throw error;
  }
}

/** True when a kept file is there and is what its name says. */
async function isWhole(
  files: FileOperations,
  file: string,
  item: Pick<KeptItem, 'sha256' | 'bytes'>,
): Promise<boolean> {
  if ((await files.state(file))?.bytes !== item.bytes) return false;
  return sha256(await files.read(file)) === item.sha256;
}

/**
 * Keeps bytes. What is there already is not written again.
 * @param folder `evidence` or `backups` of the case
 * @param name path in the site, for the record
 * @throws CaseError when it could not be written
 */
export async function keepBytes(
  files: FileOperations,
  folder: string,
  name: string,
  bytes: Uint8Array,
): Promise<KeptItem> {
  const item = { sha256: sha256(bytes), bytes: bytes.length, path: name };
  try {
    if (await isWhole(files, path.join(folder, item.sha256), item)) return item;
    await putAway(files, folder, async (writer) => {
      await writer.write(bytes);
      return item.sha256;
    });
    return item;
  } catch (error) {
    throw notWritten(name, error);
  }
}

/** Keeps a file without holding it in memory. */
export async function keepFile(
  files: FileOperations,
  folder: string,
  name: string,
  file: string,
): Promise<KeptItem> {
  const hash = createHash('sha256');
  let bytes = 0;
  let digest = '';
  try {
    await putAway(files, folder, async (writer) => {
      for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
        hash.update(chunk);
        bytes += chunk.length;
        await writer.write(chunk);
      }
      digest = hash.digest('hex');
      return digest;
    });
  } catch (error) {
    throw notWritten(name, error);
  }
  return { sha256: digest, bytes, path: name };
}

/**
 * Reads what was kept.
 * @param folders where it may be
 * @throws CaseError when it is gone or no longer what was kept
 */
export async function readKeptItem(
  files: FileOperations,
  folders: readonly string[],
  item: KeptItem,
): Promise<Buffer> {
  for (const folder of folders) {
    const file = path.join(folder, item.sha256);
    if ((await files.state(file)) === null) continue;
    const bytes = await files.read(file);
    if (sha256(bytes) === item.sha256) return bytes;
  }
  throw new CaseError(
    'kept-item-lost',
    `${item.path} was kept in the case, but it is gone or was changed since.`,
    'Copy the case from where it was whole, or read the site again.',
  );
}

/** Larger items are compared by their length when a case is opened, and by their content only when they are read. */
const MOST_COMPARED_BYTES = 1 << 20;

/** Items that are gone or are not what was kept: among them the originals of edited files, which must be what they are called. */
export async function lostItems(
  files: FileOperations,
  folders: readonly string[],
  items: readonly KeptItem[],
): Promise<readonly KeptItem[]> {
  const lost: KeptItem[] = [];
  for (const item of items) {
    let found = false;
    for (const folder of folders) {
      const file = path.join(folder, item.sha256);
      found ||=
        item.bytes <= MOST_COMPARED_BYTES
          ? await isWhole(files, file, item)
          : (await files.state(file))?.bytes === item.bytes;
    }
    if (!found) lost.push(item);
  }
  return lost;
}
