import { breathe } from './cancel.ts';
import { systemCode } from './errors.ts';
import { isLogName } from './roles.ts';
import { type FolderContent, type SiteTree, hasName, joinPath, nameOf } from './tree/tree.ts';

/** How deep below the chosen folder an SMS directory is searched, and things around it. */
export const SEARCH_DEPTH = 4;
/** Folders looked into before the search gives up: somebody chose a whole drive. */
export const SEARCH_FOLDERS = 20_000;

/** Where in a tree the site is. */
export interface SiteSpot {
  /** Path of the SMS or snapshot directory; empty: the root of the tree. */
  readonly root: string;
  /** Set when the chosen folder itself is `Logs` or `Inboxes`: its name stands before all paths shown. */
  readonly topIs: 'site' | 'logs' | 'inboxes';
  /** True when inbox folders here are copies made by the collector; the counts are in `inboxes.txt`. */
  readonly snapshot: boolean;
  /** Other SMS directories that were found and are not read. */
  readonly others: readonly string[];
  readonly searchedAll: boolean;
}

interface Candidate {
  readonly path: string;
  readonly depth: number;
  readonly score: number;
  readonly snapshot: boolean;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function judge(path: string, label: string, depth: number, content: FolderContent): Candidate | null {
  const inboxes = hasName(content.folders, 'inboxes');
  const logs = hasName(content.folders, 'logs');
  const snapshot = hasName(content.files, 'snapshot.ini');
  const listing = hasName(content.files, 'inboxes.txt');
  // A snapshot that lost its snapshot.ini on the way is still told by the name the collector gave it.
  const named = /^smssnap-/i.test(path === '' ? label : nameOf(path));
  const score = (snapshot ? 8 : 0) + (inboxes ? 4 : 0) + (listing ? 2 : 0) + (logs ? 1 : 0);
  return score === 0 ? null : { path, depth, score, snapshot: snapshot || listing || named };
}

/** A directory that holds a site of its own, not just any folder called Logs. */
function isStrong(candidate: Candidate): boolean {
  return candidate.score >= 4;
}

/**
 * Finds the SMS or snapshot directory in a tree: the one that has most of what a site has, then the one nearest to
 * the root, then the last by name (snapshots carry their time in it).
 */
export async function locateSite(tree: SiteTree, signal: AbortSignal): Promise<SiteSpot> {
  if (tree.kind === 'files')
    return { root: '', topIs: 'site', snapshot: false, others: [], searchedAll: true };
  const candidates: Candidate[] = [];
  let level = [''];
  let looked = 0;
  let searchedAll = true;
  let top: FolderContent | null = null;
  for (let depth = 0; level.length > 0 && depth <= SEARCH_DEPTH; depth += 1) {
    const next: string[] = [];
    for (const path of level) {
      looked += 1;
      if (looked > SEARCH_FOLDERS) {
        searchedAll = false;
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
      for (const name of content.folders) {
        if (!/^(?:logs|inboxes)$/i.test(name) || candidate === null) next.push(joinPath(path, name));
      }
    }
    if (candidates.some(isStrong) || !searchedAll) break;
    level = next;
  }
  candidates.sort(
    (a, b) => b.score - a.score || a.depth - b.depth || compare(a.path, b.path) * (a.snapshot ? -1 : 1),
  );
  const best = candidates[0];
  if (best !== undefined) {
    return {
      root: best.path,
      topIs: 'site',
      snapshot: best.snapshot,
      others: candidates.filter((other) => other !== best && isStrong(other)).map((other) => other.path),
      searchedAll,
    };
  }
  const boxes = /^inboxes$/i.test(tree.label) || (top?.folders.some((name) => /\.box$/i.test(name)) ?? false);
  const logs = /^logs$/i.test(tree.label) || (top?.files.some(isLogName) ?? false);
  const topIs = boxes ? 'inboxes' : logs ? 'logs' : 'site';
  return { root: '', topIs, snapshot: false, others: [], searchedAll };
}
