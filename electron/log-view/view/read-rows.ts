import type { LogRow } from '../../contract/log-view.ts';
import { whyUnreadable } from '../../site/errors.ts';
import type { OpenLog } from '../index/open-log.ts';
import { NO_LINE, type ShownLine, shownLines } from '../lines/shown-lines.ts';
import type { Place } from '../merged-order.ts';
import type { ViewRows } from './view-rows.ts';

/** A log of which lines that are known could not be read. */
export interface MissingLines {
  readonly log: OpenLog;
  readonly why: string;
}

/** The lines of rows, gathered by log. */
export function placesOf(rows: ViewRows, from: number, to: number): { row: number; place: Place }[] {
  const places: { row: number; place: Place }[] = [];
  for (let row = from; row < to; row += 1) {
    const position = rows.positionOf(row);
    if (position < 0) break;
    places.push({ row, place: rows.place(position) });
  }
  return places;
}

/** The lines of each log among some places, rising. */
export function linesByLog(places: readonly { readonly place: Place }[]): Map<number, number[]> {
  const byLog = new Map<number, number[]>();
  for (const { place } of places) {
    const lines = byLog.get(place.log);
    if (lines === undefined) byLog.set(place.log, [place.line]);
    else lines.push(place.line);
  }
  return byLog;
}

/**
 * Reads rows as they are shown; those that are not known yet are left out. A line that cannot be read any more comes as
 * an empty row, and its log is named.
 */
export async function readRows(
  logs: readonly OpenLog[],
  rows: ViewRows,
  from: number,
  count: number,
): Promise<{ readonly rows: readonly LogRow[]; readonly missing: readonly MissingLines[] }> {
  const places = placesOf(rows, from, from + count);
  const shown = new Map<number, ReadonlyMap<number, ShownLine>>();
  const missing: MissingLines[] = [];
  for (const [number, lines] of linesByLog(places)) {
    const log = logs[number];
    if (log === undefined) continue;
    try {
      const read = await shownLines(log.source, log.index, lines);
      shown.set(number, read);
      if (read.size < lines.length) missing.push({ log, why: 'It became shorter since it was read.' });
    } catch (error) {
      missing.push({ log, why: whyUnreadable(error) });
    }
  }
  return {
    rows: places.map(({ row, place }) => ({
      row,
      file: place.log,
      line: place.line + 1,
      ...(shown.get(place.log)?.get(place.line) ?? NO_LINE),
    })),
    missing,
  };
}
