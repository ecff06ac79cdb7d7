/**
 * Asks the place where Electron would be downloaded from for its first byte. Run as a program of its own, so that it can be
 * ended: `node electron-probe.mjs <folder of the electron package> <platform> <arch>`; exit 0 when the download can work.
 *
 * The address comes from Electron's own downloader, which knows the mirror and proxy settings: it is handed a
 * downloader that does not save but only looks.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , electronPackage, platform, arch] = process.argv;
if (electronPackage === undefined) throw new Error('Name the folder of the electron package.');
const fromElectron = createRequire(path.join(electronPackage, 'install.js'));
const { downloadArtifact } = await import(pathToFileURL(fromElectron.resolve('@electron/get')).href);
const { version } = fromElectron('./package.json');

/** Thrown when the first byte has come: nothing more is wanted. */
class Answered extends Error {}

try {
  // Resolves without any download when the archive is in Electron's own cache: that is an answer too.
  await downloadArtifact({
    version,
    artifactName: 'electron',
    platform,
    arch,
    cacheRoot: process.env.electron_config_cache,
    checksums: fromElectron('./checksums.json'),
    downloader: {
      /** @param {string} url */
      async download(url) {
        const response = await fetch(url);
        if (!response.ok)
          throw new Error(`The download host answered ${response.status} for Electron ${version}`);
        const reader = response.body?.getReader();
        await reader?.read();
        await reader?.cancel();
        throw new Answered();
      },
    },
  });
} catch (error) {
  if (!(error instanceof Answered)) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
    process.exitCode = 1;
  }
}
// A connection kept alive for a next request would keep this program alive as well.
process.exit();
