import type { LogViewInvocations } from '../../contract/log-view.ts';
import { lineTest } from '../filter/line-test.ts';
import { type CitedLine, citedPositions } from './cited-lines.ts';
import { searchError } from '../filter/expression-problem.ts';
import type { LiveView } from './live-view.ts';
import type { ViewRows } from './view-rows.ts';

type Request = LogViewInvocations['log-view:find']['request'];
type Response = LogViewInvocations['log-view:find']['response'];

/** Positions searched at one go; the first goes are small, as what is looked for is often near. */
const FIRST_GO = 2_048;
const MOST_AT_ONCE = 32_768;

/** Looks for the first or last position in a range of them, -1 when there is none. */
type SearchRange = (rows: ViewRows, from: number, to: number) => Promise<number> | number;

function searchFor(
  view: LiveView,
  cited: readonly CitedLine[],
  { direction, what }: Pick<Request, 'direction' | 'what'>,
): SearchRange | null {
  const isNext = direction === 'next';
  switch (what.kind) {
    case 'error':
      return (rows, from, to) => (isNext ? rows.firstOf('error', from, to) : rows.lastOf('error', from, to));
    case 'cited':
      return (rows, from, to) => {
        const inside = citedPositions(cited, view.logs, rows)
          .map(({ position }) => position)
          .filter((position) => position >= from && position < to);
        return (isNext ? inside[0] : inside.at(-1)) ?? -1;
      };
    case 'text': {
      const test = lineTest(what);
      return test === null
        ? null
        : (rows, from, to) => rows.matching(test, from, to, isNext ? 'first' : 'last');
    }
  }
}

async function findNext(
  view: LiveView,
  row: number,
  search: SearchRange,
  isWanted: () => boolean,
): Promise<number | null> {
  const { rows } = view;
  if (row >= rows.count) return null;
  let from = row < 0 ? 0 : rows.positionOf(row) + 1;
  let go = FIRST_GO;
  while (isWanted()) {
    const to = Math.min(rows.judged, from + go);
    if (to > from) {
      const found = await search(rows, from, to);
      if (found >= 0) return rows.rowsBefore(found);
      from = to;
      go = Math.min(MOST_AT_ONCE, go * 4);
      await view.pause();
    } else if (view.complete) return null;
    else await view.more();
  }
  return null;
}

async function findPrevious(
  view: LiveView,
  row: number,
  search: SearchRange,
  isWanted: () => boolean,
): Promise<number | null> {
  const { rows } = view;
  let to = row >= rows.count ? rows.judged : rows.positionOf(row);
  let go = FIRST_GO;
  while (to > 0 && isWanted()) {
    const from = Math.max(0, to - go);
    const found = await search(rows, from, to);
    if (found >= 0) return rows.rowsBefore(found);
    to = from;
    go = Math.min(MOST_AT_ONCE, go * 4);
    await view.pause();
  }
  return null;
}

/**
 * The next or previous row of a kind, seen from a row; what is not known yet is waited for.
 *
 * @param isWanted false ends the search
 * @returns null when there is none; `superseded` when the search was ended or the rows were counted anew meanwhile
 * @throws LogViewError when the expression cannot be used or the view was closed
 */
export async function findRow(
  view: LiveView,
  cited: readonly CitedLine[],
  { from, ...wanted }: Omit<Request, 'viewId'>,
  isWanted: () => boolean,
): Promise<Response> {
  const { generation } = view;
  const isStillWanted = (): boolean => view.generation === generation && isWanted();
  try {
    const search = searchFor(view, cited, wanted);
    if (search === null) return null;
    const find = wanted.direction === 'next' ? findNext : findPrevious;
    const row = await find(view, from, search, isStillWanted);
    if (!isStillWanted()) return { superseded: true };
    return row === null ? null : { row };
  } catch (error) {
    throw searchError(error);
  }
}
