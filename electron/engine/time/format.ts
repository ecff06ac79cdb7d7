/** Server times in words and in ISO form; never converted by the reader's own clock. */
import type { ServerClock, ServerTime } from './server-time.ts';

export const MONTH_NAMES: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2001-05-17T02:23:00` without offset, as the server's wall clock showed it. */
export function isoServerTime(time: ServerTime): string {
  return new Date(time).toISOString().slice(0, 19);
}

/** `2001-05-17T02:23:00-04:00` when the offset is known, else without offset. */
export function isoWithOffset(time: ServerTime, clock: ServerClock): string {
  const base = isoServerTime(time);
  if (clock.offsetMinutes === null) return base;
  const size = Math.abs(clock.offsetMinutes);
  const sign = clock.offsetMinutes < 0 ? '-' : '+';
  return `${base}${sign}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

/** `17 May 2001, 02:23 server time`. */
export function wordsOfTime(time: ServerTime): string {
  const date = new Date(time);
  const month = MONTH_NAMES[date.getUTCMonth()] ?? '';
  const clock = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
  return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}, ${clock} server time`;
}

/** A length of time in words: `15 hours`, `3 days`, `less than a minute`. */
export function wordsOfDuration(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 120) return count(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  if (hours < 48) return count(hours, 'hour');
  return count(Math.round(hours / 24), 'day');
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

export interface ParsedIso {
  /** Digits as written, as if they were UTC. */
  readonly wall: ServerTime;
  /** Offset as written in minutes, null when there is none. */
  readonly offsetMinutes: number | null;
}

/**
 * Reads an ISO time such as `2001-05-17T17:30`, with or without offset; a blank may stand for the `T`.
 * @returns null when the text is no such time
 */
export function parseIsoTime(text: string): ParsedIso | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', milli = '0', zone] = match;
  const wall = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
    Number(milli.padEnd(3, '0')),
  );
  const date = new Date(wall);
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day) || Number(hour) > 23)
    return null;
  return { wall, offsetMinutes: zone === undefined ? null : offsetOf(zone) };
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/**
 * Turns a given time into server time.
 * @param parsed time as written
 * @param clock the server's clock; without an offset the digits are taken as server time
 */
export function toServerTime(parsed: ParsedIso, clock: ServerClock): ServerTime {
  if (parsed.offsetMinutes === null || clock.offsetMinutes === null) return parsed.wall;
  return parsed.wall + (clock.offsetMinutes - parsed.offsetMinutes) * 60_000;
}
