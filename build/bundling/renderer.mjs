/** Builds the window's user interface with Vite. */
import { existsSync } from 'node:fs';
import { build } from 'vite';
import { inProject } from '../bootstrap/places.mjs';

/** @returns {Promise<void>} throws when the page is missing or does not compile */
export async function bundleRenderer() {
  if (!existsSync(inProject('renderer', 'index.html'))) {
    throw new Error('renderer/index.html is not there, so out/renderer cannot be built.');
  }
  await build({ configFile: inProject('vite.config.ts'), logLevel: 'warn' });
}
