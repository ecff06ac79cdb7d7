import { app, BrowserWindow, dialog, nativeTheme } from 'electron';
import { START_PAGE } from './app-address.ts';
import { cannotStart } from './cannot-start.ts';

/** The page's own colours, so that the window does not flash before the first paint. */
function backgroundColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#ffffff';
}

async function offerToReload(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: app.name,
    message: `The page stopped working (${reason}).`,
    detail: 'Load it again and choose the site once more. Nothing on the site server was changed.',
    buttons: ['Load again', 'Close'],
    cancelId: 1,
  });
  if (window.isDestroyed()) return;
  if (response === 0) window.webContents.reload();
  else window.close();
}

/**
 * Opens the wizard's window and shows it once it is painted.
 * @param preloadFile Absolute path of the bundled preload script.
 */
export function openMainWindow(preloadFile: string): BrowserWindow {
  const window = new BrowserWindow({
    title: app.name,
    width: 1200,
    height: 800,
    minWidth: 960,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: backgroundColour(),
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  const recolour = (): void => window.setBackgroundColor(backgroundColour());
  nativeTheme.on('updated', recolour);
  window.once('closed', () => nativeTheme.removeListener('updated', recolour));
  window.once('ready-to-show', () => window.show());
  window.webContents.on('render-process-gone', (_event, details) => {
    console.error(`The window's page ended: ${details.reason} (${details.exitCode}).`);
    if (details.reason !== 'clean-exit') void offerToReload(window, details.reason);
  });
  window.loadURL(START_PAGE).catch((error: unknown) => {
    // Closed while it was loading: nobody waits for it.
    if (!window.isDestroyed()) cannotStart(error);
  });
  return window;
}
