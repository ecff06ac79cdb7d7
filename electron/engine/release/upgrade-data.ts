/** The releases of SMS 2.0 and the ways between them, as data. Stored in `assets/releases/`. */

/** A statement with the one source it rests on: a Q number, or `judgement` for what no article states. */
export interface SourcedText {
  readonly text: string;
  readonly source: string;
}

/** One release (`releases.yaml`); the list is in ascending order. */
export interface ReleaseEntry {
  /** As written in this project (`2.0 SP2`). */
  readonly release: string;
  readonly name: string;
  /** Releases from which the setup of this one may be started; empty: it is not an upgrade. */
  readonly needs: readonly string[];
  readonly why: readonly SourcedText[];
}

/** A problem that comes with a release (`known-problems.yaml`). */
export interface KnownProblem {
  /** Q number of the article. */
  readonly id: string;
  /** One line in own words. */
  readonly title: string;
  /** `running`: there as long as a listed release runs. `setup`: happens while a listed release is put on. */
  readonly kind: 'running' | 'setup';
  /** Releases it is listed for: the article's own list, unless `listedByJudgement` says otherwise. */
  readonly listedFor: readonly string[];
  /** Present where `listedFor` follows the text of the article and not its list of releases. */
  readonly listedByJudgement?: {
    /** The article's own list. */
    readonly articleLists: readonly string[];
    /** Why that list was left, in one sentence. */
    readonly because: string;
  };
  /** `setup` only: the releases one must come from; absent: any. */
  readonly comingFrom?: readonly string[];
  /** Whom it concerns when not every site (`French release only`). */
  readonly condition?: string;
  /** Where it is first corrected, as the article says; null when it names no release. */
  readonly fixedIn: string | null;
  /** Q number that names `fixedIn` where the article itself does not. */
  readonly fixedInSource?: string;
}

/** Something to mind before, while or after upgrading (`cautions.yaml`). */
export interface UpgradeCaution {
  readonly id: string;
  /** What to do, in a few words. */
  readonly title: string;
  readonly when: 'before' | 'during' | 'after';
  readonly text: string;
  /** Counts for these installed releases; absent: all. */
  readonly from?: readonly string[];
  /** Counts when one of these is put on; absent: any. */
  readonly onto?: readonly string[];
  readonly sources: readonly string[];
}

/** Release → Q numbers first corrected in it (`bugfix-lists.json`). */
export type BugfixLists = Readonly<Record<string, readonly string[]>>;

/** Q number → one line in own words (`article-titles.json`). */
export type ArticleTitles = Readonly<Record<string, string>>;

export interface ReleaseData {
  readonly releases: readonly ReleaseEntry[];
  readonly problems: readonly KnownProblem[];
  readonly cautions: readonly UpgradeCaution[];
  readonly bugfixes: BugfixLists;
  /** What the articles are about; absent where only numbers are needed. */
  readonly titles?: ArticleTitles;
}
