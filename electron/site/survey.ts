import { breathe } from './cancel.ts';
import type { Complaints } from './complaints.ts';
import { whyUnreadable } from './errors.ts';
import { SEARCH_DEPTH, SEARCH_FOLDERS, type SiteSpot, isOtherSite } from './locate.ts';
import type { PathNames } from './path-names.ts';
import { type FileRole, type Zone, isLogName, isWantedName, roleOf, roleOfChosenFile } from './roles.ts';
import type { FolderCount } from './tree/folder-tally.ts';
import { type FolderContent, type SiteTree, folderOf, hasName, joinPath, nameOf } from './tree/tree.ts';

const DEEPEST = 64;
const OTHER_SITE = 'This is another SMS directory. Choose it by itself to read it.';
/** Folders of one site; more are those of a loop that the file system does not show as one. */
const MOST_FOLDERS = 300_000;

export interface SiteFile {
  readonly tree: SiteTree;
  readonly path: string;
  /** As shown and cited: `Logs/Despool.log`. */
  readonly shown: string;
  readonly role: FileRole;
  /** True for a single file whose name does not tell that it is a log. */
  readonly guessed: boolean;
}

export interface CountedFolder {
  readonly shown: string;
  readonly count: FolderCount;
  readonly timeBase: 'utc' | 'server';
  readonly kind: SiteTree['kind'];
}

/** All of a tree that may be read, without anything read yet. */
export interface Survey {
  readonly files: SiteFile[];
  readonly folders: CountedFolder[];
  /** Names that files are shown by: each means one file. */
  readonly taken: Set<string>;
  sawLogs: boolean;
  sawInboxes: boolean;
  sawCrashFolder: boolean;
  /** Folders of crashes without a Crash.log. */
  readonly unloggedCrashes: string[];
  isSnapshot: boolean;
  /** True when a tree breaks off: what was not seen may have been there. */
  incomplete: boolean;
}

export function emptySurvey(): Survey {
  return {
    files: [],
    folders: [],
    taken: new Set(),
    sawLogs: false,
    sawInboxes: false,
    sawCrashFolder: false,
    unloggedCrashes: [],
    isSnapshot: false,
    incomplete: false,
  };
}

export interface SurveyOptions {
  /** False when only the names of the files are wanted. */
  readonly counting: boolean;
  readonly signal: AbortSignal;
  readonly complaints: Complaints;
  readonly onFolder: (shown: string) => void;
  readonly onCounted: (files: number) => void;
}

function isSmsProvider(path: string): boolean {
  return /^sms/i.test(nameOf(path));
}

interface Visit {
  readonly path: string;
  readonly depth: number;
  readonly zone: Zone;
}

/** Goes through a tree and notes what can be read; inboxes are counted on the way. */
export async function surveyTree(
  tree: SiteTree,
  spot: SiteSpot,
  names: PathNames,
  survey: Survey,
  options: SurveyOptions,
): Promise<void> {
  const { complaints, signal } = options;
  if (tree.kind === 'files') return surveyFiles(tree, names, survey, options);
  for (const other of spot.others) {
    complaints.add(names.shown(other), OTHER_SITE);
  }
  if (!spot.searchedAll) {
    complaints.add(
      names.label,
      `It has more than ${SEARCH_FOLDERS} folders. Choose the SMS folder itself to have all.`,
    );
  }
  survey.isSnapshot ||= spot.snapshot;
  survey.incomplete ||= tree.endsIn !== null;
  const waiting: Visit[] = [{ path: spot.within, depth: 0, zone: zoneOfRoot(spot) }];
  for (let visited = 0; ; visited += 1) {
    const visit = waiting.pop();
    if (visit === undefined) return;
    if (visited >= MOST_FOLDERS) {
      complaints.add(names.label, `It has more than ${MOST_FOLDERS} folders. The rest was left out.`);
      return;
    }
    if (visited % 64 === 63) await breathe(signal);
    const count =
      options.counting && visit.zone === 'inboxes' && !spot.snapshot && !isInboxesItself(visit.path, spot);
    if (visit.zone === 'inboxes') options.onFolder(names.shown(visit.path));
    let content: FolderContent;
    try {
      content = await tree.list(visit.path, { count, signal, onCounted: options.onCounted });
    } catch (error) {
      signal.throwIfAborted();
      complaints.add(names.shown(visit.path), whyUnreadable(error));
      continue;
    }
    if ((visit.zone === 'inside' || visit.zone === 'outside') && isOtherSite(content)) {
      complaints.add(names.shown(visit.path), OTHER_SITE);
      continue;
    }
    note(visit, content, count);
    if (visit.depth >= DEEPEST) {
      if (content.folders.length > 0)
        complaints.add(names.shown(visit.path), 'Its folders lie too deep to be read.');
      continue;
    }
    for (const name of content.folders) {
      const path = joinPath(visit.path, name);
      const zone = zoneOfFolder(name, path, visit, spot, content);
      if (zone !== null) waiting.push({ path, depth: visit.depth + 1, zone });
    }
  }

  function note(visit: Visit, content: FolderContent, counted: boolean): void {
    for (const { name, why } of content.problems) {
      if (visit.zone !== 'outside' || name === '' || isWantedName(name)) {
        complaints.add(names.shown(name === '' ? visit.path : joinPath(visit.path, name)), why);
      }
    }
    if (visit.zone === 'inboxes') survey.sawInboxes = true;
    if (visit.zone === 'logs') survey.sawLogs = true;
    if (visit.zone === 'crash') survey.sawCrashFolder = true;
    // Crash.log may not have been written, or was not copied; a folder with parts only holds the folders of crashes.
    if (visit.zone === 'crash' && content.folders.length === 0 && !hasName(content.files, 'crash.log'))
      survey.unloggedCrashes.push(names.shown(visit.path));
    if (counted && isAround(tree.endsIn, visit.path)) {
      complaints.add(names.shown(visit.path), 'The zip breaks off here. Its files were not counted.');
    } else if (counted && content.count !== null) {
      survey.folders.push({
        shown: names.shown(visit.path),
        count: content.count,
        timeBase: tree.timeBase,
        kind: tree.kind,
      });
    }
    if (visit.zone === 'below-logs' && content.files.some(isLogName)) {
      complaints.add(
        names.shown(visit.path),
        'It stands below the Logs folder. The logs in it were not read.',
      );
    }
    for (const name of content.files) {
      const role = roleOf(name, visit.zone);
      if (role === null) continue;
      const path = joinPath(visit.path, name);
      const shown = untakenName(survey, tree, [names.shown(path), names.shownAside(path)]);
      survey.files.push({ tree, path, shown, role, guessed: false });
    }
  }
}

/** The first of the names that no file has yet, or a numbered one; taken from now on. */
function untakenName(survey: Survey, tree: SiteTree, names: readonly string[]): string {
  // Names in a zip are compared without regard to case.
  const keys = (name: string): string[] => (tree.kind === 'zip' ? [name, name.toLowerCase()] : [name]);
  const isFree = (name: string): boolean => keys(name).every((key) => !survey.taken.has(key));
  let found = names.find(isFree);
  for (let number = 2; found === undefined; number += 1) {
    const numbered = `${number}/${names[0] ?? ''}`;
    if (isFree(numbered)) found = numbered;
  }
  for (const key of keys(found)) survey.taken.add(key);
  return found;
}

function zoneOfRoot(spot: SiteSpot): Zone {
  if (spot.topIs === 'logs') return 'logs';
  if (spot.topIs === 'inboxes') return 'inboxes';
  return spot.root === spot.within ? 'top' : 'outside';
}

/** True when `endsIn` is this folder or lies in it. */
function isAround(endsIn: string | null, folder: string): boolean {
  if (endsIn === null) return false;
  const [inner, outer] = [endsIn.toLowerCase(), folder.toLowerCase()];
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** The folder `Inboxes` itself is no inbox. */
function isInboxesItself(path: string, spot: SiteSpot): boolean {
  return spot.topIs === 'inboxes' ? path === '' : folderOf(path) === spot.root;
}

/** What a sub-folder is; null when it is not gone into. */
function zoneOfFolder(
  name: string,
  path: string,
  parent: Visit,
  spot: SiteSpot,
  around: FolderContent,
): Zone | null {
  const lower = name.toLowerCase();
  switch (parent.zone) {
    case 'inboxes':
      return 'inboxes';
    case 'crash':
      return 'crash';
    case 'below-logs':
      return null;
    case 'logs':
      return lower.startsWith('crash') ? 'crash' : 'below-logs';
    case 'top':
      if (lower === 'inboxes') return 'inboxes';
      return lower === 'logs' ? 'logs' : 'inside';
    case 'inside':
      return lower === 'logs' ? 'logs' : 'inside';
    case 'outside': {
      if (path === spot.root) return 'top';
      if (spot.others.includes(path)) return null;
      // On the way to the site, and a few folders around it: Setup's log, the backup's, registry exports.
      const onTheWay = spot.root.startsWith(`${path}/`);
      if (lower === 'logs')
        return isSmsProvider(parent.path) && !hasName(around.folders, 'inboxes') ? 'logs' : null;
      if (lower === 'inboxes') return null;
      return onTheWay || parent.depth + 1 <= SEARCH_DEPTH ? 'outside' : null;
    }
  }
}

async function surveyFiles(
  tree: SiteTree,
  names: PathNames,
  survey: Survey,
  options: SurveyOptions,
): Promise<void> {
  const { files } = await tree.list('', { count: false, signal: options.signal });
  for (const path of files) {
    const role = roleOfChosenFile(nameOf(path));
    const shown = untakenName(survey, tree, [names.shown(path)]);
    survey.files.push({ tree, path, shown, role: role ?? 'log', guessed: role === null });
  }
}
