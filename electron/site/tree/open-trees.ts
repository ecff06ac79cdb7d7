import { stat } from 'node:fs/promises';
import path from 'node:path';
import { untilCancelled } from '../cancel.ts';
import type { Complaints } from '../complaints.ts';
import { SiteReadError, systemCode, whyUnreadable } from '../errors.ts';
import { FileTree } from './file-tree.ts';
import { FolderTree } from './folder-tree.ts';
import { openFile } from './open-file.ts';
import { Patience } from './patience.ts';
import type { SiteTree } from './tree.ts';
import { ZipTree } from './zip-tree.ts';

const ZIP_NAME = /\.(?:zip|smscase)$/i;

async function beginsLikeZip(file: string): Promise<boolean> {
  const handle = await openFile(file);
  try {
    const head = Buffer.alloc(4);
    const { bytesRead } = await handle.read(head, 0, 4, 0);
    return bytesRead === 4 && head.readUInt32LE(0) === 0x04034b50;
  } finally {
    await handle.close();
  }
}

function noFile(chosen: string): SiteReadError {
  return new SiteReadError(
    'not-readable',
    `${chosen} is neither a file nor a folder. A pipe or a device cannot be read as a site.`,
    'Choose the SMS folder, a snapshot, or single log files.',
  );
}

function cannotOpen(chosen: string, error: unknown): SiteReadError {
  if (error instanceof SiteReadError) return error;
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new SiteReadError(
      'not-found',
      `${chosen} is not there.`,
      'Check the spelling, and whether the drive or share is still connected. Then choose it again.',
      error,
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new SiteReadError(
      'no-rights',
      `${chosen} cannot be opened: you have no right to read it.`,
      'Ask for read access to the SMS folder, or copy it with an account that has it, and choose the copy.',
      error,
    );
  }
  if (code === 'ETIMEDOUT') {
    return new SiteReadError(
      'not-readable',
      `${chosen} did not answer in time.`,
      'Check whether the server is running and the share is connected. Then choose it again, or take the collector to the server.',
      error,
    );
  }
  return new SiteReadError(
    'not-readable',
    `${chosen} cannot be opened. ${whyUnreadable(error)}`,
    'Check the drive or the network connection, then choose it again.',
    error,
  );
}

/**
 * Opens what was chosen: each folder and each zip is a tree, all single files together are one. What cannot be
 * opened goes to `complaints`, so that the rest is used.
 *
 * @throws SiteReadError when nothing can be opened, the signal's reason when cancelled.
 */
export async function openTrees(
  paths: readonly string[],
  signal: AbortSignal,
  complaints: Complaints,
): Promise<readonly SiteTree[]> {
  const trees: SiteTree[] = [];
  const files: string[] = [];
  let firstFailure: SiteReadError | null = null;
  for (const chosen of paths) {
    try {
      signal.throwIfAborted();
      const patience = new Patience();
      const stats = await untilCancelled(
        patience.wait(() => stat(chosen)),
        signal,
      );
      if (stats.isDirectory()) trees.push(await FolderTree.open(chosen, signal));
      else if (!stats.isFile()) throw noFile(chosen);
      else if (
        ZIP_NAME.test(chosen) ||
        (await untilCancelled(
          patience.wait(() => beginsLikeZip(chosen)),
          signal,
        ))
      ) {
        trees.push(await ZipTree.open(chosen, signal));
      } else files.push(chosen);
    } catch (error) {
      if (signal.aborted) await closeTrees(trees, signal);
      signal.throwIfAborted();
      const failure = cannotOpen(chosen, error);
      firstFailure ??= failure;
      complaints.add(path.basename(chosen) || chosen, failure.message);
    }
  }
  if (files.length > 0) trees.push(new FileTree(files));
  if (trees.length === 0) {
    throw (
      firstFailure ??
      new SiteReadError('no-evidence', 'No folder or file was chosen.', 'Choose the SMS folder.')
    );
  }
  return trees;
}

/**
 * Closes all trees; the first failure is thrown after all were tried. After a cancel it is not waited for: a file on
 * a share that does not answer closes when the share does.
 */
export async function closeTrees(trees: readonly SiteTree[], signal: AbortSignal): Promise<void> {
  const closing = Promise.allSettled(trees.map((tree) => tree.close()));
  if (signal.aborted) return;
  const failed = (await closing).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
