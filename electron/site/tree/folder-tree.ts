import fs from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { untilCancelled } from '../cancel.ts';
import { systemCode, whyUnreadable } from '../errors.ts';
import { isWantedName } from '../roles.ts';
import { readWholeFile } from './read-file.ts';
import {
  FolderCounter,
  type FolderContent,
  type ListOptions,
  type ReadOutcome,
  type SiteTree,
  joinPath,
} from './tree.ts';

/** Names fetched from the system at a time. */
const LISTING_BUFFER = 1024;
/** Files looked at side by side; the callback form of `stat` is half as dear as the promised one. */
const STAT_BATCH = 256;

interface Stated {
  readonly name: string;
  readonly stats: fs.Stats | null;
  readonly code: string | null;
}
type LinkTarget = { readonly kind: 'folder' | 'file' } | { readonly kind: 'none'; readonly why: string };

function statAll(folder: string, names: readonly string[]): Promise<readonly Stated[]> {
  return new Promise((resolve) => {
    const done: Stated[] = [];
    if (names.length === 0) resolve(done);
    for (const name of names) {
      fs.stat(`${folder}${path.sep}${name}`, (error, stats) => {
        done.push({ name, stats: error === null ? stats : null, code: systemCode(error) });
        if (done.length === names.length) resolve(done);
      });
    }
  });
}

function isInside(inner: string, outer: string): boolean {
  const relative = path.relative(outer, inner);
  return (
    relative === '' ||
    !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative))
  );
}

/** A folder on this machine, a mapped drive or a share. */
export class FolderTree implements SiteTree {
  readonly kind = 'folder';
  readonly timeBase = 'utc';
  readonly label: string;
  readonly problems = [];
  readonly endsIn = null;
  #root: string;
  #realRoot: string;
  /** Links out of the tree that are followed, with the real path each leads to: each target is read once. */
  #followed = new Map<string, string>();

  private constructor(root: string, realRoot: string) {
    this.#root = root;
    this.#realRoot = realRoot;
    this.label = path.basename(root) || root;
  }

  /** @throws the system's error when the folder is not there or may not be looked at. */
  static async open(root: string, signal: AbortSignal): Promise<FolderTree> {
    const absolute = path.resolve(root);
    return new FolderTree(absolute, await untilCancelled(realpath(absolute), signal));
  }

  list(folder: string, options: ListOptions): Promise<FolderContent> {
    return untilCancelled(this.#list(folder, options), options.signal);
  }

  async size(inTree: string): Promise<number | null> {
    try {
      return (await stat(this.#absolute(inTree))).size;
    } catch (error) {
      if (systemCode(error) === null) throw error;
      // Reading it later says why.
      return null;
    }
  }

  read(inTree: string, signal: AbortSignal, take: (chunk: Buffer) => boolean): Promise<ReadOutcome> {
    return untilCancelled(this.#read(inTree, signal, take), signal);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #absolute(inTree: string): string {
    return inTree === '' ? this.#root : `${this.#root}${path.sep}${inTree.split('/').join(path.sep)}`;
  }

  async #read(inTree: string, signal: AbortSignal, take: (chunk: Buffer) => boolean): Promise<ReadOutcome> {
    return readWholeFile(this.#absolute(inTree), signal, take);
  }

  async #list(folder: string, options: ListOptions): Promise<FolderContent> {
    const { signal } = options;
    const absolute = this.#absolute(folder);
    const folders: string[] = [];
    const files: string[] = [];
    const problems: { name: string; why: string }[] = [];
    const counter = options.count ? new FolderCounter() : null;
    let batch: string[] = [];
    let strangeNames = 0;

    const countBatch = async (): Promise<void> => {
      const names = batch;
      batch = [];
      if (counter === null) return;
      for (const { name, stats, code } of await statAll(absolute, names)) {
        if (stats !== null) {
          if (stats.isFile()) counter.add(stats.size, stats.mtimeMs);
        } else if (name.includes('\uFFFD')) {
          counter.add(null, null);
          strangeNames += 1;
        } else if (code !== 'ENOENT') {
          counter.add(null, null);
          problems.push({ name, why: `It is counted without size and time. ${whyUnreadable({ code })}` });
        }
        // ENOENT: the component has taken the file since the folder was listed. It is no longer waiting.
      }
      options.onCounted?.(names.length);
    };

    // Leaving the loop, by its end or by an error, closes the directory.
    for await (const entry of await opendir(absolute, { bufferSize: LISTING_BUFFER })) {
      const { name } = entry;
      let kind: LinkTarget = { kind: 'none', why: 'It is not an ordinary file.' };
      if (entry.isFile()) kind = { kind: 'file' };
      else if (entry.isDirectory()) kind = { kind: 'folder' };
      else if (entry.isSymbolicLink()) kind = await this.#followLink(joinPath(folder, name));
      if (kind.kind === 'folder') folders.push(name);
      else if (kind.kind === 'none') problems.push({ name, why: kind.why });
      else {
        batch.push(name);
        if (isWantedName(name)) files.push(name);
      }
      if (batch.length >= STAT_BATCH) {
        signal.throwIfAborted();
        await countBatch();
      }
    }
    signal.throwIfAborted();
    await countBatch();
    if (strangeNames > 0) {
      problems.push({
        name: '',
        why: `The names of ${strangeNames} file(s) are not valid text. These files are counted without size and time.`,
      });
    }
    return { folders, files, count: counter?.result() ?? null, problems };
  }

  async #followLink(inTree: string): Promise<LinkTarget> {
    try {
      const target = await realpath(this.#absolute(inTree));
      const stats = await stat(target);
      if (stats.isFile()) return { kind: 'file' };
      if (!stats.isDirectory()) return { kind: 'none', why: 'It is a link to something that is not a file.' };
      if (isInside(this.#realRoot, target)) {
        return {
          kind: 'none',
          why: 'It is a link that leads back to a folder around it. It was not followed.',
        };
      }
      if (isInside(target, this.#realRoot)) {
        return {
          kind: 'none',
          why: 'It is a link to a folder that is read in its own place. It was not followed.',
        };
      }
      for (const [link, other] of this.#followed) {
        if (link !== inTree && (isInside(target, other) || isInside(other, target))) {
          return {
            kind: 'none',
            why: 'It is a link to a folder that another link leads to. It was not followed.',
          };
        }
      }
      this.#followed.set(inTree, target);
      return { kind: 'folder' };
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      if (code === 'ENOENT') return { kind: 'none', why: 'It is a link to something that is not there.' };
      return { kind: 'none', why: whyUnreadable(error) };
    }
  }
}
