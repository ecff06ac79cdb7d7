import { type SiteSpot, locateSite } from './locate.ts';
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

/** Locates the site in each tree. Same order and same names each time. Single files keep the names they go by. */
export async function locateAll(
  trees: readonly SiteTree[],
  signal: AbortSignal,
): Promise<readonly LocatedTree[]> {
  const several = trees.filter((tree) => tree.kind !== 'files').length > 1;
  const taken = new Set<string>();
  const located: LocatedTree[] = [];
  for (const tree of trees) {
    const spot = await locateSite(tree, signal);
    const prefixed = several && tree.kind !== 'files';
    const label = prefixed ? labelBeside(taken, tree.label) : tree.label;
    taken.add(label.toLowerCase());
    located.push({ tree, spot, names: new PathNames(tree, spot, label, prefixed) });
  }
  return located;
}

/** A label fit to be the first part of a path, with a number where another tree has the same. */
function labelBeside(taken: ReadonlySet<string>, label: string): string {
  const plain = label.replaceAll(/[\\/:\p{Cc}]+/gu, ' ').trim() || 'Source';
  let made = plain;
  for (let number = 2; taken.has(made.toLowerCase()); number += 1) made = `${plain} (${number})`;
  return made;
}
