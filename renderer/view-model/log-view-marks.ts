/** Marks beside the scroll bar of the log reader. */
import type { LogViewMark } from '../../electron/contract/log-view.ts';

/** The mark that was meant by a click at this row; of two as near, the cited one. Null when there are none. */
export function nearestMark(marks: readonly LogViewMark[], row: number): LogViewMark | null {
  const away = (mark: LogViewMark): number => Math.abs(mark.row + 0.5 - row);
  return marks.reduce<LogViewMark | null>((best, mark) => {
    if (best === null || away(mark) < away(best)) return mark;
    return away(mark) === away(best) && mark.kind === 'cited' ? mark : best;
  }, null);
}
