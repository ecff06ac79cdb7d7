/**
 * Stamps of SMS logs. SMS 2.0 writes `Thu May 17 02:23:00.123 2001 Eastern Daylight Time`: English day and
 * month names, no offset, a zone name that may be localised, wrong (Q303279) or missing. Other shapes come
 * from SMS 1.x, from copies out of the trace viewer and from setup logs.
 */
import type { ServerTime } from '../time/server-time.ts';

export interface Stamp {
  readonly time: ServerTime;
  /** Zone words as written, null when there are none. */
  readonly zone: string | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const LONG =
  /^\s*(?:[a-z]{3}\s+)?([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,4}))?\s+(\d{4})\s*~?\s*(.*)$/i;
const SETUP_DASHES =
  /^\s*(\d{1,2})-(\d{1,2})-(\d{4})\s+(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?(?:[+-]\d+)?\s*$/;
const TRACE = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{2,4})\s+(\d{1,2}):(\d{2}):(\d{2})\s*(AM|PM)?\s*$/i;

/**
 * Reads the date field of a log line.
 * @param text the field without brackets
 * @returns time in server time and the zone words, or null when the text is no stamp
 */
export function parseStamp(text: string): Stamp | null {
  const long = LONG.exec(text);
  if (long) {
    const month = MONTHS.indexOf((long[1] ?? '').toLowerCase());
    if (month < 0) return null;
    const time = serverTime(
      Number(long[7]),
      month,
      Number(long[2]),
      Number(long[3]),
      Number(long[4]),
      Number(long[5]),
      fraction(long[6]),
    );
    const zone = (long[8] ?? '').trim();
    return time === null ? null : { time, zone: zone === '' ? null : zone };
  }
  const setup = SETUP_DASHES.exec(text);
  if (setup) {
    return stampOf(
      serverTime(
        Number(setup[3]),
        Number(setup[1]) - 1,
        Number(setup[2]),
        Number(setup[4]),
        Number(setup[5]),
        Number(setup[6]),
        fraction(setup[7]),
      ),
    );
  }
  const trace = TRACE.exec(text);
  if (trace) return stampOf(parseTraceParts(trace));
  return null;
}

/** The trace viewer prints month first; a first number above 12 can only be the day. */
function parseTraceParts(parts: RegExpExecArray): ServerTime | null {
  let month = Number(parts[1]);
  let day = Number(parts[2]);
  if (month > 12) [month, day] = [day, month];
  let year = Number(parts[3]);
  if (year < 100) year += year < 70 ? 2000 : 1900;
  let hour = Number(parts[4]);
  const half = parts[7]?.toUpperCase();
  if (half === 'PM' && hour < 12) hour += 12;
  if (half === 'AM' && hour === 12) hour = 0;
  return serverTime(year, month - 1, day, hour, Number(parts[5]), Number(parts[6]), 0);
}

function stampOf(time: ServerTime | null): Stamp | null {
  return time === null ? null : { time, zone: null };
}

function fraction(digits: string | undefined): number {
  return digits === undefined ? 0 : Math.trunc(Number(`0.${digits}`) * 1000);
}

/** Server time of calendar parts; null when they name no day or time. Month counts from 0. */
export function serverTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millisecond: number,
): ServerTime | null {
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return null;
  const time = Date.UTC(year, month, day, hour, minute, second, millisecond);
  return new Date(time).getUTCDate() === day ? time : null;
}

/**
 * Reads a stamp of the fixed shape `Ddd Mon DD hh:mm:ss.mmm YYYY` straight out of a larger text, without
 * making strings. What it reads {@link parseStamp} reads alike; blanks may stand for the first digit of day and hour.
 */
export class FixedStampReader {
  private day = -1;
  private dayStart = 0;

  /**
   * @param text the larger text
   * @param at index of the day name
   * @returns server time, or NaN when the text there has not exactly this shape
   */
  read(text: string, at: number): number {
    if (
      text.charCodeAt(at + 3) !== SPACE ||
      text.charCodeAt(at + 7) !== SPACE ||
      text.charCodeAt(at + 10) !== SPACE ||
      text.charCodeAt(at + 13) !== COLON ||
      text.charCodeAt(at + 16) !== COLON ||
      text.charCodeAt(at + 19) !== DOT ||
      text.charCodeAt(at + 23) !== SPACE ||
      !isLetter(text, at) ||
      !isLetter(text, at + 1) ||
      !isLetter(text, at + 2)
    ) {
      return NaN;
    }
    const dayNumber = twoOrOne(text, at + 8);
    const year = two(text, at + 24) * 100 + two(text, at + 26);
    const month = monthCode(text, at + 4);
    const hour = twoOrOne(text, at + 11);
    const minute = two(text, at + 14);
    const second = two(text, at + 17);
    const milli = two(text, at + 20) * 10 + digit(text, at + 22);
    const sum = dayNumber + year + month + hour + minute + second + milli;
    if (sum !== sum || hour > 23 || minute > 59 || second > 59) return NaN;
    const key = (year * 16 + month) * 32 + dayNumber;
    if (key !== this.day) {
      const start = serverTime(year, month, dayNumber, 0, 0, 0, 0);
      if (start === null) return NaN;
      this.day = key;
      this.dayStart = start;
    }
    return this.dayStart + ((hour * 60 + minute) * 60 + second) * 1000 + milli;
  }
}

const COLON = 58;
const DOT = 46;
const SPACE = 32;

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 32;
  return code >= 97 && code <= 122;
}

function digit(text: string, at: number): number {
  const code = text.charCodeAt(at) - 48;
  return code >= 0 && code <= 9 ? code : NaN;
}

function two(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

/** Two digits; the first may be a blank. */
function twoOrOne(text: string, at: number): number {
  return text.charCodeAt(at) === SPACE ? digit(text, at + 1) : two(text, at);
}

const MONTH_CODES = new Map(MONTHS.map((name, index) => [codeOf(name, 0), index]));

function codeOf(text: string, at: number): number {
  return (
    ((text.charCodeAt(at) | 32) << 16) |
    ((text.charCodeAt(at + 1) | 32) << 8) |
    (text.charCodeAt(at + 2) | 32)
  );
}

function monthCode(text: string, at: number): number {
  return MONTH_CODES.get(codeOf(text, at)) ?? NaN;
}
