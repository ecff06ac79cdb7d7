import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { untilCancelled } from '../cancel.ts';
import { SiteReadError } from '../errors.ts';
import { isWantedName } from '../roles.ts';
import { crc32 } from './crc32.ts';
import { chunksOf, inflateChunks } from './inflate.ts';
import { openFile } from './open-file.ts';
import { FolderTally } from './folder-tally.ts';
import { type FolderContent, type ListOptions, type ReadOutcome, type SiteTree, joinPath } from './tree.ts';
import { readZipDirectory } from './zip-directory.ts';
import type { ZipEntry } from './zip-entry.ts';
import { ZIP_LIMITS, type ZipLimits } from './zip-limits.ts';
import { judgeZipName, showableName } from './zip-names.ts';
import { salvageZip } from './zip-salvage.ts';

const NESTED = /\.(?:zip|smscase|7z|rar|cab|gz|tgz|tar|bz2|xz)$/i;

interface ZipFolder {
  readonly spelled: string;
  readonly folders: Map<string, string>;
  readonly files: Map<string, { readonly name: string; readonly entry: ZipEntry }>;
  readonly tally: FolderTally;
  readonly names: Set<number>;
}

/** 53 bits of a name: enough to notice a second file of the same name without keeping the names. */
function nameKey(text: string): number {
  let high = 0x811c9dc5;
  let low = 0x2166f3a1;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 15);
  }
  return (high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff);
}

/** A zip, read where it lies: nothing of it is written to disk. Its times are taken as the server's wall clock. */
export class ZipTree implements SiteTree {
  readonly kind = 'zip';
  readonly timeBase = 'server';
  readonly label: string;
  readonly problems: { readonly path: string; readonly why: string }[] = [];
  endsIn: string | null = null;
  #file: string;
  #handle: FileHandle | null;
  #limits: ZipLimits;
  #folders = new Map<string, ZipFolder>();
  #entries = 0;
  #wanted = 0;
  #inflated = 0;
  #full = false;
  #lastFolder = '';

  private constructor(file: string, handle: FileHandle, limits: ZipLimits) {
    this.label = path.basename(file);
    this.#file = file;
    this.#handle = handle;
    this.#limits = limits;
  }

  /**
   * Opens a zip and reads what it contains. Where the table of contents is missing or damaged, the entries
   * that are whole are found one after the other.
   *
   * @throws SiteReadError `not-a-zip` when nothing in it is a zip entry, the system's error, the signal's reason.
   */
  static async open(file: string, signal: AbortSignal, limits: ZipLimits = ZIP_LIMITS): Promise<ZipTree> {
    const handle = await openFile(file);
    const tree = new ZipTree(file, handle, limits);
    try {
      await untilCancelled(tree.#index(file, handle, signal), signal);
      return tree;
    } catch (error) {
      const closing = handle.close();
      if (!signal.aborted) await closing;
      else {
        closing.catch(() => {
          // Cancelled, and the disk or share is gone as well: nobody is left to tell.
        });
      }
      throw error;
    }
  }

  list(folder: string, options: ListOptions): Promise<FolderContent> {
    return new Promise((resolve) => resolve(this.#list(folder, options)));
  }

  size(inTree: string): Promise<number | null> {
    return Promise.resolve(this.#find(inTree)?.bytes ?? null);
  }

  read(inTree: string, signal: AbortSignal, take: (chunk: Buffer) => boolean): Promise<ReadOutcome> {
    const entry = this.#find(inTree);
    if (entry === undefined) {
      return Promise.reject(Object.assign(new Error(`${inTree} is not in the zip`), { code: 'ENOENT' }));
    }
    return untilCancelled(this.#readOpen(entry, signal, take), signal);
  }

  diskPath(): null {
    return null;
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }

  #list(folder: string, options: ListOptions): FolderContent {
    options.signal.throwIfAborted();
    const found = this.#folders.get(folder.toLowerCase());
    if (found === undefined)
      throw Object.assign(new Error(`${folder} is not in the zip`), { code: 'ENOENT' });
    if (options.count) options.onCounted?.(found.tally.files);
    return {
      folders: [...found.folders.values()],
      files: [...found.files.values()].map(({ name }) => name),
      count: options.count ? found.tally.result() : null,
      problems: [],
    };
  }

  #find(inTree: string): ZipEntry | undefined {
    const lower = inTree.toLowerCase();
    const cut = lower.lastIndexOf('/');
    return this.#folders.get(cut < 0 ? '' : lower.slice(0, cut))?.files.get(lower.slice(cut + 1))?.entry;
  }

  async #index(file: string, handle: FileHandle, signal: AbortSignal): Promise<void> {
    const { size } = await handle.stat();
    this.#reset();
    let damage: unknown;
    try {
      await readZipDirectory(handle, size, signal, (entry) => this.#add(entry));
    } catch (error) {
      signal.throwIfAborted();
      damage = error;
    }
    if (damage === undefined) {
      this.#forgetNames();
      return;
    }

    this.#reset();
    const end = await salvageZip(handle, size, signal, this.#limits, (entry) => this.#add(entry));
    if (this.#entries === 0 && end.brokenName === null) {
      throw new SiteReadError(
        'not-a-zip',
        `${file} is not a zip file, or nothing of it is left.`,
        'Copy the file again from where it was made. If it opens there, make a new zip of the SMS folder.',
        damage,
      );
    }
    this.endsIn = this.#lastFolder;
    if (end.brokenName !== null) {
      this.problems.push({ path: showableName(end.brokenName), why: end.why ?? 'It is damaged.' });
    }
    this.problems.push({
      path: '',
      why:
        `The zip has no complete table of contents; it was probably cut off while it was copied. ` +
        `${this.#entries} file(s) and folder(s) before the damage could be used, all after it are missing. ` +
        `${end.brokenName === null && end.why !== null ? `${end.why} ` : ''}Copy the zip again to have all of it.`,
    });
    this.#forgetNames();
  }

  #reset(): void {
    this.problems.length = 0;
    this.endsIn = null;
    this.#lastFolder = '';
    this.#folders.clear();
    this.#entries = 0;
    this.#wanted = 0;
    this.#full = false;
    this.#folder([]);
  }

  #forgetNames(): void {
    for (const folder of this.#folders.values()) {
      folder.names.clear();
      folder.tally.settle();
    }
  }

  /** The folder of this path; made with those around it when it is new, null when there are too many. */
  #folder(segments: readonly string[]): ZipFolder | null {
    const key = segments.join('/').toLowerCase();
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    if (this.#folders.size >= this.#limits.folders) return null;
    const name = segments.at(-1);
    let spelled = '';
    if (name !== undefined) {
      const parent = this.#folder(segments.slice(0, -1));
      if (parent === null) return null;
      parent.folders.set(name.toLowerCase(), name);
      spelled = joinPath(parent.spelled, name);
    }
    const made = {
      spelled,
      folders: new Map<string, string>(),
      files: new Map<string, { name: string; entry: ZipEntry }>(),
      tally: new FolderTally(),
      names: new Set<number>(),
    };
    this.#folders.set(key, made);
    return made;
  }

  #add(entry: ZipEntry): void {
    if (this.#full) return;
    if (this.#entries >= this.#limits.entries) {
      this.#fill(`The zip holds more than ${this.#limits.entries} entries.`);
      return;
    }
    this.#entries += 1;
    const why = this.#refusal(entry);
    if (why !== null) this.problems.push({ path: showableName(entry.name), why: `${why} It was left out.` });
  }

  #fill(why: string): void {
    this.#full = true;
    this.endsIn = this.#lastFolder;
    this.problems.push({ path: '', why: `${why} The rest was left out.` });
  }

  /** Puts an entry into its folder, or says why not. */
  #refusal(entry: ZipEntry): string | null {
    const judged = judgeZipName(entry.name);
    if (judged.kind === 'refused') return judged.why;
    if (entry.symlink) return 'It is a link.';
    const { segments } = judged;
    const folder = this.#folder(judged.kind === 'folder' ? segments : segments.slice(0, -1));
    if (folder === null) {
      this.#fill(`The zip holds more than ${this.#limits.folders} folders.`);
      return null;
    }
    this.#lastFolder = folder.spelled;
    const name = segments.at(-1);
    if (judged.kind === 'folder' || name === undefined) return null;
    const lower = name.toLowerCase();
    const key = nameKey(lower);
    if (folder.names.has(key)) return 'The zip holds another file of this name.';
    folder.names.add(key);
    folder.tally.add(name, entry.bytes, [entry.time ?? Number.NaN]);
    if (NESTED.test(name) && !segments.some((segment) => segment.toLowerCase() === 'inboxes')) {
      return 'It is an archive inside the archive, and those are not opened.';
    }
    if (!isWantedName(name)) return null;
    if (entry.encrypted) return 'It is locked with a password.';
    if (entry.method !== 0 && entry.method !== 8) return 'It is packed in a way that cannot be read here.';
    this.#wanted += 1;
    if (this.#wanted > this.#limits.wantedFiles) return 'The zip holds too many files to read.';
    folder.files.set(lower, { name, entry });
    return null;
  }

  async #readOpen(
    entry: ZipEntry,
    signal: AbortSignal,
    take: (chunk: Buffer) => boolean,
  ): Promise<ReadOutcome> {
    if (this.#handle !== null) return this.#read(this.#handle, entry, signal, take);
    const handle = await openFile(this.#file);
    try {
      signal.throwIfAborted();
      // What was inflated before the tree was closed is long forgotten.
      this.#inflated = 0;
      return await this.#read(handle, entry, signal, take);
    } finally {
      await handle.close();
    }
  }

  async #read(
    handle: FileHandle,
    entry: ZipEntry,
    signal: AbortSignal,
    take: (chunk: Buffer) => boolean,
  ): Promise<ReadOutcome> {
    const header = Buffer.alloc(30);
    const { bytesRead } = await handle.read(header, 0, 30, entry.headerAt);
    if (bytesRead < 30 || header.readUInt32LE(0) !== 0x04034b50) {
      return { bytes: 0, problem: 'The zip is damaged where it should stand.' };
    }
    const dataAt = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    let bytes = 0;
    let crc = 0;
    let problem: string | null = null;
    const accept = (chunk: Buffer): boolean => {
      bytes += chunk.length;
      this.#inflated += chunk.length;
      if (bytes > entry.bytes) problem = 'It is longer than the zip says.';
      else if (bytes > this.#limits.fileBytes) problem = 'It is too large to be read from a zip.';
      else if (this.#inflated > this.#limits.totalBytes) problem = 'The zip holds too much to be read.';
      else if (bytes > this.#limits.ratioFrom && bytes > entry.compressedBytes * this.#limits.ratio) {
        problem = 'It is packed so tightly that it looks made to do harm.';
      }
      if (problem !== null) return false;
      crc = crc32(chunk, crc);
      return take(chunk);
    };
    const stopped = (): boolean => problem !== null;
    const packed = chunksOf(handle, dataAt, entry.compressedBytes, signal);
    let whole: boolean;
    try {
      whole =
        entry.method === 0 ? await pour(packed, accept) : (await inflateChunks(packed, signal, accept)).whole;
    } catch (error) {
      signal.throwIfAborted();
      const text = error instanceof Error ? error.message : String(error);
      return { bytes, problem: `It is damaged in the zip (${text}). What was read of it was used.` };
    }
    if (stopped()) return { bytes, problem: `${String(problem)} The rest of it was left out.` };
    if (!whole) return { bytes, problem: null };
    if (bytes < entry.bytes)
      return { bytes, problem: 'It is shorter than the zip says. What was read of it was used.' };
    if (crc !== entry.crc >>> 0) {
      return {
        bytes,
        problem: 'Its checksum does not fit; it may be damaged. What was read of it was used.',
      };
    }
    return { bytes, problem: null };
  }
}

/** True when all was taken, false when the taker stopped. */
async function pour(chunks: AsyncIterable<Buffer>, accept: (chunk: Buffer) => boolean): Promise<boolean> {
  for await (const chunk of chunks) if (!accept(chunk)) return false;
  return true;
}
