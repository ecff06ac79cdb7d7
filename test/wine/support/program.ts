/** Small Windows programs that tests need, built from `test/wine/programs`. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runLimited } from './limited-run.ts';
import { wineSetUp } from './set-up.ts';

const SOURCES = fileURLToPath(new URL('../programs', import.meta.url));
const BUILD_LIMIT_MS = 60_000;
const FLAGS = ['-O1', '-s', '-Wall', '-Werror', '-municode'];
const LIBRARIES = ['-ladvapi32'];

/**
 * Builds `test/wine/programs/<name>.c`, or takes it as built before from the same source.
 * @returns path of the .exe on this system
 */
export async function windowsProgram(name: string): Promise<string> {
  const { programs, compiler } = wineSetUp();
  const source = path.join(SOURCES, `${name}.c`);
  const hash = createHash('sha256').update(await readFile(source));
  const recipe = hash
    .update(JSON.stringify([FLAGS, LIBRARIES]))
    .digest('hex')
    .slice(0, 12);
  const built = path.join(programs, `${name}-${recipe}.exe`);
  if (existsSync(built)) return built;

  await mkdir(programs, { recursive: true });
  const folder = await mkdtemp(path.join(programs, 'build-'));
  try {
    const made = path.join(folder, `${name}.exe`);
    const compiled = await runLimited(compiler, [...FLAGS, '-o', made, source, ...LIBRARIES], {
      limitMs: BUILD_LIMIT_MS,
    });
    if (compiled.code !== 0) throw new Error(`${name}.c does not compile:\n${compiled.stderr.toString()}`);
    await rename(made, built);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return built;
}
