/** System packages that Electron, a virtual display and the tests under Wine need, on Debian and its relatives. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { say } from './say.mjs';

/**
 * What each purpose needs. Where a package has another name in newer releases, the newer one stands first.
 * @type {Record<'window' | 'virtual display' | 'wine', readonly (readonly string[])[]>}
 */
export const NEEDED = {
  window: [
    ['libnss3'],
    ['libatk1.0-0t64', 'libatk1.0-0'],
    ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
    ['libcups2t64', 'libcups2'],
    ['libgtk-3-0t64', 'libgtk-3-0'],
    ['libgbm1'],
    ['libasound2t64', 'libasound2'],
    ['libxss1'],
    ['libxtst6'],
    ['libdrm2'],
    ['fonts-dejavu-core'],
  ],
  'virtual display': [['xvfb'], ['xauth']],
  wine: [['wine64'], ['wine'], ['gcc-mingw-w64-x86-64-win32']],
};

/** @typedef {keyof typeof NEEDED} Purpose */

/**
 * Which of the needed packages are missing, each under the name this system knows it by.
 * @param {readonly (readonly string[])[]} needed alternatives per package
 * @param {{ isInstalled: (name: string) => boolean, isKnown: (name: string) => boolean }} system
 * @returns {string[]}
 */
export function missingPackages(needed, { isInstalled, isKnown }) {
  return needed
    .filter((names) => !names.some(isInstalled))
    .map((names) => names.find(isKnown) ?? names.at(-1) ?? '');
}

/**
 * How packages are installed here, or null when that is for the person to do.
 * @param {{ isRoot: boolean, isCi: boolean, sudoWithoutPassword: boolean }} rights
 * @returns {readonly string[] | null} the words before `apt-get`
 */
export function installPrefix({ isRoot, isCi, sudoWithoutPassword }) {
  if (isRoot) return [];
  return isCi && sudoWithoutPassword ? ['sudo', '-n'] : null;
}

/** @returns {Set<string>} names of the installed packages, without the architecture */
function installedPackages() {
  const listed = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Abbrev}${Package}\\n'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const names = listed.stdout
    .split('\n')
    .filter((line) => line.startsWith('ii '))
    .map((line) => line.slice(3).trim());
  return new Set(names);
}

/** @param {string} name */
function isKnownToApt(name) {
  const shown = spawnSync('apt-cache', ['policy', name], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return /Candidate: (?!\(none\))/.test(shown.stdout);
}

/**
 * Runs apt-get without questions and with an end.
 * @param {readonly string[]} prefix
 * @param {readonly string[]} args
 */
function aptGet(prefix, args) {
  const words = [
    ...prefix,
    ...['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y'],
    ...['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=15', '-o', 'DPkg::Lock::Timeout=120'],
    ...args,
  ];
  const [program = 'env', ...rest] = words;
  return run(program, rest, { output: 'capture', limitMs: 5 * 60_000 });
}

/**
 * Makes sure that the system packages for these purposes are there: installs them as root or on a build machine, otherwise prints the command.
 * @param {readonly Purpose[]} purposes
 * @returns {Promise<string | null>} null when nothing is missing, otherwise what is, with the command
 */
export async function ensureSystemPackages(purposes) {
  if (process.platform !== 'linux') return null;
  // Other distributions name their packages otherwise; Electron itself says there which library it lacks.
  if (!existsSync('/usr/bin/dpkg-query') || !existsSync('/usr/bin/apt-get')) return null;

  const needed = purposes.flatMap((purpose) => NEEDED[purpose]);
  const lookAgain = () => {
    const installed = installedPackages();
    return missingPackages(needed, { isInstalled: (name) => installed.has(name), isKnown: isKnownToApt });
  };
  let missing = lookAgain();
  if (missing.length === 0) return null;

  const isRoot = process.getuid?.() === 0;
  const isCi = process.env.CI === 'true';
  const prefix = installPrefix({
    isRoot,
    isCi,
    sudoWithoutPassword:
      !isRoot && isCi && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0,
  });
  const install = () => ['install', '--no-install-recommends', ...missing];
  // A bare system has no sudo, and root does not need it.
  const apt = isRoot ? 'apt-get' : 'sudo apt-get';
  const byHand = () => `${apt} update && ${apt} ${install().join(' ')}`;
  if (prefix === null) {
    const text = `System packages are missing: ${missing.join(', ')}. To install them:\n  ${byHand()}`;
    say(text);
    return text;
  }

  say(`Installing system packages: ${missing.join(', ')} ...`);
  const first = await aptGet(prefix, install());
  if (first.code !== 0) {
    // Most often the list of packages is missing or old. Newer names may come into sight with it.
    await aptGet(prefix, ['update']);
    missing = lookAgain();
    const second = await aptGet(prefix, install());
    if (second.code !== 0) {
      const cause = second.timedOut ? 'apt-get did not finish within 5 minutes' : lastLines(second.output);
      const text = `System packages could not be installed: ${missing.join(', ')} (${cause}). By hand:\n  ${byHand()}`;
      say(text);
      return text;
    }
  }
  return null;
}

/** @param {string} output */
const lastLines = (output) => output.trim().split('\n').slice(-3).join(' ');
