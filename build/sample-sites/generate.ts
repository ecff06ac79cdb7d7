/** Writes the sample sites and their list. Usage: `generate.cjs [folder]`, by default `assets/samples`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedSamples } from './samples.ts';
import { zipBytes } from './write-zip.ts';

const folder = process.argv[2] ?? join('assets', 'samples');
mkdirSync(folder, { recursive: true });
const samples = shippedSamples();
for (const { entry, files } of samples) {
  const bytes = zipBytes(files);
  writeFileSync(join(folder, entry.file), bytes);
  console.log(`${entry.file}: ${files.paths().length} files, ${Math.ceil(bytes.length / 1024)} KB`);
}
writeFileSync(
  join(folder, 'samples.json'),
  `${JSON.stringify(
    samples.map(({ entry }) => entry),
    null,
    2,
  )}\n`,
);
