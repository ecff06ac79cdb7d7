import type { LineTest } from '../filter/line-test.ts';
import type { ViewRows } from './view-rows.ts';

/** Positions searched at one go; the first goes are small, as what is looked for is often near. */
const FIRST_GO = 2_048;
const MOST_AT_ONCE = 32_768;

/** What a search needs of its view. */
export interface SearchedView {
  /** The rows now; others when the view begins anew. */
  readonly rows: ViewRows;
  /** True when no more rows come for now. */
  readonly complete: boolean;
  /** False when the search is no longer wanted. */
  readonly isWanted: boolean;
  /** Waits until more is known. @throws when the view was closed */
  more(): Promise<void>;
  /** Lets others have their turn. @throws as `more` */
  pause(): Promise<void>;
}

/** Looks for a position in a range of them, -1 when it is not there. */
export type SearchRange = (rows: ViewRows, from: number, to: number) => Promise<number> | number;

/** Searches for a kind of row from the start or the end of a range. */
export function errorSearch(direction: 'next' | 'previous'): SearchRange {
  return (rows, from, to) =>
    direction === 'next' ? rows.firstOf('error', from, to) : rows.lastOf('error', from, to);
}

/** Searches for a text. */
export function textSearch(test: LineTest, direction: 'next' | 'previous'): SearchRange {
  return (rows, from, to) => rows.matching(test, from, to, direction === 'next' ? 'first' : 'last');
}

/** Searches among positions that are known, rising. */
export function positionSearch(
  positions: () => readonly number[],
  direction: 'next' | 'previous',
): SearchRange {
  return (_, from, to) => {
    const inside = positions().filter((position) => position >= from && position < to);
    return (direction === 'next' ? inside[0] : inside.at(-1)) ?? -1;
  };
}

/**
 * The next row behind `row` that a search finds; what is not known yet is waited for.
 * @param row -1: from the first row on
 * @returns null when there is none
 */
export async function findNext(view: SearchedView, row: number, search: SearchRange): Promise<number | null> {
  const { rows } = view;
  let from = row < 0 ? 0 : rows.positionOf(row) + 1;
  if (row >= rows.count) return null;
  let go = FIRST_GO;
  for (;;) {
    if (view.rows !== rows || !view.isWanted) return null;
    const to = Math.min(rows.judged, from + go);
    if (to > from) {
      const found = await search(rows, from, to);
      if (view.rows !== rows) return null;
      if (found >= 0) return rows.rowsBefore(found);
      from = to;
      go = Math.min(MOST_AT_ONCE, go * 4);
      await view.pause();
    } else if (view.complete) return null;
    else await view.more();
  }
}

/** The next row in front of `row` that a search finds, null when there is none. */
export async function findPrevious(
  view: SearchedView,
  row: number,
  search: SearchRange,
): Promise<number | null> {
  const { rows } = view;
  let to = row >= rows.count ? rows.judged : rows.positionOf(row);
  let go = FIRST_GO;
  while (to > 0 && view.isWanted) {
    const from = Math.max(0, to - go);
    const found = await search(rows, from, to);
    if (view.rows !== rows) return null;
    if (found >= 0) return rows.rowsBefore(found);
    to = from;
    go = Math.min(MOST_AT_ONCE, go * 4);
    await view.pause();
  }
  return null;
}
