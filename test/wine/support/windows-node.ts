/** Programs of this project, bundled as the product is and run by Windows' own Node. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { WinePrefix } from './prefix.ts';
import { type WineOptions, type WineResult, wine } from './run.ts';
import { wineSetUp } from './set-up.ts';

const PROGRAMS = fileURLToPath(new URL('../programs', import.meta.url));

/** False where node.exe could not be fetched. */
export const hasWindowsNode = (): boolean => wineSetUp().node !== null;

/**
 * Bundles `test/wine/programs/<name>.ts` into the prefix, for the oldest Node the product runs on.
 * @returns its path on this system
 */
export async function bundled(prefix: WinePrefix, name: string): Promise<string> {
  const outfile = path.join(prefix.driveC, 'programs', `${name}.cjs`);
  await build({
    entryPoints: [path.join(PROGRAMS, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18.15',
    logLevel: 'silent',
  });
  return outfile;
}

/** Runs a bundled program. Its standard input is empty and its outputs are files: with pipes Node ends at once under Wine 8. */
export function windowsNode(
  prefix: WinePrefix,
  program: string,
  args: readonly string[],
  options: WineOptions = {},
): Promise<WineResult> {
  const { node } = wineSetUp();
  if (node === null) throw new Error('There is no Node for Windows here.');
  return wine(prefix, node, [prefix.toWindows(program), ...args], options);
}
