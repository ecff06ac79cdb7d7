import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { utilityProcess } from 'electron';
import type { FromLogViewer } from '../../log-view/protocol.ts';
import type { LogViewerProcess } from './log-view-client.ts';

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    console.error(`${folder} could not be removed:`, error);
  }
}

/**
 * Starts the log viewer in a process of its own, so that reading a site and looking at its logs do not wait for each
 * other. It gets a private folder for logs out of a zip, which is removed when the process has ended, however it did.
 * @param viewerFile Absolute path of the bundled log viewer (`log-viewer.cjs`).
 */
export function startLogViewerProcess(viewerFile: string): LogViewerProcess {
  const folder = mkdtempSync(path.join(tmpdir(), 'sms-site-doctor-logs-'));
  const child = utilityProcess.fork(viewerFile, [folder], { serviceName: 'SMS Site Doctor log viewer' });
  child.once('exit', () => remove(folder));
  return {
    send: (message) => child.postMessage(message),
    kill: () => {
      child.kill();
      // When the whole program ends, nobody hears of the exit any more.
      remove(folder);
    },
    onMessage: (listener) => {
      // Only our own bundled log viewer is at the other end.
      child.on('message', (message: FromLogViewer) => listener(message));
    },
    onExit: (listener) => {
      child.on('exit', listener);
    },
  };
}
