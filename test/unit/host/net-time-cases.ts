import { recorded } from './recorded.ts';

const MINUTE = 60_000;
const AT = Date.UTC(2026, 2, 4, 16, 55, 47);

/** What it is about, the text, the time of this computer, how far the other clock is ahead. */
export const parseNetTimeCases: readonly (readonly [string, string, number, number | null])[] = [
  ['is read in English', recorded('net-time-english'), AT, 0],
  ['is read in German, behind an address', recorded('net-time-german'), AT, 0],
  ['is told apart by day and month', recorded('net-time-german'), AT - 20 * MINUTE, 20 * MINUTE],
  ['is the same within two minutes', recorded('net-time-english'), AT + 90_000, 0],
  ['may be behind', recorded('net-time-english'), AT + 45 * MINUTE, -45 * MINUTE],
  ['is not guessed when it is days off', recorded('net-time-english'), AT + 3 * 24 * 60 * MINUTE, null],
  ['knows noon', 'Current time at \\\\A is 3/4/2026 12:05 PM', Date.UTC(2026, 2, 4, 12, 5), 0],
  ['knows midnight', 'Current time at \\\\A is 3/4/2026 12:05 AM', Date.UTC(2026, 2, 4, 0, 5), 0],
  ['knows the year first', '\\\\A: 2026/03/04 16:55', AT, 0],
  ['is not in an error', recorded('net-error-english'), AT, null],
  ['is not in nothing', '', AT, null],
];
