/** The oldest Node the set-up and the build tools run on. */
import { SetupProblem } from './say.mjs';

const OLDEST = [20, 19];

/**
 * @param {string} version such as `20.19.1`
 * @returns {boolean}
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** Throws a SetupProblem when this Node is too old. */
export function checkNode() {
  if (isNewEnough(process.versions.node)) return;
  throw new SetupProblem(
    'NODE_TOO_OLD',
    `This is Node ${process.versions.node}; the project needs ${OLDEST.join('.')} or newer.`,
    'Install a newer Node with its npm, then start again.',
  );
}
