import { Buffer } from 'node:buffer';
import { citedFiles } from './cited-files.ts';

/** Larger files are not what is asked for by name. */
const LARGEST = 64 * 1024 * 1024;

/**
 * Reads one file of a site whole.
 *
 * @param paths what the site was read from, as given to `readSite`
 * @param file path as it is shown and cited (`Inboxes/smsbkup.box/Smsbkup.ctl`), in any case
 * @param site which of several sites in the paths
 * @returns null when the site has no such file, or it is larger than 64 MiB
 * @throws SiteReadError when nothing can be opened, the system's error when the file cannot be read
 */
export async function readSiteFile(
  paths: readonly string[],
  file: string,
  site?: string,
): Promise<Buffer | null> {
  const { signal } = new AbortController();
  const { files } = await citedFiles(paths, site, signal);
  const wanted = file.toLowerCase();
  const found = files.get(file) ?? [...files.values()].find(({ shown }) => shown.toLowerCase() === wanted);
  if (found === undefined) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  await found.tree.read(found.path, signal, (chunk) => {
    bytes += chunk.length;
    // The tree may use its buffer again.
    chunks.push(Buffer.from(chunk));
    return bytes <= LARGEST;
  });
  return bytes > LARGEST ? null : Buffer.concat(chunks);
}
