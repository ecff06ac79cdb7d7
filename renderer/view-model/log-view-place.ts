/** What is typed into "Go to": a line or a moment. */
import type { LogViewInvocations } from '../../electron/contract/log-view.ts';

/** A line or a moment of a log view. */
export type LogViewPlace = LogViewInvocations['log-view:locate']['request']['at'];

/** What stands where "Go to" is used, for places that are said in short. */
export interface PlaceContext {
  /** Paths of the files of the view. */
  readonly files: readonly string[];
  /** Path of the file of the current row. */
  readonly file: string | null;
  /** ISO server time of the current row. */
  readonly time: string | null;
}

export type ParsedPlace = { readonly place: LogViewPlace } | { readonly problem: string };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const forms = 'Type a line number, or a time such as 2001-05-17 02:23.';

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const two = (digits: string | number): string => String(digits).padStart(2, '0');

const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?$/;

/** `02:23:11.5` as `02:23:11.500`; null when it is no time of day. */
function timeOfDay(text: string): string | null {
  const match = clock.exec(text);
  if (match === null) return null;
  const [, hour = '', minute = '', second = '00', fraction] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const part = fraction === undefined ? '' : `.${fraction.padEnd(3, '0')}`;
  return `${two(hour)}:${minute}:${second}${part}`;
}

/** Day and month of `18.09.2002` or `09/18/2002`; null where they can be read in two ways. With dots the day stands first. */
function dayAndMonth(first: number, separator: string, second: number): readonly [number, number] | null {
  if (separator === '.' || first > 12 || first === second) return [first, second];
  return second > 12 ? [second, first] : null;
}

/**
 * `2001-05-17` of that form, of `17 May 2001`, `17.05.2001` or `05/17/2001`; null when it is no date, or could be two.
 * @param near ISO date whose year counts where none was typed; null: then it is no date
 */
function dateOf(text: string, near: string | null): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const worded = /^(\d{1,2})\.?\s+([a-z]{3})[a-z]*\.?(?:\s+(\d{4}))?$/i.exec(text);
  const numbers = /^(\d{1,2})([./])(\d{1,2})\2(\d{4})$/.exec(text);
  const order =
    numbers === null ? null : dayAndMonth(Number(numbers[1]), numbers[2] ?? '', Number(numbers[3]));
  const [year, month, day] =
    iso !== null
      ? [iso[1], Number(iso[2]), Number(iso[3])]
      : worded !== null
        ? [
            worded[3] ?? near?.slice(0, 4),
            months.indexOf((worded[2] ?? '').toLowerCase()) + 1,
            Number(worded[1]),
          ]
        : order !== null
          ? [numbers?.[4], order[1], order[0]]
          : [undefined, 0, 0];
  if (year === undefined) return null;
  const real = new Date(Date.UTC(Number(year), month - 1, day));
  if (month < 1 || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return null;
  return `${year}-${two(month)}-${two(day)}`;
}

/**
 * Reads a moment in server time: `2001-05-17 02:23`, `17 May 2001, 02:23:11`, `17 May 2001`, or a time of day alone.
 * @param day ISO date that a time of day alone belongs to, and whose year counts where none was typed, or null
 * @returns ISO time without offset; null when it is no moment
 */
export function parseMoment(text: string, day: string | null): string | null {
  const typed = text.trim().replace(/\s*(?:server time)$/i, '');
  const alone = timeOfDay(typed);
  if (alone !== null) return day === null ? null : `${day}T${alone}`;
  const onlyDate = dateOf(typed, day);
  if (onlyDate !== null) return `${onlyDate}T00:00:00`;
  const match = /^(.+?)(?:,\s*|\s+|T)([\d:.,]+)$/.exec(typed);
  const date = dateOf(match?.[1] ?? '', day);
  const time = timeOfDay(match?.[2] ?? '');
  return date === null || time === null ? null : `${date}T${time}`;
}

/** Reads what was typed; the problem says in words what could not be read and what can. */
export function parsePlace(text: string, context: PlaceContext): ParsedPlace {
  const typed = text.trim();
  if (typed === '') return { problem: forms };
  const line = /^(?:line\s+)?([\d,]+)$/i.exec(typed);
  if (line !== null) {
    const file = context.file ?? context.files[0];
    const number = Number((line[1] ?? '').replaceAll(',', ''));
    if (file === undefined || number < 1) return { problem: 'Lines are counted from 1.' };
    return { place: { kind: 'line', file, line: number } };
  }
  const named = /^(.+):(\d+)$/.exec(typed);
  const day = context.time === null ? null : context.time.slice(0, 10);
  const time = parseMoment(typed, day);
  if (time !== null) return { place: { kind: 'time', time } };
  if (named !== null && /[a-z]/i.test(named[1] ?? '') && !/\d{4}/.test(named[1] ?? '')) {
    const name = (named[1] ?? '').replaceAll('\\', '/').toLowerCase();
    const file = context.files.find(
      (path) => path.toLowerCase() === name || fileName(path).toLowerCase() === name,
    );
    if (file === undefined) return { problem: `“${named[1] ?? ''}” is not among the logs that are open.` };
    return { place: { kind: 'line', file, line: Math.max(1, Number(named[2])) } };
  }
  if (/^\d{1,2}\/\d{1,2}\/\d{2,4}/.test(typed)) {
    return {
      problem: `“${typed}” can be read in two ways. Write the date as year-month-day: 2001-05-17 02:23.`,
    };
  }
  if (timeOfDay(typed) !== null) return { problem: 'No day is known here. Add the date: 2001-05-17 02:23.' };
  return { problem: `“${typed}” is neither a line nor a time. ${forms}` };
}
