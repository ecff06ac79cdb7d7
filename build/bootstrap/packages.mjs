/** Installs the npm packages when what is installed is not what the lock file says. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkNode } from './node-version.mjs';
import { holding } from './lock.mjs';
import { npmWithPackages, whyRegistryUnreachable } from './npm.mjs';
import { ROOT, inProject } from './places.mjs';
import { SetupProblem, say } from './say.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} LockFile
 */

/**
 * The first package that is missing or another version than the lock file says. npm records what it installed in a lock file
 * of its own, written last: an installation that was broken off has none.
 * @param {{ wanted: LockFile, installed: LockFile | null, isThere: (folder: string) => boolean }} state
 * @returns {string | null} its folder, null when all is as it should be
 */
export function firstStalePackage({ wanted, installed, isThere }) {
  if (installed === null) return 'node_modules';
  for (const [folder, entry] of Object.entries(wanted.packages)) {
    if (folder === '') continue;
    const present = installed.packages[folder];
    if (present === undefined) {
      // Optional packages are for other systems.
      if (entry.optional === true) continue;
      return folder;
    }
    if (present.version !== entry.version || present.integrity !== entry.integrity) return folder;
    if (!isThere(folder)) return folder;
  }
  return null;
}

/** @returns {string | null} */
function stalePackage() {
  const record = inProject('node_modules', '.package-lock.json');
  return firstStalePackage({
    wanted: JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')),
    installed: existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : null,
    isThere: (folder) => existsSync(path.join(ROOT, folder, 'package.json')),
  });
}

/**
 * Makes sure that Node is new enough and the packages are installed as the lock file says.
 * @returns {Promise<void>} throws a SetupProblem when they cannot be
 */
export async function ensurePackages() {
  checkNode();
  if (stalePackage() === null) return;
  await holding('packages', async () => {
    const stale = stalePackage();
    if (stale === null) return;
    say(
      `Installing the npm packages (${stale === 'node_modules' ? 'none are there' : `${stale} is not as locked`}) ...`,
    );
    const begin = Date.now();
    // No install scripts: none of the packages needs its own, and what could not be downloaded is found out at once.
    const installed = await npmWithPackages(
      ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'],
      { cwd: ROOT, limitMs: 15 * 60_000 },
    );
    if (installed.code !== 0) {
      const unreachable = await whyRegistryUnreachable();
      throw new SetupProblem(
        'PACKAGES_NOT_INSTALLED',
        unreachable === null
          ? `npm could not install the packages:\n${installed.output.trim()}`
          : `The npm registry cannot be reached (${unreachable}), and npm's cache does not hold all packages.`,
        'Check the network and the registry npm is set to ("npm config get registry"), then start again.',
      );
    }
    say(`Installed in ${((Date.now() - begin) / 1000).toFixed(0)} s.`);
  });
}
