import { ipcMain } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Channel, NotificationChannel, Notifications } from '../../contract/ipc.ts';
import { answerRequest } from './envelope.ts';
import type { Handlers } from './envelope.ts';
import { isTrustedSender } from './sender.ts';

function serve(channel: Channel, handlers: Handlers, window: () => BrowserWindow | null): void {
  ipcMain.handle(channel, (event, request: unknown) => {
    const fromOurWindow = event.sender === window()?.webContents;
    return answerRequest(
      channel,
      isTrustedSender(event.senderFrame, fromOurWindow),
      request,
      handlers[channel],
    );
  });
}

/**
 * Answers the window on every channel of the contract.
 * @param handlers What answers each channel.
 * @param window Our window, null while there is none.
 */
export function serveWindow(handlers: Handlers, window: () => BrowserWindow | null): void {
  for (const channel of Object.keys(handlers) as Channel[]) serve(channel, handlers, window);
}

/** Tells the window something; does nothing when it is closed. */
export function notifyWindow<C extends NotificationChannel>(
  window: BrowserWindow | null,
  channel: C,
  message: Notifications[C],
): void {
  if (window !== null && !window.isDestroyed()) window.webContents.send(channel, message);
}
