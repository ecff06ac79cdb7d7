/** How soon the log reader shows the first lines of one huge log, and how soon it knows all of them. */
import { closeSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LogViewSession } from '../../electron/log-view/log-view-session.ts';
import type { LogViewState } from '../../electron/contract/log-view.ts';

export interface LogViewFigures {
  readonly bytes: number;
  readonly lines: number;
  /** From the request to open until the rows of the first screen are there. */
  readonly firstRowsMs: number;
  /** Until every line is known. */
  readonly completeMs: number;
}

const SCREEN = 60;
const COPY = 8 << 20;

/** Puts all logs one behind the other into `Logs/Despool.log` below a folder; gives how large that is. */
export function writeOneLog(folder: string, logs: readonly string[]): number {
  mkdirSync(join(folder, 'Logs'), { recursive: true });
  mkdirSync(join(folder, 'Inboxes'), { recursive: true });
  const target = openSync(join(folder, 'Logs', 'Despool.log'), 'w');
  const buffer = Buffer.allocUnsafe(COPY);
  let bytes = 0;
  for (const log of logs) {
    const source = openSync(log, 'r');
    for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) {
      bytes += writeSync(target, buffer, 0, read);
    }
    closeSync(source);
  }
  closeSync(target);
  return bytes;
}

/**
 * Opens the one log as the window's log viewer process does.
 * @param folder that {@link writeOneLog} filled
 * @param temporaryFolder where the viewer may put what it unpacks
 */
export async function measureLogView(folder: string, temporaryFolder: string): Promise<LogViewFigures> {
  let tellComplete: (state: LogViewState) => void = () => undefined;
  const complete = new Promise<LogViewState>((resolve) => (tellComplete = resolve));
  const session = new LogViewSession({
    temporaryFolder,
    onChanged: (state) => {
      if (state.complete) tellComplete(state);
    },
  });
  const begun = performance.now();
  const opened = await session['log-view:open']({
    files: ['Logs/Despool.log'],
    cited: [],
    place: { paths: [folder] },
  });
  let firstRowsMs = Number.NaN;
  while (Number.isNaN(firstRowsMs)) {
    const { rows } = await session['log-view:rows']({ viewId: opened.viewId, from: 0, count: SCREEN });
    if (rows.length > 0) firstRowsMs = performance.now() - begun;
    else await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const state = opened.complete ? opened : await complete;
  const completeMs = performance.now() - begun;
  await session.close();
  return { bytes: state.bytesTotal, lines: state.lines, firstRowsMs, completeMs };
}
