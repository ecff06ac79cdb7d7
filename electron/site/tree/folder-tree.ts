import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { untilCancelled } from '../cancel.ts';
import { systemCode, whyUnreadable } from '../errors.ts';
import { isWantedName } from '../roles.ts';
import { FolderTally } from './folder-tally.ts';
import { type FolderLister, threadLister } from './listing-threads.ts';
import { ENTRY, type ListingBatch, STRANGE } from './listing-worker.ts';
import { Patience } from './patience.ts';
import { readWholeFile } from './read-file.ts';
import { type FolderContent, type ListOptions, type ReadOutcome, type SiteTree, joinPath } from './tree.ts';

type LinkTarget =
  | { readonly kind: 'folder' }
  | { readonly kind: 'file'; readonly stats: Stats }
  | { readonly kind: 'none'; readonly why: string };

/** What a tree asks the system with; other parts are put in by tests. */
export interface FolderAccess {
  readonly lister: FolderLister;
  readonly patience: Patience;
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
  readonly #root: string;
  readonly #realRoot: string;
  readonly #lister: FolderLister;
  readonly #patience: Patience;
  /** Links out of the tree that are followed, with the real path each leads to: each target is read once. */
  readonly #followed = new Map<string, string>();

  private constructor(root: string, realRoot: string, { lister, patience }: FolderAccess) {
    this.#root = root;
    this.#realRoot = realRoot;
    this.#lister = lister;
    this.#patience = patience;
    this.label = path.basename(root) || root;
  }

  /** @throws the system's error when the folder is not there, may not be looked at or does not answer. */
  static async open(
    root: string,
    signal: AbortSignal,
    access: FolderAccess = { lister: threadLister, patience: new Patience() },
  ): Promise<FolderTree> {
    const absolute = path.resolve(root);
    const real = access.patience.wait(() => realpath(absolute));
    return new FolderTree(absolute, await untilCancelled(real, signal), access);
  }

  list(folder: string, options: ListOptions): Promise<FolderContent> {
    return untilCancelled(this.#list(folder, options), options.signal);
  }

  async size(inTree: string): Promise<number | null> {
    try {
      return (await this.#patience.wait(() => stat(this.#absolute(inTree)))).size;
    } catch (error) {
      if (systemCode(error) === null) throw error;
      // Reading it later says why.
      return null;
    }
  }

  read(inTree: string, signal: AbortSignal, take: (chunk: Buffer) => boolean): Promise<ReadOutcome> {
    return untilCancelled(this.#read(inTree, signal, take), signal);
  }

  diskPath(inTree: string): string {
    return this.#absolute(inTree);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #absolute(inTree: string): string {
    return inTree === '' ? this.#root : `${this.#root}${path.sep}${inTree.split('/').join(path.sep)}`;
  }

  async #read(inTree: string, signal: AbortSignal, take: (chunk: Buffer) => boolean): Promise<ReadOutcome> {
    return readWholeFile(this.#absolute(inTree), signal, take, this.#patience);
  }

  async #list(folder: string, options: ListOptions): Promise<FolderContent> {
    const gathered = new Gathered(options);
    const { signal, count } = options;
    await this.#patience.count(() =>
      this.#lister.list(
        this.#absolute(folder),
        { stat: count, signal, limitMs: this.#patience.limitMs },
        (batch) => gathered.take(batch),
      ),
    );
    for (const name of gathered.links) {
      signal.throwIfAborted();
      const target = await this.#followLink(joinPath(folder, name));
      if (target.kind === 'folder') gathered.folders.push(name);
      else if (target.kind === 'none') gathered.problems.push({ name, why: target.why });
      else gathered.addFile(name, target.stats.size, target.stats.mtimeMs);
    }
    return gathered.content();
  }

  async #followLink(inTree: string): Promise<LinkTarget> {
    try {
      const target = await this.#patience.wait(() => realpath(this.#absolute(inTree)));
      const stats = await this.#patience.wait(() => stat(target));
      if (stats.isFile()) return { kind: 'file', stats };
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

/** What is known of a folder while it is listed. */
class Gathered {
  readonly folders: string[] = [];
  readonly links: string[] = [];
  readonly problems: { readonly name: string; readonly why: string }[] = [];
  readonly #files: string[] = [];
  readonly #tally: FolderTally | null;
  readonly #onCounted: ((files: number) => void) | undefined;
  readonly #time = [Number.NaN];
  #strange = 0;
  #strangeName = '';

  constructor({ count, onCounted }: ListOptions) {
    this.#tally = count ? new FolderTally() : null;
    this.#onCounted = onCounted;
  }

  take(batch: ListingBatch): void {
    const { kinds, sizes, times, count } = batch;
    const names = batch.names.split('\0');
    const refused = new Map(batch.refused);
    for (let index = 0; index < count; index += 1) {
      const name = names[index] ?? '';
      const kind = kinds[index] ?? ENTRY.other;
      if (kind >= STRANGE) this.#addStrange(name, kind - STRANGE, sizes[index], times[index]);
      else if (kind === ENTRY.file) {
        const code = refused.get(index);
        this.addFile(name, code === undefined ? sizes[index] : undefined, times[index]);
        if (code !== undefined) {
          const why = `It is counted without size and time. ${whyUnreadable({ code })}`;
          this.problems.push({ name, why });
        }
      } else if (kind === ENTRY.folder) this.folders.push(name);
      else if (kind === ENTRY.link) this.links.push(name);
      else if (kind === ENTRY.other) this.problems.push({ name, why: 'It is not an ordinary file.' });
      // What is gone was taken by the component since the folder was listed: it is no longer waiting.
    }
    if (this.#tally !== null) this.#onCounted?.(count);
  }

  /** `bytes` undefined: not known. */
  addFile(name: string, bytes: number | undefined, time: number | undefined): void {
    this.#addToTally(name, bytes, time);
    if (isWantedName(name)) this.#files.push(name);
  }

  content(): FolderContent {
    if (this.#strange > 0) {
      const more = this.#strange === 1 ? 'This file was' : 'These files were';
      this.problems.push({
        name: '',
        why: `The names of ${this.#strange} file(s) are not valid text, such as ${this.#strangeName}. ${more} counted, but cannot be read.`,
      });
    }
    this.#tally?.settle();
    return {
      folders: this.folders,
      files: this.#files,
      count: this.#tally?.result() ?? null,
      problems: this.problems,
    };
  }

  #addStrange(name: string, kind: number, bytes: number | undefined, time: number | undefined): void {
    const shown = name.replaceAll(/[^\x20-\x7E\xA0-\xFF]/g, '?');
    if (kind === ENTRY.file) {
      this.#addToTally(shown, bytes, time);
      this.#strange += 1;
      if (this.#strangeName === '') this.#strangeName = shown;
    } else if (kind === ENTRY.folder || kind === ENTRY.link) {
      this.problems.push({ name: shown, why: 'Its name is not valid text. What is in it was not read.' });
    }
  }

  #addToTally(name: string, bytes: number | undefined, time: number | undefined): void {
    if (this.#tally === null) return;
    this.#time[0] = time ?? Number.NaN;
    this.#tally.add(name, bytes === undefined || Number.isNaN(bytes) ? null : bytes, this.#time);
  }
}
