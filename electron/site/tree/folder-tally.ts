import type {
  ExtensionCount,
  InboxFolder,
  NotedFile,
  SuspicionKind,
  SuspiciousFiles,
} from '../../engine/evidence/model.ts';
import { FewFiles } from './few-files.ts';
import { LonePackages } from './lone-packages.ts';

/** Files of one folder, without those of its sub-folders. Times in the tree's time base, null when no file has one. */
export type FolderCount = Omit<InboxFolder, 'path' | 'source'>;

const MOST_EXTENSIONS_SHOWN = 40;
/** Extensions told apart; files of any further are counted with the folder alone. */
const MOST_EXTENSIONS_HELD = 1000;
const MOST_EXAMPLES = 10;

interface ExtensionTally {
  files: number;
  bytes: number;
  readonly oldest: number[];
  readonly newest: number[];
}

interface SuspicionTally {
  files: number;
  readonly examples: readonly FewFiles[];
}

/**
 * Adds up the files of one folder in memory that does not grow with their number. A file may have several times, one
 * for each way in which its date can be read; which of them holds is said at the end.
 */
export class FolderTally {
  readonly #slots: number;
  #files = 0;
  #bytes = 0;
  #zeroByteFiles = 0;
  readonly #oldest: number[];
  readonly #newest: number[];
  #extensions: Map<string, ExtensionTally> | null = null;
  #suspicious: Map<SuspicionKind, SuspicionTally> | null = null;
  #newestFiles: readonly FewFiles[] | null = null;
  #packages: LonePackages | null = null;

  /** @param slots how many times each file has */
  constructor(slots = 1) {
    this.#slots = slots;
    this.#oldest = emptyTimes(slots);
    this.#newest = emptyTimes(slots);
  }

  get files(): number {
    return this.#files;
  }

  /**
   * One file. `bytes` null: it is there, its size is not known. Each of `times` in milliseconds, NaN when unknown; the
   * array is not kept.
   */
  add(name: string, bytes: number | null, times: readonly number[]): void {
    const size = bytes ?? 0;
    this.#files += 1;
    this.#bytes += size;
    widen(this.#oldest, this.#newest, times);
    const lower = name.toLowerCase();
    const cut = lower.lastIndexOf('.');
    const dot = cut < 0 ? lower.length : cut;
    const extension = lower.slice(dot + 1);
    this.#addExtension(extension, size, times);
    if (bytes === 0) {
      this.#zeroByteFiles += 1;
      this.#suspect('empty', name, size, times);
    }
    if (extension === 'tmp') this.#suspect('temporary', name, size, times);
    this.#packages ??= new LonePackages(this.#slots);
    this.#packages.add(name, lower, dot, extension, size, times);
    this.#newestFiles ??= this.#few(true);
    for (let slot = 0; slot < this.#slots; slot += 1) {
      const time = times[slot] ?? Number.NaN;
      if (!Number.isNaN(time)) this.#newestFiles[slot]?.offer(name, size, time);
    }
  }

  /** Says that the folder is complete, so that names kept to compare with can be forgotten. */
  settle(): void {
    this.#packages?.settle();
  }

  /** The sums, with the times of one slot. */
  result(slot = 0): FolderCount {
    const suspicious: SuspiciousFiles[] = [];
    for (const kind of ['empty', 'temporary'] as const) {
      const tally = this.#suspicious?.get(kind);
      if (tally !== undefined) {
        suspicious.push({ kind, files: tally.files, examples: tally.examples[slot]?.list() ?? [] });
      }
    }
    const alone = this.#packages?.result(slot);
    if (alone !== undefined && alone.files > 0) suspicious.push({ kind: 'package-alone', ...alone });
    return {
      files: this.#files,
      bytes: this.#bytes,
      zeroByteFiles: this.#zeroByteFiles,
      oldest: timeOrNull(this.#oldest[slot]),
      newest: timeOrNull(this.#newest[slot]),
      byExtension: this.#byExtension(slot),
      suspicious,
      newestFiles: this.#newestFiles?.[slot]?.list() ?? [],
    };
  }

  #addExtension(extension: string, bytes: number, times: readonly number[]): void {
    this.#extensions ??= new Map();
    let tally = this.#extensions.get(extension);
    if (tally === undefined) {
      if (this.#extensions.size >= MOST_EXTENSIONS_HELD) return;
      tally = { files: 0, bytes: 0, oldest: emptyTimes(this.#slots), newest: emptyTimes(this.#slots) };
      this.#extensions.set(extension, tally);
    }
    tally.files += 1;
    tally.bytes += bytes;
    widen(tally.oldest, tally.newest, times);
  }

  #suspect(kind: SuspicionKind, name: string, bytes: number, times: readonly number[]): void {
    this.#suspicious ??= new Map();
    let tally = this.#suspicious.get(kind);
    if (tally === undefined) {
      tally = { files: 0, examples: this.#few(false) };
      this.#suspicious.set(kind, tally);
    }
    tally.files += 1;
    for (let slot = 0; slot < this.#slots; slot += 1) {
      tally.examples[slot]?.offer(name, bytes, times[slot] ?? Number.NaN);
    }
  }

  #few(newestFirst: boolean): readonly FewFiles[] {
    return Array.from({ length: this.#slots }, () => new FewFiles(MOST_EXAMPLES, newestFirst));
  }

  #byExtension(slot: number): readonly ExtensionCount[] {
    return [...(this.#extensions ?? [])]
      .sort(([a, one], [b, other]) => other.files - one.files || (a < b ? -1 : 1))
      .slice(0, MOST_EXTENSIONS_SHOWN)
      .map(([extension, tally]) => ({
        extension,
        files: tally.files,
        bytes: tally.bytes,
        oldest: timeOrNull(tally.oldest[slot]),
        newest: timeOrNull(tally.newest[slot]),
      }));
  }
}

/** The same count with all its times moved, and cut to whole milliseconds; without them when it is not known by how much. */
export function withTimesMoved(count: FolderCount, by: number | null): FolderCount {
  const moved = (time: number | null): number | null =>
    time === null || by === null ? null : Math.floor(time) + by;
  const noted = (file: NotedFile): NotedFile => ({ ...file, time: moved(file.time) });
  return {
    ...count,
    oldest: moved(count.oldest),
    newest: moved(count.newest),
    byExtension: count.byExtension.map((one) => ({
      ...one,
      oldest: moved(one.oldest),
      newest: moved(one.newest),
    })),
    suspicious: count.suspicious.map((one) => ({ ...one, examples: one.examples.map(noted) })),
    newestFiles: count.newestFiles.map(noted),
  };
}

function emptyTimes(slots: number): number[] {
  return Array.from({ length: slots }, () => Number.NaN);
}

function timeOrNull(time: number | undefined): number | null {
  return time === undefined || Number.isNaN(time) ? null : time;
}

function widen(oldest: number[], newest: number[], times: readonly number[]): void {
  for (let slot = 0; slot < oldest.length; slot += 1) {
    const time = times[slot] ?? Number.NaN;
    if (Number.isNaN(time)) continue;
    // A comparison with NaN is false: the first time is always taken.
    if (!(time >= (oldest[slot] ?? Number.NaN))) oldest[slot] = time;
    if (!(time <= (newest[slot] ?? Number.NaN))) newest[slot] = time;
  }
}
