import type { ServerTime } from '../../engine/time/server-time.ts';
import { type FolderCount, FolderTally } from '../tree/folder-tally.ts';
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
export interface ListedFolder extends FolderCount {
  /** `Inboxes/despoolr.box/receive`, as spelled. */
  readonly path: string;
  /** Line of the folder's heading, counted from 1. */
  readonly line: number;
}

export interface Listing {
  readonly folders: readonly ListedFolder[];
  readonly dateOrder: DateOrder;
  /** False when the order of day and month could not be settled and matters. */
  readonly dateOrderCertain: boolean;
  /** Paths of folders of which not every line was understood: what was counted of them is too little. */
  readonly unclear: ReadonlySet<string>;
  /** Path of the last folder when the listing ends in the middle of it; null when it is complete. */
  readonly cutOffIn: string | null;
}

interface OpenFolder {
  readonly path: string;
  readonly line: number;
  /** With a time for each of `DATE_ORDERS`. */
  readonly tally: FolderTally;
  /** Entries that were understood: files, folders and others. */
  entries: number;
  /** True when a line was not understood, or when there were fewer than the last line of the folder says. */
  unclear: boolean;
  closed: boolean;
}

/** Where an absolute path begins, and what cannot stand in one. */
const ROOT = /^(?:[A-Za-z]:\\|\\\\)/;
const NO_PATH = /[<>|"*?]/;
/** What stands between time and name: a mark such as `<DIR>` or a size, with or without separators. */
const KIND_AND_NAME = /^[^\S\r\n]+(?:<([^>]{2,12})>\s+|(\d[\d.,'\u00A0\u202F]*)\s)(.+)$/;
const NUMBER = /^[\d.,']+$/;
/** The cmd.exe of Wine prints the heading without the blank before it. */
const HEADING_AT_MARGIN = /^\p{L}[^<>|"*?:\\]* (?:[A-Za-z]:\\|\\\\)[^<>|"*?]*$/u;
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
  // In Korean the word for pieces stands right behind the number.
  if (!NUMBER.test((words[0] ?? '').replace(/[^\x20-\x7E]+$/, ''))) return false;
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
  /** The date of the line before, as one number, and its midnight in each of `DATE_ORDERS`. */
  #day = -1;
  #midnights: readonly number[] = DATE_ORDERS.map(() => Number.NaN);
  readonly #times: number[] = DATE_ORDERS.map(() => Number.NaN);

  line(text: string, number: number): void {
    if (text === '') return;
    if (text.length > LONGEST_PARSED_LINE) {
      // Should it be a heading, then what follows is not of the folder before it.
      if (text.startsWith(' ')) this.#open = null;
      return;
    }
    if (text.startsWith(' ')) this.#other(text, number);
    else if (HEADING_AT_MARGIN.test(text)) this.#other(` ${text}`, number);
    else if (!this.#entry(text) && this.#open !== null && !this.#open.closed && text.trim() !== '') {
      this.#open.unclear = true;
    }
  }

  /**
   * @param notAfter a time no file can be newer than by much, such as that of the snapshot; null when unknown
   * @param stated order of the date as the server is set up; null when unknown
   */
  finish(notAfter: ServerTime | null, stated: DateOrder | null = null): Listing {
    const { order, certain } = this.#judge.decide(notAfter, this.#language, stated);
    const last = this.#open;
    return {
      folders: [...this.#folders.values()].map((folder) => ({
        path: folder.path,
        line: folder.line,
        ...folder.tally.result(DATE_ORDERS.indexOf(order)),
      })),
      dateOrder: order,
      dateOrderCertain: certain,
      unclear: new Set([...this.#folders.values()].filter((one) => one.unclear).map((one) => one.path)),
      cutOffIn: last === null || last.closed ? null : last.path,
    };
  }

  /** False when the line is none that is understood. */
  #entry(text: string): boolean {
    const stamp = readWrittenTime(text);
    if (stamp === null) return false;
    const match = KIND_AND_NAME.exec(text.slice(stamp.length));
    if (match === null) return false;
    this.#beginDay(stamp.time);
    const folder = this.#open;
    if (folder === null) return true;
    const [, mark, size, name = ''] = match;
    folder.entries += 1;
    if (mark !== undefined && !FILE_MARK.test(mark)) return true;
    const { hour, minute, second } = stamp.time;
    const inDay = ((hour * 60 + minute) * 60 + second) * 1000;
    this.#midnights.forEach((midnight, order) => (this.#times[order] = midnight + inDay));
    const bytes = size === undefined ? null : Number(size.replace(/\D/g, ''));
    folder.tally.add(name.trim(), bytes, this.#times);
    return true;
  }

  /** Many lines that follow each other carry one date: it is judged once. */
  #beginDay(written: WrittenTime): void {
    const [first, middle, last] = written.fields;
    const key = (first * 100 + middle) * 10_000 + last;
    if (key === this.#day) return;
    this.#day = key;
    this.#judge.add(written);
    const day = { ...written, hour: 0, minute: 0, second: 0 };
    this.#midnights = DATE_ORDERS.map((order) => timeUnder(day, order) ?? Number.NaN);
  }

  #other(text: string, number: number): void {
    const heading = headingOf(text);
    if (heading === null) {
      if (this.#open !== null && !this.#open.closed && isSummary(text)) this.#close(this.#open, text);
      return;
    }
    if (this.#language === 'unknown') {
      const english = text.startsWith(' Directory of ');
      this.#language = heading.eastern ? 'eastern' : english ? 'english' : 'other';
    }
    if (this.#open !== null) {
      this.#open.tally.settle();
      // Every folder ends with its sum. One that could not be opened has a heading alone: "Access denied" does not stand here.
      if (!this.#open.closed) this.#open.unclear = true;
    }
    this.#open = this.#folder(heading.path.trimEnd(), number);
  }

  /** The number of files stands first; Windows NT 4.0 counts the folders with them. */
  #close(folder: OpenFolder, summary: string): void {
    folder.closed = true;
    const told = Number((summary.trim().split(/\s+/)[0] ?? '').replaceAll(/\D/g, ''));
    if (told > folder.entries) folder.unclear = true;
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
      tally: new FolderTally(DATE_ORDERS.length),
      entries: 0,
      unclear: false,
      closed: false,
    };
    this.#folders.set(key, made);
    return made;
  }
}
