/**
 * Electron's own download, with an end. A host that refuses is noticed at once, one that is silent within seconds,
 * one that falls silent later within a short time. Which host is asked is the business of Electron's packages.
 */
import { readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { inProject, userCache } from './places.mjs';
import { run } from './run.mjs';

/** How long the first byte may take. */
const FIRST_BYTE_LIMIT_MS = 6000;
/** How long a download that has begun may stand still. */
const STANDSTILL_LIMIT_MS = 20_000;

/**
 * Bytes in a folder; what is not there, or vanishes while counting, counts nothing.
 * @param {string} folder
 * @returns {number}
 */
export function bytesIn(folder) {
  let sum = 0;
  for (const entry of entriesOf(folder)) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) sum += bytesIn(place);
    else if (entry.isFile()) sum += statSync(place, { throwIfNoEntry: false })?.size ?? 0;
  }
  return sum;
}

/** @param {string} folder */
function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // EPERM: what Windows says of a folder that is just being removed.
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EPERM'].includes(String(error.code)))
      return [];
    throw error;
  }
}

/**
 * Asks the download host, mirror and proxy included, for the first byte.
 * @param {string} electronPackage absolute path of the `electron` package
 * @param {string} platform as in `process.platform`
 * @param {string} arch as in `process.arch`
 * @returns {Promise<string | null>} null when a download can work, otherwise why not
 */
export async function whyDownloadCannotWork(electronPackage, platform, arch) {
  const probe = await run(
    process.execPath,
    [inProject('build', 'bootstrap', 'electron-probe.mjs'), electronPackage, platform, arch],
    { output: 'capture', limitMs: FIRST_BYTE_LIMIT_MS },
  );
  if (probe.timedOut) return `no answer within ${String(FIRST_BYTE_LIMIT_MS / 1000)} s`;
  return probe.code === 0 ? null : lastLine(probe.output) || 'the download host does not answer';
}

/**
 * Downloads the declared Electron into the `electron` package.
 * @param {string} electronPackage absolute path of that package
 * @param {(line: string) => void} tell
 * @returns {Promise<string | null>} null when it is there now, otherwise why not
 */
export async function downloadElectron(electronPackage, tell) {
  const obstacle = await whyDownloadCannotWork(electronPackage, process.platform, process.arch);
  if (obstacle !== null) return obstacle;

  tell('Downloading Electron ...');
  // The download goes to a temporary folder of its own, so that its progress can be seen from here.
  const temporary = await mkdtemp(path.join(userCache(), 'download-'));
  try {
    const dist = path.join(electronPackage, 'dist');
    const installed = await run(process.execPath, [path.join(electronPackage, 'install.js')], {
      cwd: electronPackage,
      output: 'capture',
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      progress: { limitMs: STANDSTILL_LIMIT_MS, measure: () => bytesIn(temporary) + bytesIn(dist) },
    });
    if (installed.timedOut) return `the download stood still for ${String(STANDSTILL_LIMIT_MS / 1000)} s`;
    return installed.code === 0 ? null : lastLine(installed.output) || 'the download failed';
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * The line of an error's text that names it.
 * @param {string} output
 */
function lastLine(output) {
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at ') && !/^[{}\]]/.test(line));
  return lines.find((line) => /error|code/i.test(line)) ?? lines.at(-1) ?? '';
}
