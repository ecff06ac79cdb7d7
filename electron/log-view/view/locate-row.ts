import type { LogViewInvocations } from '../../contract/log-view.ts';
import { parseIsoTime } from '../../engine/time/format.ts';
import { LogViewError } from '../errors.ts';
import type { LiveView } from './live-view.ts';
import type { ViewRows } from './view-rows.ts';

type At = LogViewInvocations['log-view:locate']['request']['at'];

export interface LocatedRow {
  readonly row: number;
  /** False when it is only the nearest one. */
  readonly exact: boolean;
}

/** A position that was looked for; -1 when it is not known so far. */
interface Target {
  readonly position: number;
  readonly exact: boolean;
}

/** True when a line's time is the wanted one; one that was written without milliseconds holds for its second. */
function isMoment(time: number, wanted: number): boolean {
  return wanted % 1000 === 0 ? time - (time % 1000) === wanted : time === wanted;
}

/** The first position at or after a time. */
function momentTarget({ logs, rows }: LiveView, time: number): Target {
  let found: Target = { position: -1, exact: false };
  for (const [log, { index }] of logs.entries()) {
    const line = index.times.firstFrom(time);
    const position = line < 0 ? -1 : rows.positionOfLine({ log, line });
    if (position < 0 || (found.position >= 0 && position >= found.position)) continue;
    found = { position, exact: isMoment(index.times.get(line), time) };
  }
  return found;
}

/** The position of a line, or of the last one of its log when that has fewer. */
function lineTarget({ logs, rows }: LiveView, path: string, line: number): Target {
  const log = logs.findIndex(({ source }) => source.path === path);
  const open = logs[log];
  if (open === undefined) {
    throw new LogViewError(
      'line-not-in-view',
      `${path} is not one of the logs that are open here.`,
      'Open it in the log reader.',
    );
  }
  const known = open.ended ? Math.min(line, open.index.lines - 1) : line;
  return { position: rows.positionOfLine({ log, line: known }), exact: known === line };
}

function nearest(rows: ViewRows, position: number): LocatedRow | null {
  const row = rows.nearestRow(position);
  return row === null ? null : { row, exact: false };
}

/**
 * The row of a line or a moment, or the nearest one that is shown. Waits until it is known.
 *
 * @returns null when no row is shown
 * @throws LogViewError when the line's log is not open, the time cannot be read, or the view was closed
 */
export async function locateRow(view: LiveView, at: At): Promise<LocatedRow | null> {
  const time = at.kind === 'time' ? parseIsoTime(at.time)?.wall : undefined;
  if (at.kind === 'time' && time === undefined) {
    throw new LogViewError(
      'time-not-readable',
      `"${at.time}" is no time that can be looked for.`,
      'Write it like 2001-05-17T02:23:00.',
    );
  }
  for (;;) {
    const { rows, complete } = view;
    const { position, exact } =
      at.kind === 'line' ? lineTarget(view, at.file, at.line - 1) : momentTarget(view, time ?? NaN);
    if (position >= 0 && rows.judged > position) {
      if (rows.isShown(position)) return { row: rows.rowsBefore(position), exact };
      // A row behind it is known as well: nothing nearer comes.
      if (rows.rowsBefore(position) < rows.count) return nearest(rows, position);
    }
    if (complete) {
      const behindAll = at.kind === 'time' ? rows.positions : 0;
      return nearest(rows, position < 0 ? behindAll : position);
    }
    await view.more();
  }
}
