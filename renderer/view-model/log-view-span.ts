/** How long a selection of rows lasts. */
import type { LogRow } from '../../electron/contract/log-view.ts';
import { exactTime } from './log-view-words.ts';

/** The selected rows and the time from the first to the last stamp in them. */
export interface RowSpan {
  readonly rows: number;
  /** Milliseconds; null when there are no two stamps. Negative where the clock was set back. */
  readonly milliseconds: number | null;
}

/** Rows without a stamp (continued lines) that are skipped at either end. */
const skipped = 50;

/**
 * Measures a selection.
 * @param from first selected row
 * @param to last selected row
 * @param rowsOf gives rows from the view, fewer where there are none
 */
export async function measureSpan(
  from: number,
  to: number,
  rowsOf: (from: number, count: number) => Promise<readonly LogRow[]>,
): Promise<RowSpan> {
  const most = Math.min(skipped, to - from + 1);
  const [head, tail] = await Promise.all([rowsOf(from, most), rowsOf(to - most + 1, most)]);
  const first = head.find((row) => row.time !== null);
  const last = tail.findLast((row) => row.time !== null);
  const start = exactTime(first?.time ?? null);
  const end = exactTime(last?.time ?? null);
  const two = start !== null && end !== null && first?.row !== last?.row;
  return { rows: to - from + 1, milliseconds: two ? end - start : null };
}
