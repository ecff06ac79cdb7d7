import { parse } from 'node:path';
import { citedFiles, codePageOf } from '../../site/cited-files.ts';
import type { SitePlace } from '../protocol.ts';
import { DiskSource } from './disk-source.ts';
import { InflatedSource, Unpacking } from './inflated-source.ts';
import type { LogSource } from './log-source.ts';
import { MissingSource } from './missing-source.ts';
import { ShareAccess } from './share-access.ts';

/** Logs that belong together stand together: the rolled-over part in front of its successor (Q241001). */
function inOrder(paths: readonly string[]): string[] {
  const keyed = [...new Set(paths)].map((path) => {
    const lower = path.toLowerCase();
    return { path, family: lower.replace(/\.lo[g_]$/, ''), rolledOver: lower.endsWith('.lo_') };
  });
  keyed.sort(
    (a, b) =>
      (a.family < b.family ? -1 : a.family > b.family ? 1 : 0) ||
      Number(b.rolledOver) - Number(a.rolledOver) ||
      (a.path < b.path ? -1 : 1),
  );
  return keyed.map(({ path }) => path);
}

/** What tells disks and shares apart: the drive or share; where paths have none, the folder. */
function shareOf(diskPath: string): string {
  const { root, dir } = parse(diskPath);
  return (root.length > 1 ? root : dir).toLowerCase();
}

/**
 * The logs of a site by the names they are cited by. Nothing else can be opened this way.
 *
 * @param place where the site stands
 * @param paths as cited
 * @param folder private folder for logs out of a zip
 * @throws SiteReadError when nothing of the site can be opened, the signal's reason when cancelled
 */
export async function openSources(
  place: SitePlace,
  paths: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<LogSource[]> {
  const cited = await citedFiles(place.paths, place.site, signal);
  const unpacking = new Unpacking(folder);
  const sources: LogSource[] = [];
  const accesses = new Map<string, ShareAccess>();
  signal.throwIfAborted();
  for (const [number, path] of inOrder(paths).entries()) {
    const file = cited.files.get(path);
    if (file === undefined) {
      sources.push(new MissingSource(path));
      continue;
    }
    const codePage = codePageOf(cited, file);
    const diskPath = file.tree.diskPath(file.path);
    if (diskPath === null) {
      sources.push(new InflatedSource(file, codePage, unpacking, number));
      continue;
    }
    const share = shareOf(diskPath);
    const access = accesses.get(share) ?? new ShareAccess();
    accesses.set(share, access);
    sources.push(new DiskSource(path, diskPath, codePage, access));
  }
  return sources;
}
