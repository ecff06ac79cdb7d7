import * as electron from 'electron';

/** Runtimes before 29 have no `webUtils`, so its type is spelt out here and may be absent. */
const { webUtils } = electron as { readonly webUtils?: { getPathForFile(file: File): string } };

/**
 * Path of a dropped file or folder.
 * @returns An absolute path, or an empty text when the system gives none.
 */
export function pathOfDropped(file: File): string {
  if (webUtils !== undefined) return webUtils.getPathForFile(file);
  // There the file itself carries its path.
  return (file as { readonly path?: string }).path ?? '';
}
