import { type SiteSpot, locateSite } from './locate.ts';
import { type SiteTree, joinPath, nameOf } from './tree/tree.ts';

/** How paths of a tree are shown: relative to the SMS directory, and where that is not possible to the tree. */
export class PathNames {
  #tree: SiteTree;
  #spot: SiteSpot;
  #prefix: string;

  /** @param prefix set when several trees are read, so that equal paths differ; ends with a slash */
  constructor(tree: SiteTree, spot: SiteSpot, prefix: string) {
    this.#tree = tree;
    this.#spot = spot;
    this.#prefix = prefix;
  }

  shown(path: string): string {
    return this.#prefix + this.#inSite(path);
  }

  /** The paths inside of the tree that a shown path may mean, the likeliest first. */
  paths(shown: string): readonly string[] {
    if (!shown.startsWith(this.#prefix)) return [];
    const rest = shown.slice(this.#prefix.length);
    const topName = `${this.#topName()}/`;
    const candidates = [joinPath(this.#spot.root, rest), rest];
    if (this.#spot.topIs !== 'site' && rest.startsWith(topName))
      candidates.unshift(rest.slice(topName.length));
    const aside = `${this.#tree.label}/`;
    if (rest.startsWith(aside)) candidates.push(rest.slice(aside.length));
    return candidates;
  }

  /** Path of something around the SMS directory that would be shown like something in it. */
  shownAside(path: string): string {
    return `${this.#prefix}${this.#tree.label}/${path}`;
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

/** The trees with the place of the site in each and the names of their paths. Same order, same names each time. */
export async function locateAll(
  trees: readonly SiteTree[],
  signal: AbortSignal,
): Promise<readonly { readonly tree: SiteTree; readonly spot: SiteSpot; readonly names: PathNames }[]> {
  const located = [];
  let before = 0;
  for (const tree of trees) {
    const spot = await locateSite(tree, signal);
    const prefix = tree.kind !== 'files' && before > 0 ? `${tree.label}/` : '';
    if (tree.kind !== 'files') before += 1;
    located.push({ tree, spot, names: new PathNames(tree, spot, prefix) });
  }
  return located;
}
