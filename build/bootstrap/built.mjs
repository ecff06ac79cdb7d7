/** Builds what changed: every part of the program has a stamp with the checksum of all that goes into it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holding } from './lock.mjs';
import { ROOT, inProject } from './places.mjs';
import { run } from './run.mjs';
import { SetupProblem, say } from './say.mjs';

/** @typedef {'cli' | 'app' | 'renderer'} Part */

const TOOLS = ['package.json', 'package-lock.json', 'tsconfig.json', 'build/bundle.mjs', 'build/bundling'];

/**
 * For each part: what goes into it and the file that shows that it is there.
 * @type {Record<Part, { inputs: readonly string[], output: string }>}
 */
const PARTS = {
  cli: { inputs: ['electron', 'assets', ...TOOLS], output: 'out/cli/sms-site-doctor.cjs' },
  app: { inputs: ['electron', 'assets', ...TOOLS], output: 'out/electron/main.cjs' },
  renderer: {
    inputs: ['renderer', 'electron', 'assets', 'vite.config.ts', ...TOOLS],
    output: 'out/renderer/index.html',
  },
};

export const ALL_PARTS = /** @type {readonly Part[]} */ (Object.keys(PARTS));

/**
 * Checksum over names and contents of files and of all files in folders.
 * @param {string} root
 * @param {readonly string[]} inputs paths from the root; what is not there counts as empty
 * @returns {string}
 */
export function checksumOf(root, inputs) {
  const hash = createHash('sha256');
  /** @param {string} relative */
  const add = (relative) => {
    const absolute = path.join(root, relative);
    const entries = existsSync(absolute) ? readdirOrNull(absolute) : [];
    if (entries === null) {
      hash.update(relative).update('\0').update(readFileSync(absolute)).update('\0');
      return;
    }
    for (const name of entries.sort()) add(`${relative}/${name}`);
  };
  for (const input of inputs) add(input);
  return hash.digest('hex');
}

/**
 * Names in a folder, null for a file.
 * @param {string} absolute
 */
function readdirOrNull(absolute) {
  try {
    return readdirSync(absolute);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null;
    throw error;
  }
}

/** @param {Part} part */
const stampOf = (part) => inProject('out', '.stamps', part);

/**
 * @param {Part} part
 * @returns {boolean}
 */
function isCurrent(part) {
  const { inputs, output } = PARTS[part];
  const stamp = stampOf(part);
  return (
    existsSync(inProject(output)) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === checksumOf(ROOT, inputs)
  );
}

/**
 * Notes that a part is being built, so that one broken off counts as not built.
 * @param {Part} part
 * @returns {() => void} call it when the part is finished
 */
export function beginPart(part) {
  const checksum = checksumOf(ROOT, PARTS[part].inputs);
  rmSync(stampOf(part), { force: true });
  return () => {
    mkdirSync(path.dirname(stampOf(part)), { recursive: true });
    writeFileSync(stampOf(part), checksum);
  };
}

/**
 * Builds those of the parts whose inputs changed. The packages must be installed.
 * @param {readonly Part[]} parts
 * @returns {Promise<void>} throws a SetupProblem when a part cannot be built
 */
export async function ensureBuilt(parts) {
  if (parts.every(isCurrent)) return;
  await holding('build', async () => {
    const stale = parts.filter((part) => !isCurrent(part));
    if (stale.length === 0) return;
    say(`Building ${stale.join(', ')} ...`);
    const bundle = [inProject('build', 'bundling', 'main.mjs'), ...stale];
    const built = await run(process.execPath, bundle, { cwd: ROOT, output: 'to-stderr' });
    if (built.code !== 0) {
      throw new SetupProblem(
        'BUILD_FAILED',
        'The build failed; see above.',
        'Mend what it names, then start again.',
      );
    }
  });
}
