import type { OpenLog } from '../index/open-log.ts';
import type { ViewRows } from './view-rows.ts';

/** True when a line's time is the wanted one; one that was written without milliseconds holds for its second. */
function isMoment(time: number, wanted: number): boolean {
  return wanted % 1000 === 0 ? time - (time % 1000) === wanted : time === wanted;
}

/**
 * The first position at or after a time.
 * @returns -1 when none is known so far
 */
export function firstAtOrAfter(
  logs: readonly OpenLog[],
  rows: ViewRows,
  time: number,
): { readonly position: number; readonly exact: boolean } {
  let found = -1;
  let exact = false;
  for (const [log, { index }] of logs.entries()) {
    const line = index.times.firstFrom(time);
    const position = line < 0 ? -1 : rows.positionOfLine({ log, line });
    if (position < 0 || (found >= 0 && position >= found)) continue;
    found = position;
    exact = isMoment(index.times.get(line), time);
  }
  return { position: found, exact };
}
