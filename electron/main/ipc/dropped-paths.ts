import { ipcMain } from 'electron';
import type { BrowserWindow } from 'electron';
import type { DroppedChannel } from '../../contract/ipc.ts';
import type { HandedOutPaths } from '../handed-out-paths.ts';
import { isTrustedSender } from './sender.ts';

const DROPPED: DroppedChannel = 'source:dropped';

/**
 * Takes the paths of dropped files from the preload script.
 * @param handedOut Where they are noted.
 * @param window Our window, null while there is none.
 */
export function noteDroppedPaths(handedOut: HandedOutPaths, window: () => BrowserWindow | null): void {
  ipcMain.on(DROPPED, (event, dropped: unknown) => {
    const fromOurWindow = event.sender === window()?.webContents;
    if (typeof dropped === 'string' && isTrustedSender(event.senderFrame, fromOurWindow))
      handedOut.add(dropped);
  });
}
