/** Entry of the log viewer process: shows logs of any size, away from the window and from the reading of sites. */
import { rmSync } from 'node:fs';
import { LogViewSession } from './log-view-session.ts';
import type { ToLogViewer } from './protocol.ts';
import { serveLogViews } from './serve-log-views.ts';

const temporaryFolder = process.argv[2];
if (temporaryFolder === undefined)
  throw new Error('The log viewer was started without a folder for logs out of a zip.');

const { parentPort } = process;
const session = new LogViewSession({
  temporaryFolder,
  onChanged: (state) => parentPort.postMessage({ kind: 'changed', state }),
});
const receive = serveLogViews(session, (message) => parentPort.postMessage(message));
// Only the main process is at the other end.
parentPort.on('message', ({ data }: { data: ToLogViewer }) => receive(data));
process.once('exit', () => rmSync(temporaryFolder, { recursive: true, force: true }));
