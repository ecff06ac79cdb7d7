import * as electron from 'electron';
import type { DroppedChannel } from '../contract/ipc.ts';

/** Runtimes before 29 have no `webUtils`, so its type is spelt out here and may be absent. */
const { webUtils } = electron as { readonly webUtils?: { getPathForFile(file: File): string } };

const DROPPED: DroppedChannel = 'source:dropped';

/**
 * Path of a dropped file or folder. The main process is told it here, because it reads nothing on the word of the page.
 * @param file What was dropped; a mere likeness of a file, which could carry any path, counts as nothing.
 * @returns An absolute path, or an empty text when the system gives none.
 */
export function pathOfDropped(file: File): string {
  if (!(file instanceof File)) return '';
  // Without `webUtils` the file itself carries its path.
  const dropped = webUtils?.getPathForFile(file) ?? (file as { readonly path?: string }).path ?? '';
  if (dropped !== '') electron.ipcRenderer.send(DROPPED, dropped);
  return dropped;
}
