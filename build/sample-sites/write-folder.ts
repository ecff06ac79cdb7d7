/** A tree of files as a real folder. */
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ServerZone } from './server-clock.ts';
import type { SiteFiles } from './site-files.ts';

/**
 * Writes the files below a folder, which is made when missing. File systems keep UTC, so the server's times are
 * shifted by the offset of its zone.
 * @param files what to write
 * @param folder where to
 * @param zone zone of the server
 */
export async function writeFolder(files: SiteFiles, folder: string, zone: ServerZone): Promise<void> {
  const made = new Set<string>();
  for (const [path, file] of files.entries()) {
    const target = join(folder, ...path.split('/'));
    const parent = dirname(target);
    if (!made.has(parent)) {
      await mkdir(parent, { recursive: true });
      made.add(parent);
    }
    await writeFile(target, file.bytes);
    const seconds = (file.modified - zone.offsetMinutes * 60_000) / 1000;
    await utimes(target, seconds, seconds);
  }
}
