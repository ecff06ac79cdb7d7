/** Measures how long it takes to list and count a huge folder, beside `find -printf` on the same one. */
import { execFileSync } from 'node:child_process';
import { FolderTree } from '../../electron/site/tree/folder-tree.ts';

export interface ListingFigures {
  readonly files: number;
  readonly oursSeconds: number;
  /** Null where there is no `find` of GNU. */
  readonly findSeconds: number | null;
}

const ROUNDS = 3;

/**
 * Lists one folder with size and time of each file, in turns with `find`; the best of three rounds of each counts,
 * so that neither pays for what the disk had not in memory yet.
 * @param folder that holds the files, without sub-folders
 */
export async function measureListing(folder: string): Promise<ListingFigures> {
  let files = 0;
  let ours = Number.POSITIVE_INFINITY;
  let find: number | null = null;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = timeOfFind(folder);
    if (found !== null) find = Math.min(find ?? found, found);
    const begun = performance.now();
    const { signal } = new AbortController();
    const tree = await FolderTree.open(folder, signal);
    const { count } = await tree.list('', { count: true, signal });
    await tree.close();
    ours = Math.min(ours, (performance.now() - begun) / 1000);
    files = count?.files ?? 0;
  }
  return { files, oursSeconds: ours, findSeconds: find };
}

function timeOfFind(folder: string): number | null {
  const begun = performance.now();
  try {
    execFileSync('find', [folder, '-type', 'f', '-printf', '%s %T@\\n'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 30,
    });
  } catch {
    // No `find`, or one that cannot print: there is nothing to compare with.
    return null;
  }
  return (performance.now() - begun) / 1000;
}
