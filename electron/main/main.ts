/** Entry of the main process: locks everything down, then opens the one window and answers it. */
import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import { collectorInstructions } from '../collector/collector.ts';
import { INSTRUCTIONS_PAGE } from './app-address.ts';
import { cannotStart } from './cannot-start.ts';
import { guardAllContents } from './contents-guard.ts';
import { HandedOutPaths } from './handed-out-paths.ts';
import { noteDroppedPaths } from './ipc/dropped-paths.ts';
import { windowHandlers } from './ipc/handlers.ts';
import { notifyWindow, serveWindow } from './ipc/serve-window.ts';
import { LogViewClient } from './log-view/log-view-client.ts';
import { logViewHandlers } from './log-view/log-view-handlers.ts';
import { startLogViewerProcess } from './log-view/log-viewer-process.ts';
import { openMainWindow } from './main-window.ts';
import { setMenu } from './menu.ts';
import { lockNetworkDown } from './network-lockdown.ts';
import { declareOwnProtocol, serveWindowFiles } from './own-protocol.ts';
import { findPlaces } from './places.ts';
import { ReaderClient } from './reader-client.ts';
import { startReaderProcess } from './reader-process.ts';
import { SiteWork } from './site-work.ts';

let mainWindow: BrowserWindow | null = null;

function ourWindow(): BrowserWindow {
  if (mainWindow === null) throw new Error('The window is closed.');
  return mainWindow;
}

function bringToFront(): void {
  if (mainWindow === null) return;
  if (mainWindow.isMinimized()) mainWindow.restore();
  mainWindow.show();
  mainWindow.focus();
}

function openWizard(): void {
  const places = findPlaces(__dirname, process.resourcesPath);
  const reader = new ReaderClient(() => startReaderProcess(places.readerFile, places.assetsFolder));
  const work = new SiteWork(reader, {
    progress: (message) => notifyWindow(mainWindow, 'reading:progress', message),
    outcome: (message) => notifyWindow(mainWindow, 'reading:outcome', message),
  });
  const handedOut = new HandedOutPaths();
  const logViewer = new LogViewClient(() => startLogViewerProcess(places.logViewerFile));
  const logView = logViewHandlers(
    logViewer,
    () => work.openPlace(),
    (state) => notifyWindow(mainWindow, 'log-view:changed', state),
  );
  const putAway = (): void => {
    work.forget();
    logViewer.stop();
  };
  app.on('will-quit', () => {
    reader.stop();
    logViewer.stop();
  });

  serveWindowFiles(places.rendererFolder, {
    [INSTRUCTIONS_PAGE]: () => collectorInstructions(places.assetsFolder),
  });
  setMenu(!app.isPackaged);
  serveWindow(windowHandlers(places, work, handedOut, ourWindow, logView), () => mainWindow);
  noteDroppedPaths(handedOut, () => mainWindow);
  mainWindow = openMainWindow(places.preloadFile);
  // A page that is loaded anew knows nothing of the site before, nor must the work on it.
  mainWindow.webContents.on('render-process-gone', putAway);
  mainWindow.webContents.on('did-navigate', putAway);
  mainWindow.once('closed', () => {
    mainWindow = null;
  });
}

if (app.requestSingleInstanceLock()) {
  declareOwnProtocol();
  lockNetworkDown();
  guardAllContents();
  app.on('second-instance', bringToFront);
  app.on('window-all-closed', () => app.quit());
  app.whenReady().then(openWizard).catch(cannotStart);
} else {
  app.quit();
}
