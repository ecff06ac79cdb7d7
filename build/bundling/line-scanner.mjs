/**
 * Compiles the line scanner (electron/engine/log/wasm/line-scanner.as) to WebAssembly and keeps it as text in a
 * module, so that the program, its workers and the tests load it the same way, without a file beside them.
 * `node build/bundling/line-scanner.mjs` writes the module anew; a test compares the two.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';
import { inProject } from '../bootstrap/places.mjs';

const FOLDER = inProject('electron', 'engine', 'log', 'wasm');
const SOURCE = path.join(FOLDER, 'line-scanner.as');
const MODULE = path.join(FOLDER, 'line-scanner-bytes.ts');

/**
 * @returns {Promise<string>} text of the module that holds the compiled scanner
 * @throws Error with the compiler's words when the source does not compile
 */
export async function compileLineScanner() {
  /** @type {Uint8Array | null} */
  let compiled = null;
  const { error, stderr } = await asc.main(
    ['scanner.ts', '--outFile', 'scanner.wasm', '--runtime', 'stub', '-O3', '--noAssert', '--enable', 'simd'],
    {
      readFile: (name) => (name === 'scanner.ts' ? readFileSync(SOURCE, 'utf8') : null),
      writeFile: (name, contents) => {
        if (name === 'scanner.wasm' && typeof contents !== 'string') compiled = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null || compiled === null)
    throw new Error(`${SOURCE} does not compile.\n${stderr.toString()}`);
  const text = Buffer.from(compiled).toString('base64');
  return `/** Made by build/bundling/line-scanner.mjs out of line-scanner.as. Change that, not this. */\nexport const LINE_SCANNER_BYTES =\n  '${text}';\n`;
}

/** @returns {string} the module as it stands */
export function keptLineScanner() {
  return readFileSync(MODULE, 'utf8');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(MODULE, await compileLineScanner());
}
