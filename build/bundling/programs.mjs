/** Bundles what runs on Node: the command line, and the main process with its preload and reader. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../bootstrap/places.mjs';

/**
 * @typedef {object} Program
 * @property {string} entry
 * @property {string} output
 * @property {string} [banner] first line of the output
 */

/** @type {Record<'cli' | 'app', readonly Program[]>} */
const PROGRAMS = {
  cli: [
    { entry: 'electron/cli/main.ts', output: 'out/cli/sms-site-doctor.cjs', banner: '#!/usr/bin/env node' },
  ],
  app: [
    { entry: 'electron/main/main.ts', output: 'out/electron/main.cjs' },
    { entry: 'electron/preload/preload.ts', output: 'out/electron/preload.cjs' },
    { entry: 'electron/reader/reader.ts', output: 'out/electron/reader.cjs' },
    { entry: 'electron/log-view/log-viewer.ts', output: 'out/electron/log-viewer.cjs' },
  ],
};

/**
 * Bundles one TypeScript program to a single CommonJS file that the oldest Node in use (18, in Electron 25) runs.
 * @param {Program} program paths from the project's root
 * @returns {Promise<void>} throws when the entry is missing or does not compile
 */
export async function bundleProgram({ entry, output, banner }) {
  if (!existsSync(path.join(ROOT, entry)))
    throw new Error(`${entry} is not there, so ${output} cannot be built.`);
  const outfile = path.join(ROOT, output);
  await build({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    external: ['electron'],
    // Packages written for both module systems have an ES module without `require` tricks.
    mainFields: ['module', 'main'],
    define: {
      'process.env.NODE_ENV': '"production"',
      PROGRAM_VERSION: JSON.stringify(versionOfProgram()),
      SCAN_WORKER_PROGRAM: JSON.stringify(await scanWorker()),
    },
    legalComments: 'eof',
    logLevel: 'warning',
    logOverride: { 'empty-import-meta': 'error' },
    ...(banner === undefined ? {} : { banner: { js: banner } }),
  });
  if (banner !== undefined) chmodSync(outfile, 0o755);
}

/** @type {Promise<string> | null} */
let scanWorkerText = null;

/**
 * The thread that reads logs, as a text: every program that reads sites carries it inside, so that it needs no second
 * file beside it, in an archive or out of one.
 * @returns {Promise<string>}
 */
function scanWorker() {
  scanWorkerText ??= build({
    absWorkingDir: ROOT,
    entryPoints: ['electron/site/scan/scan-worker.ts'],
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  return scanWorkerText;
}

/**
 * Bundles all programs of a part.
 * @param {'cli' | 'app'} part
 */
export async function bundlePrograms(part) {
  for (const program of PROGRAMS[part]) await bundleProgram(program);
}

/** @returns {string} */
function versionOfProgram() {
  return JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).version;
}
