/** `npm run dist [-- linux|windows]`: makes the installable packages in release/, for this system when none is named. */
import { chmodSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ALL_PARTS, ensureBuilt } from './bootstrap/built.mjs';
import { whyDownloadCannotWork } from './bootstrap/electron-download.mjs';
import { electronRuntime } from './bootstrap/electron-runtime.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { ROOT, inProject } from './bootstrap/places.mjs';
import { SetupProblem, command, say } from './bootstrap/say.mjs';

/** What may be named on the command line. */
const SYSTEMS = ['linux', 'windows'];

/**
 * @param {readonly string[]} args
 * @returns {'linux' | 'win32'}
 */
function wantedSystem(args) {
  if (args.length === 0) {
    if (process.platform === 'linux' || process.platform === 'win32') return process.platform;
    const here = process.platform === 'darwin' ? 'macOS' : process.platform;
    throw new SetupProblem(
      'NO_PACKAGES_FOR_THIS_SYSTEM',
      `Packages for ${here} are not configured: build/electron-builder.config.mjs has ${SYSTEMS.join(' and ')} only.`,
      'Name what to make: "npm run dist -- linux" or "npm run dist -- windows". To run the wizard here: npm start',
    );
  }
  const [name, ...rest] = args;
  if (rest.length === 0 && name === 'windows') return 'win32';
  if (rest.length === 0 && name === 'linux') return 'linux';
  throw new SetupProblem(
    'UNKNOWN_SYSTEM',
    `There are no packages for "${args.join(' ')}".`,
    `Name one of: ${SYSTEMS.join(', ')}.`,
  );
}

/**
 * The runtime to pack. The fallback is for the host's system only; any other system's comes from the release host or mirror.
 * @param {'linux' | 'win32'} system
 * @returns {Promise<import('./electron-builder.config.mjs').RuntimeForPackages>}
 */
async function runtimeFor(system) {
  if (system === process.platform) return electronRuntime();
  const electronPackage = inProject('node_modules', 'electron');
  const cause = await whyDownloadCannotWork(electronPackage, system, 'x64');
  if (cause !== null) {
    throw new SetupProblem(
      'NO_RUNTIME',
      `Electron for ${system} cannot be downloaded (${cause}).`,
      'Set ELECTRON_MIRROR to a mirror that can be reached, or make these packages on that system.',
    );
  }
  const { version } = createRequire(import.meta.url)(`${electronPackage}/package.json`);
  return { version, folder: null, testRuntimeNote: null };
}

/** electron-builder would download 7-Zip; the one that the registry carries does as well, once it may be run. */
function use7Zip() {
  if (process.env.ELECTRON_BUILDER_7ZIP_PATH) return;
  const { path7za } = createRequire(import.meta.url)('7zip-bin');
  if (process.platform !== 'win32') chmodSync(path7za, 0o755);
  process.env.ELECTRON_BUILDER_7ZIP_PATH = path7za;
}

await command(async () => {
  const system = wantedSystem(process.argv.slice(2));
  await ensurePackages();
  await ensureBuilt(ALL_PARTS);
  const runtime = await runtimeFor(system);
  if (runtime.testRuntimeNote !== null) {
    say('The packages are labelled TESTBUILD: they hold the fallback runtime and must not go to users.');
  }
  use7Zip();
  // A third of the time for a few per cent of size.
  process.env.ELECTRON_BUILDER_COMPRESSION_LEVEL ??= '3';
  const { Arch, Platform, build } = await import('electron-builder');
  const { packagingFor } = await import('./electron-builder.config.mjs');
  const platform = system === 'win32' ? Platform.WINDOWS : Platform.LINUX;
  const made = await build({
    projectDir: ROOT,
    targets: platform.createTarget(null, system === process.platform ? hostArch(Arch) : Arch.x64),
    config: packagingFor(runtime),
    publish: 'never',
  });
  for (const file of made) say(`Made ${file}`);
  return 0;
});

/**
 * @param {typeof import('electron-builder').Arch} arches
 * @returns {import('electron-builder').Arch}
 */
function hostArch(arches) {
  return process.arch === 'arm64' ? arches.arm64 : arches.x64;
}
