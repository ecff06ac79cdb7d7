/** Entry of the main process: locks everything down, then opens the one window and answers it. */
import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { collectorInstructions } from '../collector/collector.ts';
import { INSTRUCTIONS_PAGE } from './app-address.ts';
import { diskFiles } from '../files/file-operations.ts';
import { cannotStart } from './cannot-start.ts';
import { computerName } from './computer-name.ts';
import { caseHandlers } from './case/case-handlers.ts';
import { CaseWork } from './case/case-work.ts';
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

/** How long the window waits for what is being kept when it is closed. */
const KEEPING_LIMIT_MS = 10_000;

let mainWindow: BrowserWindow | null = null;

function ourWindow(): BrowserWindow {
  if (mainWindow === null) throw new Error('The window is closed.');
  return mainWindow;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A service account may have no entry that could be asked.
    return 'unnamed user';
  }
}

/** Asks before the program ends in the middle of a step; the journal stays as it is, and the step is looked at when the case is opened again. */
function staysOpen(window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: 'warning',
    title: app.name,
    message: 'A step is being done just now.',
    detail:
      'What was begun on the server goes on there, whether you wait or not. When you open the case again, the wizard looks at what came of it.',
    buttons: ['Wait', 'Close all the same'],
    defaultId: 0,
    cancelId: 0,
  });
  return answer === 0;
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
    outcome: (message) => {
      notifyWindow(mainWindow, 'reading:outcome', message);
      if (message.result === 'done') cases.siteWasRead();
    },
  });
  const casesFolder = path.join(app.getPath('userData'), 'cases');
  const cases = new CaseWork({
    files: diskFiles,
    casesFolder,
    layOutFolder: path.join(app.getPath('userData'), 'kept-files'),
    work,
    listener: {
      runChanged: (run) => notifyWindow(mainWindow, 'run:changed', run),
      caseChanged: (view) => notifyWindow(mainWindow, 'case:changed', view),
      trouble: (error) => notifyWindow(mainWindow, 'case:trouble', error),
    },
    computer: computerName(app.getPath('userData')),
    user: userName(),
    platform: process.platform,
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
    // A step that is being done goes on, and its case stays open for it.
    if (cases.busyRun === null) void cases.close();
  };
  app.on('will-quit', (event) => {
    reader.stop();
    logViewer.stop();
    if (!cases.isOpen || cases.busyRun !== null) return;
    // Its lock must go: another program may be given this one's process id, and would then seem to have the case open.
    event.preventDefault();
    cases
      .close()
      .catch((error: unknown) => console.error('The case was not closed:', error))
      // Asked while this quit is still being given up, another one is not heard.
      .finally(() => setImmediate(() => app.exit()));
  });

  serveWindowFiles(places.rendererFolder, {
    [INSTRUCTIONS_PAGE]: () => collectorInstructions(places.assetsFolder),
  });
  setMenu(!app.isPackaged);
  const caseChannels = caseHandlers({
    cases,
    work,
    handedOut,
    window: ourWindow,
    casesFolder,
    assetsFolder: places.assetsFolder,
    computer: computerName(app.getPath('userData')),
  });
  serveWindow(
    windowHandlers(places, work, handedOut, ourWindow, logView, cases, caseChannels),
    () => mainWindow,
  );
  noteDroppedPaths(handedOut, () => mainWindow);
  mainWindow = openMainWindow(places.preloadFile);
  // A page that is loaded anew knows nothing of the site before, nor must the work on it.
  mainWindow.webContents.on('render-process-gone', putAway);
  mainWindow.webContents.on('did-navigate', putAway);
  let mayClose = false;
  mainWindow.on('close', (event) => {
    const window = mainWindow;
    if (window === null || mayClose) return;
    if (cases.busyRun !== null && staysOpen(window)) {
      event.preventDefault();
      return;
    }
    if (!cases.isChanging) return;
    // What was just read or answered is kept first; a share that does not answer keeps nobody from leaving.
    event.preventDefault();
    mayClose = true;
    void Promise.race([cases.settled(), delay(KEEPING_LIMIT_MS)]).finally(() => window.close());
  });
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
