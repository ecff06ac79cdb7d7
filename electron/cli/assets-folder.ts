import path from 'node:path';

/** Folder with the knowledge and the samples: it stands beside `out` in the checkout and in the package. */
export function assetsFolder(): string {
  return path.resolve(__dirname, '..', '..', 'assets');
}
