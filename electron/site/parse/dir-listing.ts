import type { ServerTime } from '../../engine/time/server-time.ts';
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

/** The heading of a folder: words of any language and an absolute path, behind them or (in East Asia) before. */
const HEADING_AFTER = /^ \S.*? ((?:[A-Za-z]:\\|\\\\)[^<>|"*?]*)$/;
const HEADING_BEFORE = /^ ((?:[A-Za-z]:\\|\\\\)[^<>|"*?]*?)\s+[^\x20-\x7E]\S*(?: \S+)*$/;
const BARE_HEADING = /^ ((?:[A-Za-z]:\\|\\\\)[^<>|"*?]*)$/;
/** What stands between time and name: a mark such as `<DIR>` or a size, with or without separators. */
const KIND_AND_NAME = /^[^\S\r\n]+(?:<([^>]{2,12})>\s+|(\d[\d.,'\u00A0\u202F]*)\s)(.+)$/;
/** `  3 File(s)   1234 bytes`, in any language: two numbers with words behind, and no date before. */
const SUMMARY = /^\s{2,}[\d.,'\u00A0\u202F]+\s+\S+.*?\s[\d.,'\u00A0\u202F]+\s+\S+/;
/** Marks of entries that are no files themselves. `<SYMLINK>` is a file. */
const FILE_MARK = /^SYMLINK$/i;

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
    const after = HEADING_AFTER.exec(text);
    const before = after === null ? HEADING_BEFORE.exec(text) : null;
    const path = (after ?? before ?? BARE_HEADING.exec(text))?.[1];
    if (path === undefined) {
      if (this.#open !== null && SUMMARY.test(text)) this.#open.closed = true;
      return;
    }
    if (this.#language === 'unknown') {
      const english = text.startsWith(' Directory of ');
      this.#language = before !== null ? 'eastern' : english ? 'english' : 'other';
    }
    this.#open = this.#folder(path.trimEnd(), number);
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
