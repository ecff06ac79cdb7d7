import type { KnownProblem, ReleaseData, ReleaseEntry, SourcedText, UpgradeCaution } from './upgrade-data.ts';

/** A known problem on a way, with whom it concerns. */
export interface UpgradeProblem {
  readonly id: string;
  readonly title: string;
  /** Null when every site may meet it. */
  readonly condition: string | null;
  readonly fixedIn: string | null;
  /** Why it counts for these releases although the article lists others (judgement); null when it lists them. */
  readonly listedBecause: string | null;
}

/** A caution that counts on a way. */
export interface UpgradeCautionOnPath {
  readonly id: string;
  /** What to do, in a few words. */
  readonly title: string;
  readonly when: 'before' | 'during' | 'after';
  readonly text: string;
  readonly sources: readonly string[];
}

/** The promised JSON of `upgrade-path` plus added fields. */
export interface UpgradePath {
  readonly schema: 'sms-site-doctor/upgrade-path@1';
  readonly from: string;
  readonly to: string;
  readonly allowed: boolean;
  /** Releases to put on, in this order; empty when there is nothing to do or no way. */
  readonly steps: readonly string[];
  readonly why: readonly SourcedText[];
  /** Articles first corrected after `from` and up to `to`, in the order of the releases. */
  readonly ends: readonly string[];
  /**
   * Known problems that the site does not have at `from` and meets on this way: those listed for `to` and not for
   * `from`, and those of the setups that are run.
   */
  readonly brings: readonly string[];
  // Added:
  /** True when no target was given and this one is recommended. */
  readonly advised: boolean;
  /** `brings` with titles. */
  readonly problems: readonly UpgradeProblem[];
  /** Known problems listed for both `from` and `to`. */
  readonly keeps: readonly UpgradeProblem[];
  /** Known problems of releases the site runs only until the next step. */
  readonly passing: readonly { readonly release: string; readonly problems: readonly UpgradeProblem[] }[];
  readonly cautions: readonly UpgradeCautionOnPath[];
}

/** A release the data does not know. */
export class UnknownReleaseError extends Error {
  readonly code = 'unknown-release';
  readonly nextStep: string;

  constructor(
    readonly release: string,
    known: readonly string[],
  ) {
    super(`"${release}" is not a release of SMS 2.0 that is known here.`);
    this.name = 'UnknownReleaseError';
    this.nextStep = `Use one of: ${known.join(', ')}.`;
  }
}

/** The two founding articles; a target is advised that ends both. */
const foundingArticles: readonly string[] = ['Q260366', 'Q304381'];

interface Hop {
  readonly from: string;
  readonly onto: ReleaseEntry;
}

/**
 * Finds the allowed way from one release to another: which service packs to put on, why, what that ends and what
 * it brings. Service packs are cumulative (Q288239), so everything corrected between the two is ended.
 * @param data releases, known problems, cautions and bugfix lists
 * @param from release that is installed (`2.0 SP2`)
 * @param to release that is wanted; null asks for advice: the earliest release that ends both founding faults
 * @throws UnknownReleaseError when `from` or `to` is not in the data
 */
export function upgradePath(data: ReleaseData, from: string, to: string | null): UpgradePath {
  const start = indexOf(data, from);
  const advice = to === null ? advise(data, start) : null;
  const goal = to === null ? Math.max(start, adviceIndex(data)) : indexOf(data, to);
  const target = releaseAt(data, goal).release;
  const source = releaseAt(data, start).release;
  const base = {
    schema: 'sms-site-doctor/upgrade-path@1',
    from: source,
    to: target,
    advised: to === null,
  } as const;

  if (goal === start) {
    return {
      ...base,
      ...nothing,
      allowed: true,
      why: advice ?? [
        { text: `The site already runs ${target}. There is nothing to do.`, source: 'judgement' },
      ],
      keeps: describe(problemsRunning(data, target)),
    };
  }
  const hops = goal > start ? findHops(data, source, target) : null;
  if (hops === null) {
    return { ...base, ...nothing, allowed: false, why: whyNot(source, target, goal < start) };
  }

  const running = problemsRunning(data, target);
  const setup = data.problems.filter((problem) => hops.some((hop) => happensAt(problem, hop)));
  const brings = [...running.filter((problem) => !problem.listedFor.includes(source)), ...setup];
  return {
    ...base,
    allowed: true,
    steps: hops.map((hop) => hop.onto.release),
    why: [...(advice ?? []), ...hops.flatMap((hop) => hop.onto.why), cumulative],
    ends: data.releases.slice(start + 1, goal + 1).flatMap((entry) => data.bugfixes[entry.release] ?? []),
    brings: brings.map((problem) => problem.id),
    problems: describe(brings),
    keeps: describe(running.filter((problem) => problem.listedFor.includes(source))),
    passing: hops.slice(0, -1).map((hop) => ({
      release: hop.onto.release,
      problems: describe(
        problemsRunning(data, hop.onto.release).filter((problem) => !running.includes(problem)),
      ),
    })),
    cautions: data.cautions
      .filter((caution) => hops.some((hop) => concerns(caution, hop)))
      .map(cautionOnPath),
  };
}

const nothing = {
  steps: [],
  ends: [],
  brings: [],
  problems: [],
  keeps: [],
  passing: [],
  cautions: [],
} as const;

function indexOf(data: ReleaseData, release: string): number {
  const wanted = release.trim().toLowerCase();
  const index = data.releases.findIndex((entry) => entry.release.toLowerCase() === wanted);
  if (index < 0) {
    throw new UnknownReleaseError(
      release,
      data.releases.map((entry) => entry.release),
    );
  }
  return index;
}

function releaseAt(data: ReleaseData, index: number): ReleaseEntry {
  const entry = data.releases[index];
  if (!entry) throw new RangeError(`No release at ${index}.`);
  return entry;
}

/** Release in whose bugfix list an article stands; its index, or the last release when none lists it. */
function correctedAt(data: ReleaseData, article: string): number {
  const index = data.releases.findIndex((entry) => data.bugfixes[entry.release]?.includes(article) ?? false);
  return index < 0 ? data.releases.length - 1 : index;
}

function adviceIndex(data: ReleaseData): number {
  return Math.max(...foundingArticles.map((article) => correctedAt(data, article)));
}

function advise(data: ReleaseData, start: number): readonly SourcedText[] {
  const goal = adviceIndex(data);
  const target = releaseAt(data, goal).release;
  if (start >= goal) {
    return [
      {
        text: `The site runs ${releaseAt(data, start).release}. Both faults, Q260366 and Q304381, are corrected there. There is nothing to do.`,
        source: 'Q308269',
      },
    ];
  }
  return [
    ...foundingArticles.map((article) => ({
      text: `${article} is first corrected in ${releaseAt(data, correctedAt(data, article)).release}.`,
      source: article,
    })),
    {
      text: `${target} is the first release that ends both, so it is the one to go to.`,
      source: 'judgement',
    },
  ];
}

/** Fewest setups from one release to another; null when no way leads there. */
function findHops(data: ReleaseData, from: string, to: string): readonly Hop[] | null {
  let ways: readonly { readonly at: string; readonly hops: readonly Hop[] }[] = [{ at: from, hops: [] }];
  const seen = new Set([from]);
  while (ways.length > 0) {
    const next: { at: string; hops: readonly Hop[] }[] = [];
    for (const way of ways) {
      for (const entry of data.releases.filter((candidate) => candidate.needs.includes(way.at))) {
        if (seen.has(entry.release)) continue;
        seen.add(entry.release);
        const hops = [...way.hops, { from: way.at, onto: entry }];
        if (entry.release === to) return hops;
        next.push({ at: entry.release, hops });
      }
    }
    ways = next;
  }
  return null;
}

function whyNot(from: string, to: string, downgrade: boolean): readonly SourcedText[] {
  if (!downgrade) return [{ text: `No way from ${from} to ${to} is known.`, source: 'judgement' }];
  return [
    {
      text: `${to} is older than ${from}. Setup of a service pack never replaces a higher version by a lower one.`,
      source: 'Q213410',
    },
    { text: `So no way back from ${from} to ${to} by setup is known.`, source: 'judgement' },
    { text: `To run ${to} again, restore a backup taken before the upgrade.`, source: 'judgement' },
  ];
}

const cumulative: SourcedText = {
  text: 'Service packs are cumulative: each holds the corrections of all earlier ones.',
  source: 'Q288239',
};

function problemsRunning(data: ReleaseData, release: string): readonly KnownProblem[] {
  return data.problems.filter((problem) => problem.kind === 'running' && problem.listedFor.includes(release));
}

function happensAt(problem: KnownProblem, hop: Hop): boolean {
  return (
    problem.kind === 'setup' &&
    problem.listedFor.includes(hop.onto.release) &&
    (problem.comingFrom?.includes(hop.from) ?? true)
  );
}

function concerns(caution: UpgradeCaution, hop: Hop): boolean {
  return (caution.from?.includes(hop.from) ?? true) && (caution.onto?.includes(hop.onto.release) ?? true);
}

function cautionOnPath(caution: UpgradeCaution): UpgradeCautionOnPath {
  return {
    id: caution.id,
    title: caution.title,
    when: caution.when,
    text: caution.text,
    sources: caution.sources,
  };
}

function describe(problems: readonly KnownProblem[]): readonly UpgradeProblem[] {
  return problems.map((problem) => ({
    id: problem.id,
    title: problem.title,
    condition: problem.condition ?? null,
    fixedIn: problem.fixedIn,
    listedBecause: problem.listedByJudgement?.because ?? null,
  }));
}
