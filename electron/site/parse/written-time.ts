import type { ServerTime } from '../../engine/time/server-time.ts';

/** In which order a written date names year, month and day. */
export type DateOrder = 'mdy' | 'dmy' | 'ymd';

export const DATE_ORDERS: readonly DateOrder[] = ['mdy', 'dmy', 'ymd'];

/** A date and time as it stands in a listing, before it is known which of its numbers is the month. */
export interface WrittenTime {
  readonly fields: readonly [number, number, number];
  readonly separator: string;
  /** Digits of the first and the last field. */
  readonly firstWidth: number;
  readonly lastWidth: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** True when the time was written with a.m. or p.m. */
  readonly halfDay: boolean;
}

const DATE = String.raw`(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})\.?`;
/** Morning and afternoon stand before the time in East Asia: of Chinese, Japanese and Korean. */
const HALF_BEFORE = String.raw`(?:(\u4e0a\u5348|\u5348\u524d|\uc624\uc804)|(\u4e0b\u5348|\u5348\u5f8c|\uc624\ud6c4))?\s*`;
const TIME = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s?([ap])?\.?(?:m\.?)?(?![A-Za-z0-9])`;
export const WRITTEN_TIME = new RegExp(`^${DATE}[ \\tT]+${HALF_BEFORE}${TIME}`, 'i');

/**
 * Reads the date and time that `text` begins with, in any of the layouts that `dir` and `date /t` print
 * (`05/12/02  03:14p`, `12.05.2002  15:14`, `2002-05-12 15:14:07`).
 *
 * @returns null when it begins with none; `length` is how much of the text it takes
 */
export function readWrittenTime(
  text: string,
): { readonly time: WrittenTime; readonly length: number } | null {
  const match = WRITTEN_TIME.exec(text);
  if (match === null) return null;
  const [whole, first = '', separator = '', middle = '', last = '', am, pm, hours, minutes, seconds, half] =
    match;
  if (first.length === 3 || last.length === 3 || (first.length === 4 && last.length === 4)) return null;
  let hour = Number(hours);
  const minute = Number(minutes);
  const second = Number(seconds ?? 0);
  const letter = half?.toLowerCase() ?? (am !== undefined ? 'a' : pm !== undefined ? 'p' : undefined);
  if (letter !== undefined && (hour < 1 || hour > 12)) return null;
  if (letter === 'p' && hour < 12) hour += 12;
  if (letter === 'a' && hour === 12) hour = 0;
  if (hour > 23 || minute > 59 || second > 59) return null;
  return {
    time: {
      fields: [Number(first), Number(middle), Number(last)],
      separator,
      firstWidth: first.length,
      lastWidth: last.length,
      hour,
      minute,
      second,
      halfDay: letter !== undefined,
    },
    length: whole.length,
  };
}

function fullYear(year: number, width: number): number {
  if (width > 2) return year;
  // Two digits: SMS 2.0 lived around the turn of the century.
  return year < 80 ? 2000 + year : 1900 + year;
}

/** The time under one order of the date; null when the order makes it no date. */
export function timeUnder(written: WrittenTime, order: DateOrder): ServerTime | null {
  const [first, middle, last] = written.fields;
  if (order === 'ymd' ? written.lastWidth > 2 : written.firstWidth > 2) return null;
  const year = order === 'ymd' ? fullYear(first, written.firstWidth) : fullYear(last, written.lastWidth);
  const month = order === 'mdy' ? first : middle;
  const day = order === 'mdy' ? middle : order === 'dmy' ? first : last;
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const time = Date.UTC(year, month - 1, day, written.hour, written.minute, written.second);
  return new Date(time).getUTCDate() === day ? time : null;
}

/** What the words around the dates tell of the server's habits. */
export type ListingLanguage = 'english' | 'eastern' | 'other' | 'unknown';

/** Which order is likelier where the dates themselves do not tell. */
function habit(separator: string, halfDays: boolean, language: ListingLanguage): readonly DateOrder[] {
  if (language === 'eastern') return ['ymd', 'mdy', 'dmy'];
  if (separator === '.') return ['dmy', 'ymd', 'mdy'];
  if (halfDays || language === 'english') return ['mdy', 'dmy', 'ymd'];
  if (separator === '-') return ['ymd', 'dmy', 'mdy'];
  return language === 'other' ? ['dmy', 'mdy', 'ymd'] : ['mdy', 'dmy', 'ymd'];
}

const DAY = 24 * 3600_000;
/** SMS 2.0 came in 1999 onto servers with older files, and its support ended in 2006. */
const FIRST_YEAR = Date.UTC(1994, 0, 1);
const BEHIND_LAST_YEAR = Date.UTC(2011, 0, 1);

/** Collects the dates of one listing and decides which order they are written in. */
export class DateOrderJudge {
  #possible = new Set<DateOrder>(DATE_ORDERS);
  #halfDays = false;
  #separator = '';
  /** Pairs of orders under which a date means two different days. */
  #differing = new Set<string>();
  #newest: Record<DateOrder, number | null> = { mdy: null, dmy: null, ymd: null };
  /** Orders under which a date lies outside of the years in which SMS 2.0 was used. */
  #strange = new Set<DateOrder>();

  add(written: WrittenTime): void {
    this.#halfDays ||= written.halfDay;
    this.#separator = written.separator;
    const times = DATE_ORDERS.map((order) => ({ order, time: timeUnder(written, order) }));
    for (const { order, time } of times) {
      if (time === null) continue;
      const newest = this.#newest[order];
      if (newest === null || time > newest) this.#newest[order] = time;
      if (time < FIRST_YEAR || time >= BEHIND_LAST_YEAR) this.#strange.add(order);
      for (const other of times) {
        if (other.time !== null && other.time !== time) this.#differing.add(`${order} ${other.order}`);
      }
    }
    const left = times.filter(({ order, time }) => time !== null && this.#possible.has(order));
    // A date that fits none of the orders left is damaged; it must not decide.
    if (left.length > 0) this.#possible = new Set(left.map(({ order }) => order));
  }

  /**
   * @param notAfter a time that no date of the listing can lie after by more than two days; null when unknown
   * @param language what the words around the dates tell
   * @param stated order that the server is set up to write; it holds unless the dates themselves are against it
   * @returns `certain` is false when the order is a guess by habit, and another would give other days
   */
  decide(
    notAfter: ServerTime | null,
    language: ListingLanguage,
    stated: DateOrder | null = null,
  ): { readonly order: DateOrder; readonly certain: boolean } {
    if (stated !== null && this.#possible.has(stated)) return { order: stated, certain: true };
    let left = [...this.#possible];
    const keep = (holds: (order: DateOrder) => boolean): void => {
      const kept = left.filter(holds);
      if (kept.length > 0) left = kept;
    };
    // A year of two digits stands first in the East, and where dates are written with hyphens.
    if (language !== 'eastern' && this.#separator !== '-') keep((order) => order !== 'ymd');
    if (this.#separator === '.') keep((order) => order !== 'mdy');
    keep((order) => !this.#strange.has(order));
    if (notAfter !== null) {
      keep((order) => (this.#newest[order] ?? 0) <= notAfter + 2 * DAY);
      // A server writes files every day, so the newest is of about the time of the collection.
      keep((order) => (this.#newest[order] ?? 0) >= notAfter - 2 * DAY);
    }
    const order = habit(this.#separator, this.#halfDays, language).find((one) => left.includes(one)) ?? 'mdy';
    return { order, certain: left.every((other) => !this.#differing.has(`${order} ${other}`)) };
  }
}
