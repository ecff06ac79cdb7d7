/** Runs the project's own TypeScript tools (sample generator, benchmark): bundled first, then run by Node. */
import path from 'node:path';
import { run } from '../bootstrap/run.mjs';
import { ROOT, inProject } from '../bootstrap/places.mjs';
import { bundleProgram } from './programs.mjs';

/**
 * Bundles a tool to out/tools and runs it from the project's root.
 * @param {string} entry path from the project's root
 * @param {readonly string[]} args
 * @param {import('../bootstrap/run.mjs').RunOptions} [options]
 * @returns {Promise<import('../bootstrap/run.mjs').RunResult>}
 */
export async function runTypeScript(entry, args, options) {
  const output = `out/tools/${path.basename(path.dirname(entry))}-${path.basename(entry, '.ts')}.cjs`;
  await bundleProgram({ entry, output });
  return run(process.execPath, [inProject(output), ...args], { cwd: ROOT, ...options });
}
