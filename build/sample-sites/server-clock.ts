/** Server wall-clock time and how the server writes it. No function here looks at the clock or zone of the machine. */
import type { ServerTime } from '../../electron/engine/time/server-time.ts';

/** The server's time zone at the time of the evidence: its words in the logs and its distance from UTC. */
export interface ServerZone {
  readonly words: string;
  /** Minutes to add to UTC to get server time. */
  readonly offsetMinutes: number;
}

export const EASTERN_DAYLIGHT: ServerZone = { words: 'Eastern Daylight Time', offsetMinutes: -240 };
export const PACIFIC_DAYLIGHT: ServerZone = { words: 'Pacific Daylight Time', offsetMinutes: -420 };
/** A German Windows writes the zone in German, with a letter outside ASCII. */
export const GERMAN_SUMMER: ServerZone = { words: 'Mitteleuropäische Sommerzeit', offsetMinutes: 120 };

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The parts of a server time, for formatting. */
export interface ClockParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly weekday: string;
  readonly monthName: string;
}

/** @returns the server time of a wall-clock reading; month from 1 to 12 */
export function serverTime(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): ServerTime {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** @returns what the server's clock showed, in parts */
export function clockParts(time: ServerTime): ClockParts {
  const date = new Date(time);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
    weekday: DAYS[date.getUTCDay()] ?? '',
    monthName: MONTHS[date.getUTCMonth()] ?? '',
  };
}

/** @returns the number with leading zeros */
export function padded(value: number, width = 2): string {
  return value.toString().padStart(width, '0');
}

/** @returns `Thu May 17 02:23:00.123 2001`, the form of log tails and GMTDATE */
export function logStamp(time: ServerTime): string {
  const at = clockParts(time);
  const clock = `${padded(at.hour)}:${padded(at.minute)}:${padded(at.second)}.${padded(at.millisecond, 3)}`;
  return `${at.weekday} ${at.monthName} ${padded(at.day)} ${clock} ${at.year}`;
}

/** @returns the same moment on a clock that runs in UTC, in the form of {@link logStamp} */
export function gmtStamp(time: ServerTime, zone: ServerZone): string {
  return logStamp(time - zone.offsetMinutes * MINUTE);
}

/** @returns `2001-05-17 17:30`, the form of `When` in a snapshot */
export function minuteStamp(time: ServerTime): string {
  const at = clockParts(time);
  return `${at.year}-${padded(at.month)}-${padded(at.day)} ${padded(at.hour)}:${padded(at.minute)}`;
}
