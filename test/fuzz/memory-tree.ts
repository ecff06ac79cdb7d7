import type { FolderContent, ReadOutcome, SiteTree } from '../../electron/site/tree/tree.ts';
import type { SiteFile } from '../../electron/site/survey.ts';
import type { FileRole } from '../../electron/site/roles.ts';

/** One file in memory, handed on in chunks like one from a disk. */
export class MemoryTree implements SiteTree {
  readonly kind = 'folder';
  readonly timeBase = 'utc';
  readonly label = 'memory';
  readonly problems = [];
  readonly endsIn = null;
  readonly #bytes: Buffer;
  readonly #chunk: number;

  /** @param chunk bytes handed on at a time */
  constructor(bytes: Buffer, chunk: number) {
    this.#bytes = bytes;
    this.#chunk = chunk;
  }

  list(): Promise<FolderContent> {
    return Promise.resolve({ folders: [], files: [], count: null, problems: [] });
  }

  size(): Promise<number> {
    return Promise.resolve(this.#bytes.length);
  }

  read(_: string, signal: AbortSignal, take: (chunk: Buffer) => boolean): Promise<ReadOutcome> {
    return new Promise((resolve) => {
      signal.throwIfAborted();
      let at = 0;
      while (at < this.#bytes.length) {
        const chunk = this.#bytes.subarray(at, at + this.#chunk);
        at += chunk.length;
        if (!take(chunk)) break;
      }
      resolve({ bytes: at, problem: null });
    });
  }

  diskPath(): null {
    return null;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A file of a site that is in memory. */
export function fileInMemory(bytes: Buffer, path: string, role: FileRole, chunk: number): SiteFile {
  return { tree: new MemoryTree(bytes, chunk), path, shown: path, role, guessed: false };
}
