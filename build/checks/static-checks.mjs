/** Checks that only look at the sources: format, lint, types. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { fetchPackage } from '../bootstrap/npm.mjs';
import { ROOT, inProject, userCache } from '../bootstrap/places.mjs';
import { run } from '../bootstrap/run.mjs';
import { SetupProblem } from '../bootstrap/say.mjs';
import { tarEntries } from '../bootstrap/tar.mjs';
import { allOrNothing, cannotRun } from './outcome.mjs';

/**
 * Runs a package's program with Node, which works the same on every system.
 * @param {string} script path inside node_modules
 * @param {readonly string[]} args
 */
const runTool = (script, args) =>
  run(process.execPath, [inProject('node_modules', script), ...args], { cwd: ROOT });

const prettier = (/** @type {string[]} */ ...args) => runTool('prettier/bin/prettier.cjs', args);
const eslint = (/** @type {string[]} */ ...args) => runTool('eslint/bin/eslint.js', args);
const tsc = (/** @type {string} */ project) => runTool('typescript/bin/tsc', ['--noEmit', '-p', project]);

/** The typings of the oldest Electron in use; only the file is taken, its package would download a program. */
const OLD_TYPINGS = {
  spec: 'electron@25.1.1',
  integrity:
    'sha512-WvFUfVsJn6YiP35UxdibYVjU2LceastyMm4SVp2bmb4XvKEvItAIiwxgm7tPC5Syl1243aRCvQLqr84sZ71pyQ==',
};

/**
 * Puts the typings where build/tsconfig.electron25.json expects them, by way of the user's cache.
 * @returns {Promise<string | null>} null when they are there, otherwise why not
 */
async function ensureOldTypings() {
  const wanted = inProject('.cache', 'electron-25', 'electron.d.ts');
  if (existsSync(wanted)) return null;
  const cached = path.join(userCache(), 'electron-25.1.1.d.ts');
  if (!existsSync(cached)) {
    try {
      const { archive, discard } = await fetchPackage({
        ...OLD_TYPINGS,
        folder: userCache(),
        limitMs: 60_000,
      });
      const place = await mkdtemp(path.join(userCache(), 'typings-'));
      try {
        const unpacked = path.join(place, 'electron.d.ts');
        for await (const entry of tarEntries(createReadStream(archive).pipe(createGunzip()))) {
          if (entry.name === 'package/electron.d.ts')
            await pipeline(entry.content, createWriteStream(unpacked));
        }
        await rename(unpacked, cached);
      } finally {
        await rm(place, { recursive: true, force: true });
        await discard();
      }
    } catch (error) {
      // Without a registry this check cannot be made; a wrong checksum is no reason to skip it quietly.
      if (error instanceof SetupProblem && error.code === 'PACKAGE_NOT_FETCHED') return error.message;
      throw error;
    }
  }
  await mkdir(path.dirname(wanted), { recursive: true });
  await cp(cached, wanted);
  return null;
}

/** @type {readonly import('./outcome.mjs').Check[]} */
export const staticChecks = [
  {
    id: 'format',
    title: 'Format (Prettier)',
    run: async () => allOrNothing((await prettier('--check', '--log-level=warn', '.')).code === 0),
  },
  {
    id: 'lint',
    title: 'Lint (ESLint)',
    run: async () => allOrNothing((await eslint('--max-warnings=0', '.')).code === 0),
  },
  {
    id: 'types',
    title: 'Types (TypeScript)',
    run: async () => allOrNothing((await tsc('tsconfig.json')).code === 0),
  },
  {
    id: 'types-build',
    title: 'Types of the build scripts',
    run: async () => allOrNothing((await tsc('build/tsconfig.json')).code === 0),
  },
  {
    id: 'types-electron25',
    title: 'Types of main, preload and reader against Electron 25',
    run: async () => {
      const missing = await ensureOldTypings();
      if (missing !== null) return cannotRun(missing);
      return allOrNothing((await tsc('build/tsconfig.electron25.json')).code === 0);
    },
  },
];
