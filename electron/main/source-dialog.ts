import { dialog } from 'electron';
import type { BrowserWindow, OpenDialogOptions } from 'electron';
import path from 'node:path';
import type { ChosenSource } from '../contract/ipc.ts';

const OPTIONS: Readonly<Record<'folder' | 'files', OpenDialogOptions>> = {
  folder: {
    title: 'Choose the SMS folder or a snapshot folder',
    buttonLabel: 'Choose',
    properties: ['openDirectory', 'dontAddToRecent'],
  },
  files: {
    title: 'Choose a zip file or log files',
    buttonLabel: 'Choose',
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
    filters: [
      { name: 'Zip and log files', extensions: ['zip', 'smscase', 'log', 'lo_'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
};

/**
 * Lets the technician choose what to read.
 * @param window The dialog belongs to it.
 * @param kind One folder, or files.
 * @returns What was chosen; empty when the dialog was cancelled.
 */
export async function chooseSource(
  window: BrowserWindow,
  kind: 'folder' | 'files',
): Promise<readonly ChosenSource[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, OPTIONS[kind]);
  if (canceled) return [];
  return filePaths.map((chosen) => ({ path: chosen, name: path.basename(chosen) || chosen }));
}
