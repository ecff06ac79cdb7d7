import type { OpenLog } from '../index/open-log.ts';
import { wholeLines } from '../lines/whole-lines.ts';
import { linesByLog, placesOf } from './read-rows.ts';
import type { ViewRows } from './view-rows.ts';

const MOST_ROWS = 5_000;
/** What the clipboard is given at most, in characters. */
const MOST_CHARACTERS = 4_500_000;
/** Rows read at a time, so that very long lines do not fill the memory. */
const ROWS_AT_ONCE = 100;

/**
 * The lines of rows as they stand in the files, joined by CR LF.
 *
 * @param from first row
 * @param to last row, included
 * @returns the text and how many rows are in it: fewer than asked for when there are too many or they are too long
 * @throws the system's error when a log cannot be read
 */
export async function copyRows(
  logs: readonly OpenLog[],
  rows: ViewRows,
  from: number,
  to: number,
): Promise<{ readonly text: string; readonly rows: number }> {
  const end = Math.min(to + 1, from + MOST_ROWS);
  const copied: string[] = [];
  let characters = 0;
  for (let at = from; at < end; at += ROWS_AT_ONCE) {
    const places = placesOf(rows, at, Math.min(end, at + ROWS_AT_ONCE));
    const texts = new Map<number, ReadonlyMap<number, string>>();
    for (const [number, lines] of linesByLog(places)) {
      const log = logs[number];
      if (log !== undefined)
        texts.set(number, await wholeLines(log.source, log.index, lines, MOST_CHARACTERS));
    }
    for (const { place } of places) {
      const text = texts.get(place.log)?.get(place.line) ?? '';
      if (copied.length > 0 && characters + text.length > MOST_CHARACTERS) return done();
      copied.push(text);
      characters += text.length + 2;
    }
    if (places.length < ROWS_AT_ONCE) break;
  }
  return done();

  function done(): { readonly text: string; readonly rows: number } {
    return { text: copied.join('\r\n'), rows: copied.length };
  }
}
