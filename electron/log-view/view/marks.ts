import type { LogViewMark } from '../../contract/log-view.ts';
import type { ViewRows } from './view-rows.ts';

/**
 * Marks for the scroll bar: all cited rows, and of errors and warnings one for each of as many equal stretches as there
 * are marks wanted; an error goes before a warning.
 *
 * @param most stretches
 */
export function marksOf(
  rows: ViewRows,
  cited: readonly { readonly position: number; readonly source: string }[],
  most: number,
): LogViewMark[] {
  const marks: LogViewMark[] = cited.map(({ position, source }) => ({
    row: rows.rowsBefore(position),
    kind: 'cited',
    source,
  }));
  const { count } = rows;
  const stretches = Math.min(most, count);
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    const from = rows.positionOf(Math.floor((stretch * count) / stretches));
    const next = Math.floor(((stretch + 1) * count) / stretches);
    const to = next < count ? rows.positionOf(next) : rows.positions;
    for (const kind of ['error', 'warning'] as const) {
      const position = rows.firstOf(kind, from, to);
      if (position < 0) continue;
      marks.push({ row: rows.rowsBefore(position), kind, source: null });
      break;
    }
  }
  return marks.sort((a, b) => a.row - b.row);
}
