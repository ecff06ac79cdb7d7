import { breathe } from './cancel.ts';
import { systemCode } from './errors.ts';
import { isLogName } from './roles.ts';
import { type FolderContent, type SiteTree, hasName, joinPath, nameOf } from './tree/tree.ts';

/** How deep below the chosen folder an SMS directory is searched, and things around it. */
export const SEARCH_DEPTH = 4;
/** Folders looked into before the search gives up: somebody chose a whole drive. */
export const SEARCH_FOLDERS = 20_000;
/** Folders looked into for further sites once one was found. */
const SEARCH_FOR_MORE = 2_000;

/** Where in a tree the site is. */
export interface SiteSpot {
  /** Path of the SMS or snapshot directory; empty: the root of the tree. */
  readonly root: string;
  /** Folder around it that belongs to this site and to no other; empty: the whole tree. */
  readonly within: string;
  /** Set when the chosen folder itself is `Logs` or `Inboxes`: its name stands before all paths shown. */
  readonly topIs: 'site' | 'logs' | 'inboxes';
  /** True when inbox folders here are copies made by the collector; the counts are in `inboxes.txt`. */
  readonly snapshot: boolean;
  /** Other SMS directories that were found and are not read. */
  readonly others: readonly string[];
  readonly searchedAll: boolean;
}

/** A folder that may be the directory of a site. */
export interface SiteCandidate {
  readonly path: string;
  readonly depth: number;
  readonly score: number;
  readonly snapshot: boolean;
  /** Names of its files that may be read. */
  readonly files: readonly string[];
}

/** What a search of a tree has found, best first. */
export interface FoundCandidates {
  readonly candidates: readonly SiteCandidate[];
  /** The root of the tree, null when it cannot be listed. */
  readonly top: FolderContent | null;
  readonly searchedAll: boolean;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function judge(path: string, label: string, depth: number, content: FolderContent): SiteCandidate | null {
  const score = siteScore(content);
  // A snapshot that lost its snapshot.ini on the way is still told by the name the collector gave it.
  const named = /^smssnap-/i.test(path === '' ? label : nameOf(path));
  const snapshot = hasName(content.files, 'snapshot.ini') || hasName(content.files, 'inboxes.txt') || named;
  return score === 0 ? null : { path, depth, score, snapshot, files: content.files };
}

function siteScore({ folders, files }: FolderContent): number {
  return (
    (hasName(files, 'snapshot.ini') ? 8 : 0) +
    (hasName(folders, 'inboxes') ? 4 : 0) +
    (hasName(files, 'inboxes.txt') ? 2 : 0) +
    (hasName(folders, 'logs') ? 1 : 0)
  );
}

/** A directory that holds a site of its own, not just any folder called Logs. */
export function isStrong({ score }: SiteCandidate): boolean {
  return score >= 4;
}

/** True for the directory of a snapshot or of a whole SMS server: what is in it belongs to that site. */
export function isOtherSite(content: FolderContent): boolean {
  const score = siteScore(content);
  return score >= 8 || (score & 5) === 5;
}

/** A copy that the backup of a site made: it stands below a folder Smsbkup (Q289490). */
export function isBackupCopy({ path }: SiteCandidate): boolean {
  return path.split('/').some((part) => /^smsbkup$/i.test(part));
}

/**
 * Best first: directories of sites before loose `Logs`; of those the nearest to the root, then the one that has most of
 * what a site has, then the last by name (snapshots carry their time in it). Copies of a backup come behind.
 */
function inOrder(a: SiteCandidate, b: SiteCandidate): number {
  return (
    Number(isStrong(b)) - Number(isStrong(a)) ||
    Number(isBackupCopy(a)) - Number(isBackupCopy(b)) ||
    (isStrong(a) ? a.depth - b.depth || b.score - a.score : b.score - a.score || a.depth - b.depth) ||
    compare(a.path, b.path) * (a.snapshot ? -1 : 1)
  );
}

/** Searches a tree for the directories of sites. What stands inside of one is not searched. */
export async function findCandidates(tree: SiteTree, signal: AbortSignal): Promise<FoundCandidates> {
  if (tree.kind === 'files') return { candidates: [], top: null, searchedAll: true };
  const candidates: SiteCandidate[] = [];
  let level = [''];
  let looked = 0;
  let most = SEARCH_FOLDERS;
  let searchedAll = true;
  let top: FolderContent | null = null;
  for (let depth = 0; level.length > 0 && depth <= SEARCH_DEPTH; depth += 1) {
    const next: string[] = [];
    for (const path of level) {
      looked += 1;
      if (looked > most) {
        // Behind a site that was found, the rest is only searched for others.
        searchedAll = candidates.some(isStrong);
        next.length = 0;
        break;
      }
      if (looked % 64 === 0) await breathe(signal);
      let content: FolderContent;
      try {
        content = await tree.list(path, { count: false, signal });
      } catch (error) {
        signal.throwIfAborted();
        if (systemCode(error) === null) throw error;
        // Going through the tree for reading says which folder it was, and why.
        continue;
      }
      top ??= content;
      const candidate = judge(path, tree.label, depth, content);
      if (candidate !== null) candidates.push(candidate);
      if (candidate !== null && isStrong(candidate)) continue;
      for (const name of content.folders) {
        if (!/^(?:logs|inboxes)$/i.test(name) || candidate === null) next.push(joinPath(path, name));
      }
    }
    if (candidates.some(isStrong)) most = Math.min(most, looked + SEARCH_FOR_MORE);
    level = next;
  }
  return { candidates: candidates.sort(inOrder), top, searchedAll };
}

/**
 * The place of the site in a tree.
 *
 * @param chosen the candidate that is read, undefined when there is none
 */
export function spotOf(tree: SiteTree, found: FoundCandidates, chosen: SiteCandidate | undefined): SiteSpot {
  const { candidates, top, searchedAll } = found;
  if (chosen !== undefined) {
    const others = candidates
      .filter((other) => other !== chosen && isStrong(other))
      .map((other) => other.path);
    return {
      root: chosen.path,
      within: aroundOnly(chosen.path, others),
      topIs: 'site',
      snapshot: chosen.snapshot,
      others,
      searchedAll,
    };
  }
  const boxes = /^inboxes$/i.test(tree.label) || (top?.folders.some((name) => /\.box$/i.test(name)) ?? false);
  const logs = /^logs$/i.test(tree.label) || (top?.files.some(isLogName) ?? false);
  const topIs = tree.kind === 'files' ? 'site' : boxes ? 'inboxes' : logs ? 'logs' : 'site';
  return { root: '', within: '', topIs, snapshot: false, others: [], searchedAll };
}

/** The largest folder around `root` that holds none of the others. */
function aroundOnly(root: string, others: readonly string[]): string {
  const parts = root.split('/');
  for (let length = 0; length < parts.length; length += 1) {
    const folder = parts.slice(0, length).join('/');
    if (!others.some((other) => folder === '' || other === folder || other.startsWith(`${folder}/`))) {
      return folder;
    }
  }
  return root;
}
