import { type NamedTree, chooseSite } from './choose-site.ts';
import type { SiteSpot } from './locate.ts';
import { type SiteTree, joinPath, nameOf } from './tree/tree.ts';

/** How paths of a tree are shown: relative to the SMS directory, and where that is not possible to the tree. */
export class PathNames {
  #tree: SiteTree;
  #spot: SiteSpot;
  #prefix: string;
  /** Name of the tree: no two trees of a site have the same. */
  readonly label: string;

  /** @param prefixed true when the name of the tree stands before each path, so that those of several trees differ */
  constructor(tree: SiteTree, spot: SiteSpot, label: string, prefixed: boolean) {
    this.#tree = tree;
    this.#spot = spot;
    this.label = label;
    this.#prefix = prefixed ? `${label}/` : '';
  }

  shown(path: string): string {
    return this.#prefix + this.#inSite(path);
  }

  /** Path of something around the SMS directory that would be shown like something in it. */
  shownAside(path: string): string {
    return `${this.#prefix}${this.label}/${path}`;
  }

  #inSite(path: string): string {
    const { root, topIs } = this.#spot;
    if (topIs !== 'site')
      return (path === '' ? this.#topName() : joinPath(this.#topName(), path)) || this.#tree.label;
    if (path === root) return path === '' ? this.#tree.label : nameOf(path);
    if (root !== '' && path.startsWith(`${root}/`)) return path.slice(root.length + 1);
    return path;
  }

  /** Loose logs in a folder of any name are shown by their name alone; inboxes always stand below `Inboxes`. */
  #topName(): string {
    const { label } = this.#tree;
    if (this.#spot.topIs === 'inboxes') return /^inboxes$/i.test(label) ? label : 'Inboxes';
    return /^logs$/i.test(label) ? label : '';
  }
}

/** A tree with the place of the site in it and the names of its paths. */
export interface LocatedTree {
  readonly tree: SiteTree;
  readonly spot: SiteSpot;
  readonly names: PathNames;
}

/** The trees of one site, and the names of those that are not read, with the reason. */
export interface LocatedTrees {
  readonly located: readonly LocatedTree[];
  readonly leftOut: readonly { readonly label: string; readonly why: string }[];
}

/**
 * Locates the site in each tree. Same order and same names each time. Single files keep the names they go by.
 *
 * @param wanted which of several sites is meant
 * @throws SeveralSitesError when there are several and none is meant, SiteReadError when the wanted one is not there
 */
export async function locateAll(
  trees: readonly SiteTree[],
  signal: AbortSignal,
  wanted?: string,
): Promise<LocatedTrees> {
  const several = trees.filter((tree) => tree.kind !== 'files').length > 1;
  const isPrefixed = (tree: SiteTree): boolean => several && tree.kind !== 'files';
  const taken = new Set<string>();
  const named: NamedTree[] = [];
  for (const tree of trees) {
    const label = isPrefixed(tree) ? labelBeside(taken, tree.label) : tree.label;
    taken.add(label.toLowerCase());
    named.push({ tree, label });
  }
  const located: LocatedTree[] = [];
  const leftOut: { label: string; why: string }[] = [];
  for (const { tree, label, spot, whyNot } of await chooseSite(named, wanted, signal)) {
    if (spot === null) leftOut.push({ label, why: whyNot });
    else located.push({ tree, spot, names: new PathNames(tree, spot, label, isPrefixed(tree)) });
  }
  return { located, leftOut };
}

/** A label fit to be the first part of a path, with a number where another tree has the same. */
function labelBeside(taken: ReadonlySet<string>, label: string): string {
  const plain = label.replaceAll(/[\\/:\p{Cc}]+/gu, ' ').trim() || 'Source';
  let made = plain;
  for (let number = 2; taken.has(made.toLowerCase()); number += 1) made = `${plain} (${number})`;
  return made;
}
