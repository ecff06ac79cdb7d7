/**
 * The clock of another computer, from the first line of `net time \\server`. It is written in the format of the computer that
 * asks, in any language and order, so the reading nearest to the time that is expected is taken.
 */

const MINUTE = 60_000;
/** A clock that is further off cannot be told from a date read in the wrong order. */
const MOST_OFF = 12 * 60 * MINUTE;

const ORDERS = [
  ['month', 'day', 'year'],
  ['day', 'month', 'year'],
  ['year', 'month', 'day'],
] as const;

function hourOf(hour: number, text: string): number {
  if (/\bp\.?\s?m\b/i.test(text)) return hour === 12 ? 12 : hour + 12;
  return /\ba\.?\s?m\b/i.test(text) && hour === 12 ? 0 : hour;
}

/**
 * @param text output of `net time \\server`
 * @param expected wall clock of this computer, counted as if it ran in UTC, in milliseconds
 * @returns how far the other clock is ahead of this one, in milliseconds, exact to a minute; null when no date near the
 *   expected one is in the text
 */
export function parseClockLead(text: string, expected: number): number | null {
  const line = text.split('\n').find((one) => /\d{1,2}[:.]\d{2}/.test(one));
  if (line === undefined) return null;
  // The name of the server may hold digits too; the date is behind it.
  const said = line.replace(/\\\\\S+/g, ' ');
  const date = /(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,4})/.exec(said);
  if (date === null) return null;
  const time = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?/.exec(said.slice(date.index + date[0].length));
  if (time === null) return null;
  const numbers = date.slice(1).map(Number);
  const clock = [hourOf(Number(time[1]), said), Number(time[2]), Number(time[3] ?? '0')] as const;

  let best: number | null = null;
  for (const order of ORDERS) {
    const part = (name: (typeof order)[number]): number => numbers[order.indexOf(name)] ?? 0;
    const year = part('year') < 100 ? 2000 + part('year') : part('year');
    const at = Date.UTC(year, part('month') - 1, part('day'), ...clock);
    if (part('month') > 12 || part('day') > 31 || Number.isNaN(at)) continue;
    const lead = at - expected;
    if (Math.abs(lead) <= MOST_OFF && (best === null || Math.abs(lead) < Math.abs(best))) best = lead;
  }
  if (best === null) return null;
  // It tells whole minutes (or seconds): what is less says nothing.
  return Math.abs(best) < 2 * MINUTE ? 0 : best;
}
