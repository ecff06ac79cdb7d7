import type { FoundSite } from '../contract/ipc.ts';
import { SeveralSitesError, SiteReadError } from './errors.ts';
import {
  type FoundCandidates,
  type SiteCandidate,
  type SiteSpot,
  findCandidates,
  isBackupCopy,
  isStrong,
  spotOf,
} from './locate.ts';
import { type SiteIdentity, compareIdentity, identityOf, nameOfIdentity } from './site-identity.ts';
import { type SiteTree, nameOf } from './tree/tree.ts';

/** A tree with the name it goes by among those that were chosen. */
export interface NamedTree {
  readonly tree: SiteTree;
  readonly label: string;
}

/** A tree with the place of the site in it, or why nothing of it is read. */
export interface ChosenTree extends NamedTree {
  readonly spot: SiteSpot | null;
  readonly whyNot: string;
}

const ANOTHER_SITE = 'It holds another site. It was not read.';
const ANOTHER_COLLECTION =
  'It holds another collection of the same site. Only the newest was read, so that old and new are not mixed.';

interface Searched extends NamedTree {
  readonly found: FoundCandidates;
}

/** One directory of a site among all that were found. */
interface Rival {
  readonly searched: Searched;
  readonly candidate: SiteCandidate;
  readonly identity: SiteIdentity;
  readonly site: FoundSite;
}

/**
 * Finds the site in each tree, and sees that all are of one site, and of no two collections of it.
 *
 * @param wanted id of a site as an earlier error named it, or its code, or the name of its server
 * @throws SeveralSitesError when there are several and none was wanted; SiteReadError `not-found` when the wanted one
 *   is not among them
 */
export async function chooseSite(
  trees: readonly NamedTree[],
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<readonly ChosenTree[]> {
  const searched: Searched[] = [];
  for (const named of trees) searched.push({ ...named, found: await findCandidates(named.tree, signal) });
  const strong = searched.flatMap((one) => one.found.candidates.filter(isStrong));
  if (strong.length < 2 && wanted === undefined) return searched.map((one) => chosen(one, undefined));

  const rivals: Rival[] = [];
  const several = trees.filter(({ tree }) => tree.kind !== 'files').length > 1;
  for (const one of searched) {
    for (const candidate of one.found.candidates.filter(isStrong)) {
      const identity = await identityOf(one.tree, candidate, signal);
      rivals.push({ searched: one, candidate, identity, site: describe(one, candidate, identity, several) });
    }
  }
  if (wanted === undefined) {
    const toAsk = differing(searched, rivals);
    if (toAsk.length > 1) throw new SeveralSitesError(toAsk.map(({ site }) => site));
    return ofOneCollection(searched, rivals, null);
  }
  const pick = find(rivals, wanted);
  const ofSite = searched.filter((one) => {
    const best = bestOf(rivals, one);
    if (pick === null || best === undefined || one === pick.searched) return true;
    return compareIdentity(pick.identity, best.identity) !== 'different';
  });
  const read = ofOneCollection(ofSite, rivals, pick);
  return searched.map((one) => read[ofSite.indexOf(one)] ?? notRead(one, ANOTHER_SITE));
}

function bestOf(rivals: readonly Rival[], one: Searched): Rival | undefined {
  return rivals.find((rival) => rival.searched === one);
}

/**
 * Where several trees hold a snapshot of the same site, only one of them is read.
 *
 * @param pick the directory that was asked for, null: the newest snapshot
 */
function ofOneCollection(
  searched: readonly Searched[],
  rivals: readonly Rival[],
  pick: Rival | null,
): readonly ChosenTree[] {
  const read = searched.flatMap((one) => {
    const rival = pick?.searched === one ? pick : bestOf(rivals, one);
    return rival?.candidate.snapshot === true ? [rival] : [];
  });
  const isOlder = (rival: Rival): boolean =>
    rival !== pick &&
    read.some(
      (other) =>
        other !== rival &&
        compareIdentity(other.identity, rival.identity) === 'same' &&
        (other === pick || isNewer(other, rival)),
    );
  return searched.map((one) => {
    const own = read.find((rival) => rival.searched === one);
    return own !== undefined && isOlder(own)
      ? notRead(one, ANOTHER_COLLECTION)
      : chosen(one, pick?.searched === one ? pick.candidate : undefined);
  });
}

/** The newest snapshot of several trees, or the first directory where that is none. */
function newestOf(first: Rival, found: readonly Rival[]): Rival {
  if (!first.candidate.snapshot) return first;
  return found
    .filter((rival) => rival.candidate.snapshot && bestOf(found, rival.searched) === rival)
    .reduce((newest, rival) => (isNewer(rival, newest) ? rival : newest), first);
}

/** By what the snapshots tell; two that tell the same, or nothing, are told apart by their places. */
function isNewer(one: Rival, other: Rival): boolean {
  const [a, b] = [one.identity.collected ?? '', other.identity.collected ?? ''];
  return a === b ? one.site.place > other.site.place : a > b;
}

function chosen({ tree, label, found }: Searched, candidate: SiteCandidate | undefined): ChosenTree {
  return { tree, label, spot: spotOf(tree, found, candidate ?? found.candidates[0]), whyNot: '' };
}

function notRead({ tree, label }: Searched, whyNot: string): ChosenTree {
  return { tree, label, spot: null, whyNot };
}

function describe(
  { tree, label }: Searched,
  { path }: SiteCandidate,
  identity: SiteIdentity,
  several: boolean,
): FoundSite {
  const place = several ? [label, path].filter((part) => part !== '').join('/') : path || label;
  return { id: place, title: nameOfIdentity(identity) ?? (nameOf(path) || tree.label), place };
}

/**
 * The sites to ask about. In one tree those differ from the best that are known to be of another site, and those as
 * near to the root of which nothing is known; a copy of a backup never does. Of several trees, which somebody chose to
 * be read together, only those that are known to differ.
 */
function differing(searched: readonly Searched[], rivals: readonly Rival[]): readonly Rival[] {
  const asked: Rival[] = [];
  for (const one of searched) {
    const own = rivals.filter((rival) => rival.searched === one && !isBackupCopy(rival.candidate));
    const [best] = own;
    if (best === undefined) continue;
    for (const rival of own) {
      const beside = rival === best || rival.candidate.depth === best.candidate.depth;
      const isNew = asked.every((known) => {
        const relation = compareIdentity(known.identity, rival.identity);
        return relation === 'different' || (relation === 'unknown' && known.searched === one && beside);
      });
      if (isNew) asked.push(rival);
    }
  }
  return asked;
}

/** The directory that is meant; null when there is only one, of which nothing tells whose it is. */
function find(rivals: readonly Rival[], wanted: string): Rival | null {
  const word = wanted.trim().toLowerCase();
  const matching = [
    (rival: Rival): boolean => rival.site.id === wanted,
    (rival: Rival): boolean => rival.site.id.toLowerCase() === word,
    (rival: Rival): boolean => rival.identity.code?.toLowerCase() === word,
    (rival: Rival): boolean => rival.identity.server?.toLowerCase() === word,
  ];
  for (const matches of matching) {
    const found = rivals.filter(matches);
    const [first] = found;
    if (first === undefined) continue;
    const others = found.filter((rival) => compareIdentity(first.identity, rival.identity) === 'different');
    if (others.length > 0) throw new SeveralSitesError([first, ...others].map(({ site }) => site));
    return newestOf(first, found);
  }
  const [only] = rivals;
  if (rivals.length < 2 && (only === undefined || nameOfIdentity(only.identity) === null))
    return only ?? null;
  const named = rivals.map(({ site }) => `${site.title} (${site.place})`).join(', ');
  throw new SiteReadError(
    'not-found',
    `There is no site "${wanted}" in what was chosen.`,
    `There is: ${named}.`,
  );
}
