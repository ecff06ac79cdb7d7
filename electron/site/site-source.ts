/** What is read as one site. Types only, but for their comparison. */

/** A site server that is read where it stands. */
export interface ServerSource {
  /** Computer name or address; empty: this computer. */
  readonly server: string;
  /** SMS directory; empty: found by registry and shares. */
  readonly folder: string;
}

export interface SiteSource {
  readonly paths: readonly string[];
  /** Which one, when there are several sites in the paths. */
  readonly site?: string;
  readonly server?: ServerSource;
  /** A sample that comes with the wizard: its age means nothing. */
  readonly sample?: true;
  /** File in which a case keeps the evidence of an earlier reading; it counts instead of what stands in the paths now. */
  readonly kept?: string;
}

/** True when nothing is to be read: answers alone count. */
export function isNothing(source: SiteSource): boolean {
  return source.paths.length === 0 && source.server === undefined && source.kept === undefined;
}

/** True when both mean the same site. */
export function sameSource(one: SiteSource, other: SiteSource): boolean {
  return (
    one.site === other.site &&
    one.kept === other.kept &&
    one.server?.server === other.server?.server &&
    one.server?.folder === other.server?.folder &&
    one.paths.length === other.paths.length &&
    one.paths.every((path, index) => path === other.paths[index])
  );
}
