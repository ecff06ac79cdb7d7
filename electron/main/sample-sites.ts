import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';

const sampleList = z.array(
  z.object({
    id: z.string().check(z.minLength(1)),
    file: z.string().check(z.regex(/^[\w-]+\.zip$/)),
    title: z.string(),
    description: z.string(),
  }),
);

export type BundledSample = z.infer<typeof sampleList>[number];

/**
 * Reads the list of sample sites that come with the wizard.
 * @param assetsFolder The application's assets.
 * @throws When `samples/samples.json` is missing or not as expected: the installation is damaged then.
 */
export async function bundledSamples(assetsFolder: string): Promise<readonly BundledSample[]> {
  const file = path.join(assetsFolder, 'samples', 'samples.json');
  return sampleList.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Absolute path of a sample's archive. */
export function samplePath(assetsFolder: string, sample: BundledSample): string {
  return path.join(assetsFolder, 'samples', sample.file);
}
