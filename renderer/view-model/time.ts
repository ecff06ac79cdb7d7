/**
 * Server times as text. They arrive as ISO strings in the server's own wall-clock time, with or without an offset;
 * they are taken apart as text and never converted by the reader's clock.
 */

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

export interface TimeParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const isoShape = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?/;

/** Takes an ISO time apart as it is written, without regard to its offset; null when it has another shape. */
export function timeParts(iso: string): TimeParts | null {
  const match = isoShape.exec(iso);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `02:23`; the string itself when it is not a time. */
export function clockTime(iso: string): string {
  const parts = timeParts(iso);
  return parts ? `${two(parts.hour)}:${two(parts.minute)}` : iso;
}

/** `17 May 2001, 02:23`, for tables whose heading says that it is server time. */
export function dateAndTime(iso: string): string {
  const parts = timeParts(iso);
  if (!parts) return iso;
  return `${parts.day} ${months[parts.month - 1] ?? ''} ${parts.year}, ${two(parts.hour)}:${two(parts.minute)}`;
}

/** `17 May 02:23`, for axes and narrow places. */
export function shortDateAndTime(iso: string): string {
  const parts = timeParts(iso);
  if (!parts) return iso;
  const month = (months[parts.month - 1] ?? '').slice(0, 3);
  return `${parts.day} ${month} ${two(parts.hour)}:${two(parts.minute)}`;
}

/** `17 May 2001, 02:23 server time`. */
export function serverTime(iso: string): string {
  return timeParts(iso) ? `${dateAndTime(iso)} server time` : iso;
}

/** Milliseconds on the server's wall clock, for differences and axes only; null when it is not a time. */
export function wallClock(iso: string): number | null {
  const parts = timeParts(iso);
  if (!parts) return null;
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
}

/** The ISO text (without offset) of a wall-clock number as `wallClock` gives it. */
export function isoOfWallClock(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}

/** Minutes from one server time to the other; null when one of them is not a time. */
export function minutesBetween(from: string, to: string): number | null {
  const start = wallClock(from);
  const end = wallClock(to);
  return start === null || end === null ? null : Math.round((end - start) / 60_000);
}

/** A time of the technician's own desk (who ticked what, when), in the desk's own zone: `22 November 2026, 14:05`. */
export function deskTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return `${time.getDate()} ${months[time.getMonth()] ?? ''} ${time.getFullYear()}, ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** `14:05` by the desk's own clock; the string itself when it is not a time. */
export function deskClock(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : `${two(time.getHours())}:${two(time.getMinutes())}`;
}
