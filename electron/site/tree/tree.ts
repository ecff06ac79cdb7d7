import type { FolderCount } from './folder-tally.ts';

/**
 * A tree of files that holds a site: a folder, a zip, or some single files. Readers are written once against
 * this. Paths inside a tree use forward slashes and are relative to its root; the root is the empty path.
 */

export interface FolderContent {
  /** Names of the sub-folders. */
  readonly folders: readonly string[];
  /** Names of the files whose name `isWantedName` accepts. */
  readonly files: readonly string[];
  /** Null when counting was not asked for. */
  readonly count: FolderCount | null;
  /** What was there and could not be used: name in this folder (empty: the folder) and a sentence. */
  readonly problems: readonly { readonly name: string; readonly why: string }[];
}

export interface ListOptions {
  /** Whether files are counted and measured; that costs a look at each file. */
  readonly count: boolean;
  readonly signal: AbortSignal;
  /** Told now and then how many more files were counted. */
  readonly onCounted?: (files: number) => void;
}

export interface ReadOutcome {
  /** Bytes handed on. */
  readonly bytes: number;
  /** A sentence when the content handed on is not the whole file; null when it is, or when the taker stopped. */
  readonly problem: string | null;
}

export interface SiteTree {
  /** Name for display: last part of the chosen path. */
  readonly label: string;
  readonly kind: 'folder' | 'zip' | 'files';
  /** `utc`: times count from the epoch; `server`: they are wall clock times of the server. */
  readonly timeBase: 'utc' | 'server';
  /** What could not be used when the tree was opened, with paths inside the tree. */
  readonly problems: readonly { readonly path: string; readonly why: string }[];

  /**
   * Set when the tree breaks off, as a zip that was cut while it was copied: the folder in which it does. What a
   * count says of that folder and of those around it is too little, and what is not there may have been.
   */
  readonly endsIn: string | null;

  /** @throws the system's error when the folder cannot be listed, the signal's reason when cancelled. */
  list(folder: string, options: ListOptions): Promise<FolderContent>;

  /** Size of a file in bytes, null when it is not there or cannot be looked at. */
  size(path: string): Promise<number | null>;

  /**
   * Reads a file from its start, up to the size it has when opened. The buffer given to `take` is used again:
   * it is valid only during the call. `take` returns false to end the reading early.
   *
   * @throws the system's error when the file cannot be opened or read, the signal's reason when cancelled.
   */
  read(path: string, signal: AbortSignal, take: (chunk: Buffer) => boolean): Promise<ReadOutcome>;

  /** Absolute path under which the system knows a file, to read parts of it in any order; null in a zip. */
  diskPath(path: string): string | null;

  /** Gives back what the tree holds open. A closed tree can be read from: it opens what it needs each time. */
  close(): Promise<void>;
}

/** Path of `name` in `folder`. */
export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Last part of a path inside a tree. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Path of the folder a path stands in; empty for the root. */
export function folderOf(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? '' : path.slice(0, cut);
}

/** True when a name is among `names`, in any case. */
export function hasName(names: readonly string[], lower: string): boolean {
  return names.some((name) => name.toLowerCase() === lower);
}
