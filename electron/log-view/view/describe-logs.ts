import type { LogViewState } from '../../contract/log-view.ts';
import { clockOf } from '../clock.ts';
import type { OpenLog } from '../index/open-log.ts';

/** What a state says of the logs of a view. */
export function describeLogs(
  logs: readonly OpenLog[],
): Pick<LogViewState, 'files' | 'lines' | 'bytesRead' | 'bytesTotal'> {
  const clocked = logs.map((log) => ({ log, path: log.source.path, notes: log.index.clock }));
  return {
    files: clocked.map((one) => ({
      path: one.path,
      bytes: one.log.bytesTotal,
      codePage: one.log.index.encoding.name,
      problem: one.log.problem,
      clock: clockOf(one, clocked),
    })),
    lines: sumOf(logs, ({ index }) => index.lines),
    bytesRead: sumOf(logs, ({ bytesRead }) => bytesRead),
    bytesTotal: sumOf(logs, ({ bytesTotal }) => bytesTotal),
  };
}

function sumOf(logs: readonly OpenLog[], of: (log: OpenLog) => number): number {
  return logs.reduce((sum, log) => sum + of(log), 0);
}
