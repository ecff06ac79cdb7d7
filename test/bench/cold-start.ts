/**
 * How long the window takes to open, beside a bare Electron window on the same runtime. Both are watched by the
 * same small program that Electron loads before the app (`-r`); neither app knows of it.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds from starting the program. */
export interface StartFigures {
  /** Electron says that the first window can be shown. */
  readonly readyToShow: number;
  /** The page has painted its first text or picture. */
  readonly firstContent: number;
}

const START_LIMIT_MS = 60_000;

const WATCHER = `
const { app } = require('electron');
const tell = (name, time) => process.stdout.write('BENCH ' + name + ' ' + time + '\\n');
const painted = 'new Promise((resolve) => new PerformanceObserver((list) => {'
  + ' for (const entry of list.getEntries()) if (entry.name === "first-contentful-paint")'
  + ' resolve(performance.timeOrigin + entry.startTime);'
  + ' }).observe({ type: "paint", buffered: true }))';
let first = true;
app.on('browser-window-created', (_event, window) => {
  if (!first) return;
  first = false;
  let ready = false;
  let content = false;
  const end = () => { if (ready && content) setTimeout(() => app.exit(0), 50); };
  window.once('ready-to-show', () => { tell('ready-to-show', Date.now()); ready = true; end(); });
  window.webContents.once('dom-ready', () => {
    window.webContents.executeJavaScript(painted).then((time) => { tell('first-content', time); content = true; end(); });
  });
});
`;

const BARE_APP = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1200, height: 800, show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  window.once('ready-to-show', () => window.show());
  window.loadFile('index.html');
});
app.on('window-all-closed', () => app.quit());
`;

/** Writes the bare app and the watcher below a folder. */
export function writeBareApp(folder: string): { readonly app: string; readonly watcher: string } {
  const app = join(folder, 'bare-app');
  mkdirSync(app, { recursive: true });
  writeFileSync(
    join(app, 'package.json'),
    '{ "name": "bare-window", "version": "1.0.0", "main": "main.js" }\n',
  );
  writeFileSync(join(app, 'main.js'), BARE_APP);
  writeFileSync(
    join(app, 'index.html'),
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare window</title><p>Ready</p></html>\n',
  );
  const watcher = join(folder, 'watcher.js');
  writeFileSync(watcher, WATCHER);
  return { app, watcher };
}

/**
 * Starts an app once and ends it.
 * @param electron Electron's program
 * @param app folder of the app
 * @param watcher file that {@link writeBareApp} made
 * @param workFolder where its profile is put, fresh for each start
 * @throws Error when no window came within a minute
 */
export async function measureStart(
  electron: string,
  app: string,
  watcher: string,
  workFolder: string,
): Promise<StartFigures> {
  const profile = mkdtempSync(join(workFolder, 'profile-'));
  // Chromium refuses its sandbox to the superuser.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = ['-r', watcher, ...asRoot, `--user-data-dir=${profile}`, app];
  try {
    return await new Promise<StartFigures>((resolve, reject) => {
      const begin = Date.now();
      const child = spawn(electron, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      const limit = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS);
      let out = '';
      let err = '';
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
      child.on('error', reject);
      child.on('close', () => {
        clearTimeout(limit);
        const at = (name: string): number | null => {
          const found = new RegExp(`^BENCH ${name} ([\\d.]+)`, 'm').exec(out)?.[1];
          return found === undefined ? null : Number(found) - begin;
        };
        const [readyToShow, firstContent] = [at('ready-to-show'), at('first-content')];
        if (readyToShow === null || firstContent === null) {
          reject(
            new Error(`The window of ${app} did not open. ${err.trim().split('\n').slice(-3).join(' | ')}`),
          );
        } else {
          resolve({ readyToShow, firstContent });
        }
      });
    });
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
