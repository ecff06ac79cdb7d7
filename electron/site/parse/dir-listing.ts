import type { ServerTime } from '../../engine/time/server-time.ts';
import { LONGEST_PARSED_LINE } from './longest-line.ts';
import {
  DATE_ORDERS,
  type DateOrder,
  DateOrderJudge,
  type ListingLanguage,
  type WrittenTime,
  readWrittenTime,
  timeUnder,
} from './written-time.ts';

/** A folder of a listing, with times already read in the order of the date that was settled. */
export interface ListedFolder {
  /** `Inboxes/despoolr.box/receive`, as spelled. */
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  readonly zeroByteFiles: number;
  readonly oldest: ServerTime | null;
  readonly newest: ServerTime | null;
  /** Line of the folder's heading, counted from 1. */
  readonly line: number;
}

export interface Listing {
  readonly folders: readonly ListedFolder[];
  readonly dateOrder: DateOrder;
  /** False when the order of day and month could not be settled and matters. */
  readonly dateOrderCertain: boolean;
  /** Path of the last folder when the listing ends in the middle of it; null when it is complete. */
  readonly cutOffIn: string | null;
}

interface OpenFolder {
  readonly path: string;
  readonly line: number;
  files: number;
  bytes: number;
  zeroByteFiles: number;
  readonly oldest: Record<DateOrder, number | null>;
  readonly newest: Record<DateOrder, number | null>;
  closed: boolean;
}

/** Where an absolute path begins, and what cannot stand in one. */
const ROOT = /^(?:[A-Za-z]:\\|\\\\)/;
const NO_PATH = /[<>|"*?]/;
/** What stands between time and name: a mark such as `<DIR>` or a size, with or without separators. */
const KIND_AND_NAME = /^[^\S\r\n]+(?:<([^>]{2,12})>\s+|(\d[\d.,'\u00A0\u202F]*)\s)(.+)$/;
const NUMBER = /^[\d.,']+$/;
/** Marks of entries that are no files themselves. `<SYMLINK>` is a file. */
const FILE_MARK = /^SYMLINK$/i;

interface Heading {
  readonly path: string;
  /** In East Asia the words stand behind the path. */
  readonly eastern: boolean;
}

/** The heading of a folder: an absolute path, with words of any language before it or (in East Asia) behind. */
function headingOf(text: string): Heading | null {
  const behind = pathBehindWords(text);
  if (behind !== null) return { path: behind, eastern: false };
  if (!ROOT.test(text.slice(1, 4))) return null;
  const before = pathBeforeWords(text);
  if (before !== null) return { path: before, eastern: true };
  return NO_PATH.test(text) ? null : { path: text.slice(1), eastern: false };
}

/** The path that a line ends with, behind at least one word; null when there is none. */
function pathBehindWords(text: string): string | null {
  if (!/^ \S/.test(text)) return null;
  const drive = text.lastIndexOf(':\\');
  const starts = [drive - 1, text.lastIndexOf(' \\\\') + 1].filter(
    (start) => start >= 3 && text[start - 1] === ' ' && ROOT.test(text.slice(start, start + 3)),
  );
  if (starts.length === 0) return null;
  const path = text.slice(Math.max(...starts));
  return NO_PATH.test(path) ? null : path;
}

/** The path that a line begins with when words follow it that no western language has; null when none do. */
function pathBeforeWords(text: string): string | null {
  const gaps = [...text.matchAll(/\s+/g)].map((gap) => ({ at: gap.index, text: gap[0] }));
  if (gaps.at(-1)?.text.length === text.length - (gaps.at(-1)?.at ?? 0)) return null;
  // Single blanks part the words; the last gap that is another one can only stand before all of them.
  const earliest = Math.max(
    1,
    gaps.findLastIndex((gap) => gap.text !== ' '),
  );
  for (const gap of gaps.slice(earliest)) {
    if (!/[^\x20-\x7E]/.test(text.charAt(gap.at + gap.text.length))) continue;
    const path = text.slice(1, gap.at);
    return NO_PATH.test(path) ? null : path;
  }
  return null;
}

/** `  3 File(s)   1234 bytes`, in any language: two numbers with words behind, and no date before. */
function isSummary(text: string): boolean {
  if (!/^\s\s/.test(text)) return false;
  const words = text.trim().split(/\s+/);
  if (!NUMBER.test(words[0] ?? '')) return false;
  return words.some((word, index) => index > 1 && index < words.length - 1 && NUMBER.test(word));
}

/**
 * Reads what `dir /s /a /-c` prints of the inboxes, in any language, line by line and in memory that grows with
 * the folders, not with the files. Files are counted here: the totals of Windows NT 4.0 include sub-folders.
 */
export class DirListingReader {
  #folders = new Map<string, OpenFolder>();
  #open: OpenFolder | null = null;
  #judge = new DateOrderJudge();
  #language: ListingLanguage = 'unknown';
  /** The date of the line before, as one number, and its midnight in each order. */
  #day = -1;
  #midnights: Record<DateOrder, ServerTime | null> = { mdy: null, dmy: null, ymd: null };

  line(text: string, number: number): void {
    if (text === '') return;
    if (text.length > LONGEST_PARSED_LINE) {
      // Should it be a heading, then what follows is not of the folder before it.
      if (text.startsWith(' ')) this.#open = null;
      return;
    }
    const first = text.charCodeAt(0);
    if (first >= 0x30 && first <= 0x39) this.#entry(text);
    else if (first === 0x20) this.#other(text, number);
  }

  /**
   * @param notAfter a time no file can be newer than by much, such as that of the snapshot; null when unknown
   */
  finish(notAfter: ServerTime | null): Listing {
    const { order, certain } = this.#judge.decide(notAfter, this.#language);
    const last = this.#open;
    return {
      folders: [...this.#folders.values()].map((folder) => ({
        path: folder.path,
        files: folder.files,
        bytes: folder.bytes,
        zeroByteFiles: folder.zeroByteFiles,
        oldest: folder.oldest[order],
        newest: folder.newest[order],
        line: folder.line,
      })),
      dateOrder: order,
      dateOrderCertain: certain,
      cutOffIn: last === null || last.closed ? null : last.path,
    };
  }

  #entry(text: string): void {
    const stamp = readWrittenTime(text);
    if (stamp === null) return;
    const match = KIND_AND_NAME.exec(text.slice(stamp.length));
    if (match === null) return;
    this.#beginDay(stamp.time);
    const folder = this.#open;
    if (folder === null) return;
    const [, mark, size] = match;
    if (mark !== undefined && !FILE_MARK.test(mark)) return;
    const bytes = size === undefined ? 0 : Number(size.replace(/\D/g, ''));
    folder.files += 1;
    folder.bytes += bytes;
    if (bytes === 0 && mark === undefined) folder.zeroByteFiles += 1;
    const { hour, minute, second } = stamp.time;
    const inDay = ((hour * 60 + minute) * 60 + second) * 1000;
    for (const order of DATE_ORDERS) {
      const midnight = this.#midnights[order];
      if (midnight === null) continue;
      const time = midnight + inDay;
      const { oldest, newest } = folder;
      if (oldest[order] === null || time < oldest[order]) oldest[order] = time;
      if (newest[order] === null || time > newest[order]) newest[order] = time;
    }
  }

  /** Many lines that follow each other carry one date: it is judged once. */
  #beginDay(written: WrittenTime): void {
    const [first, middle, last] = written.fields;
    const key = (first * 100 + middle) * 10_000 + last;
    if (key === this.#day) return;
    this.#day = key;
    this.#judge.add(written);
    const day = { ...written, hour: 0, minute: 0, second: 0 };
    for (const order of DATE_ORDERS) this.#midnights[order] = timeUnder(day, order);
  }

  #other(text: string, number: number): void {
    const heading = headingOf(text);
    if (heading === null) {
      if (this.#open !== null && isSummary(text)) this.#open.closed = true;
      return;
    }
    if (this.#language === 'unknown') {
      const english = text.startsWith(' Directory of ');
      this.#language = heading.eastern ? 'eastern' : english ? 'english' : 'other';
    }
    this.#open = this.#folder(heading.path.trimEnd(), number);
  }

  /** The folder of a heading, null when it does not lie below `Inboxes`. */
  #folder(absolute: string, line: number): OpenFolder | null {
    const segments = absolute.split('\\').filter((segment) => segment !== '');
    const top = segments.findIndex((segment) => segment.toLowerCase() === 'inboxes');
    if (top < 0 || top === segments.length - 1) return null;
    const path = segments.slice(top).join('/');
    const key = path.toLowerCase();
    const known = this.#folders.get(key);
    if (known !== undefined) return known;
    const made: OpenFolder = {
      path,
      line,
      files: 0,
      bytes: 0,
      zeroByteFiles: 0,
      oldest: { mdy: null, dmy: null, ymd: null },
      newest: { mdy: null, dmy: null, ymd: null },
      closed: false,
    };
    this.#folders.set(key, made);
    return made;
  }
}
