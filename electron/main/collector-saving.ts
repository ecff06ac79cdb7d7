import { BrowserWindow, app, dialog } from 'electron';
import path from 'node:path';
import { mkdir } from 'node:fs/promises';
import { collectorFiles } from '../collector/collector.ts';
import type { Outcome, SaveOutcome } from '../contract/ipc.ts';
import { writeFileAtomically } from '../files/atomic-write.ts';
import { INSTRUCTIONS_PAGE } from './app-address.ts';
import { savingError } from './saving-error.ts';

/** Folder that the collector and its instructions are put into, so that they stay together on a full stick. */
const FOLDER = 'SMS collector';

/**
 * Asks for a folder and writes the collector with its printable instructions into a folder of their own there.
 * @param window The dialog belongs to it.
 * @param assetsFolder The application's assets.
 */
export async function saveCollector(window: BrowserWindow, assetsFolder: string): Promise<SaveOutcome> {
  const files = await collectorFiles(assetsFolder);
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Choose where to put the collector, such as a memory stick',
    buttonLabel: 'Save here',
    defaultPath: app.getPath('documents'),
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  });
  const [chosen] = filePaths;
  if (canceled || chosen === undefined) return { result: 'cancelled' };
  const folder = path.join(chosen, FOLDER);
  let current = folder;
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, content } of files) {
      current = path.join(folder, name);
      await writeFileAtomically(current, content);
    }
    return { result: 'saved', path: folder };
  } catch (error) {
    return { result: 'failed', error: savingError(current, error) };
  }
}

/**
 * Prints the collector's instructions through the system's dialog.
 * @param parent The dialog stands before it.
 */
export async function printCollectorInstructions(parent: BrowserWindow): Promise<Outcome<null>> {
  const page = new BrowserWindow({
    parent,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, javascript: false },
  });
  try {
    await page.loadURL(INSTRUCTIONS_PAGE);
    const reason = await new Promise<string | null>((resolve) => {
      page.webContents.print({}, (done, failure) => resolve(done ? null : failure));
    });
    // Cancelled by the technician: nothing to tell.
    return reason === null || /cancel/i.test(reason) ? { ok: true, value: null } : notPrinted(reason);
  } catch (error) {
    return notPrinted(error instanceof Error ? error.message : String(error));
  } finally {
    page.destroy();
  }
}

function notPrinted(reason: string): Outcome<null> {
  return {
    ok: false,
    error: {
      code: 'not-printed',
      message: `The instructions could not be printed: ${reason}.`,
      nextStep: 'Save the collector: the same page lies beside it as a file, to be printed from anywhere.',
    },
  };
}
