/** `node build/icons/make-icons.mjs`: makes the PNG and ICO files in assets/icons from icon.svg, drawn by Electron. */
import { readFileSync, writeFileSync } from 'node:fs';
import { withDisplay } from '../bootstrap/display.mjs';
import { electronRuntime, environmentFor, systemArguments } from '../bootstrap/electron-runtime.mjs';
import { ensurePackages } from '../bootstrap/packages.mjs';
import { inProject } from '../bootstrap/places.mjs';
import { run } from '../bootstrap/run.mjs';
import { command } from '../bootstrap/say.mjs';
import { icoOf } from './ico.mjs';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const LARGEST_IN_ICO = 256;

await command(async () => {
  await ensurePackages();
  const runtime = await electronRuntime();
  const folder = inProject('assets', 'icons');
  const args = [
    ...systemArguments(runtime),
    inProject('build', 'icons', 'render.cjs'),
    inProject('assets', 'icons', 'icon.svg'),
    folder,
    ...SIZES.map(String),
  ];
  const { code } = await withDisplay((display) =>
    run(runtime.program, args, { env: { ...environmentFor(runtime), ...display }, limitMs: 60_000 }),
  );
  if (code !== 0) return code;
  const pictures = SIZES.filter((size) => size <= LARGEST_IN_ICO).map((size) => ({
    size,
    png: readFileSync(inProject('assets', 'icons', `${String(size)}x${String(size)}.png`)),
  }));
  writeFileSync(inProject('assets', 'icons', 'icon.ico'), icoOf(pictures));
  return 0;
});
