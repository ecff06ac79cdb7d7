import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { whyUnreadable } from './errors.ts';
import { Patience } from './tree/patience.ts';

/** The SMS directory of a server, or why there is none that could be worked on. */
export type SmsDirectory =
  { readonly is: string; readonly why: null } | { readonly is: null; readonly why: string };

const no = (why: string): SmsDirectory => ({ is: null, why });

async function foldersAndFiles(
  folder: string,
): Promise<{ folders: readonly string[]; files: readonly string[] }> {
  const entries = await new Patience().wait(() => readdir(folder, { withFileTypes: true }));
  const names = (wanted: boolean): readonly string[] =>
    entries.filter((entry) => entry.isDirectory() === wanted).map(({ name }) => name);
  return { folders: names(true), files: names(false) };
}

const has = (names: readonly string[], lower: string): boolean =>
  names.some((name) => name.toLowerCase() === lower);

/**
 * Finds the SMS directory of a running server in what was chosen. A snapshot, a zip and single logs are copies: what is changed
 * in them changes nothing on the server, so they are none.
 *
 * @param paths as chosen by the technician
 */
export async function smsDirectoryOf(paths: readonly string[]): Promise<SmsDirectory> {
  const [chosen] = paths;
  if (chosen === undefined) return no('Nothing was read but answers.');
  try {
    const isFolder = paths.length === 1 && (await new Patience().wait(() => stat(chosen))).isDirectory();
    if (!isFolder)
      return no(
        'The site was read from files that are copies. What is changed in them changes nothing on the server.',
      );
    const { folders, files } = await foldersAndFiles(chosen);
    const isSnapshot = ['snapshot.ini', 'inboxes.txt'].some((name) => has(files, name));
    if (isSnapshot || /^smssnap-/i.test(path.basename(chosen))) {
      return no('The site was read from a snapshot. What is changed in it changes nothing on the server.');
    }
    if (has(folders, 'inboxes')) return { is: chosen, why: null };
    const inside: string[] = [];
    for (const name of folders.slice(0, 200)) {
      const below = await foldersAndFiles(path.join(chosen, name)).catch(() => null);
      if (below !== null && has(below.folders, 'inboxes') && !has(below.files, 'snapshot.ini')) {
        inside.push(path.join(chosen, name));
      }
    }
    const [only, another] = inside;
    if (only !== undefined && another === undefined) return { is: only, why: null };
    return no('No SMS directory with its Inboxes was found in the folder that was chosen.');
  } catch (error) {
    return no(`The folder that the site was read from cannot be reached now. ${whyUnreadable(error)}`);
  }
}
