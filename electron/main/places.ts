import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where the parts of the installed or checked-out application stand. */
export interface Places {
  /** Built window (`index.html` and what it loads). */
  readonly rendererFolder: string;
  readonly preloadFile: string;
  readonly readerFile: string;
  readonly logViewerFile: string;
  /** Knowledge, plans, samples, icons. */
  readonly assetsFolder: string;
  /** Where a label file of a test build may stand. */
  readonly labelFolders: readonly string[];
}

/**
 * Finds the parts of the application.
 * @param bundleFolder Folder of the running main bundle (`out/electron`).
 * @param resourcesFolder The runtime's resources folder; a packaged application may keep its assets there.
 */
export function findPlaces(bundleFolder: string, resourcesFolder: string): Places {
  const applicationFolder = path.resolve(bundleFolder, '..', '..');
  const besideResources = path.join(resourcesFolder, 'assets');
  return {
    rendererFolder: path.resolve(bundleFolder, '..', 'renderer'),
    preloadFile: path.join(bundleFolder, 'preload.cjs'),
    readerFile: path.join(bundleFolder, 'reader.cjs'),
    logViewerFile: path.join(bundleFolder, 'log-viewer.cjs'),
    assetsFolder: existsSync(path.join(besideResources, 'samples'))
      ? besideResources
      : path.join(applicationFolder, 'assets'),
    labelFolders: [applicationFolder, resourcesFolder],
  };
}
