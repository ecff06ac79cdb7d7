'use strict';
/**
 * Stands in for Electron's own default app in the fallback runtime, which comes without one: starts the app
 * folder given on the command line, after the modules given with -r.
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const electron = require('electron');

/**
 * Electron's own default app uses two methods that are not in its typings.
 * @type {import('electron').App & { setVersion(version: string): void, setAppPath(folder: string): void }}
 */
const app = /** @type {any} */ (electron.app);
const given = process.argv.slice(1);
/** @type {string[]} */
const preloads = [];
/** @type {string | null} */
let appFolder = null;
for (let i = 0; i < given.length; i++) {
  const word = given[i] ?? '';
  if (word === '--version' || word === '-v') {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  } else if (word === '-r' || word === '--require') {
    i++;
    preloads.push(given[i] ?? '');
  } else if (!word.startsWith('-')) {
    appFolder = path.resolve(word);
    break;
  }
}

if (appFolder === null) {
  throw new Error('Name the folder of the app to start.');
}

for (const preload of preloads) require(path.resolve(preload));

// A single script may be given instead of a folder with a package.json.
let entry = appFolder;
if (!/\.[cm]?js$/.test(appFolder)) {
  const manifest = JSON.parse(readFileSync(path.join(appFolder, 'package.json'), 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  const name = manifest.productName || manifest.name;
  if (name) app.setName(name);
  entry = path.join(appFolder, manifest.main || 'index.js');
  app.setAppPath(appFolder);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
require(entry);
