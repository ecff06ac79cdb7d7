/**
 * Builds the named parts (`cli`, `app`, `renderer`; all of them when none is named) into out/. Run by
 * bootstrap/built.mjs, which decides what has to be built and sees to it that the packages are there.
 */
import { ALL_PARTS, beginPart } from '../bootstrap/built.mjs';
import { bundlePrograms } from './programs.mjs';
import { bundleRenderer } from './renderer.mjs';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !ALL_PARTS.some((part) => part === name));
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(', ')}; there are ${ALL_PARTS.join(', ')}.`);

try {
  for (const part of ALL_PARTS) {
    if (wanted.length > 0 && !wanted.includes(part)) continue;
    const finish = beginPart(part);
    if (part === 'renderer') await bundleRenderer();
    else await bundlePrograms(part);
    finish();
  }
} catch (error) {
  // esbuild and Vite have printed where the fault is; their own stack traces would only hide it.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
