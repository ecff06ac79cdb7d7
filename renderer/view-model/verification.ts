/** Before and after, as the Verify page shows them. */
import type {
  FactChange,
  FindingChange,
  FixOutcome,
  SiteComparison,
} from '../../electron/engine/case/comparison.ts';
import type { RunView } from '../../electron/engine/case/run-view.ts';
import { withoutNoise } from './inbox-changes.ts';
import { isBehind } from './steps.ts';
import type { Tone } from './verdict.ts';

export interface OutcomeView {
  readonly word: string;
  readonly tone: Tone;
}

/** Green only for what is fixed. */
const outcomes: Readonly<Record<FixOutcome, OutcomeView>> = {
  fixed: { word: 'Fixed', tone: 'verified' },
  partly: { word: 'Partly fixed', tone: 'caution' },
  'not-fixed': { word: 'Not fixed', tone: 'danger' },
  worse: { word: 'Worse', tone: 'danger' },
  'cannot-tell': { word: 'It cannot be told', tone: 'info' },
};

/** Word and tone of an outcome. */
export function outcomeView(outcome: FixOutcome): OutcomeView {
  return outcomes[outcome];
}

/** The headline without the word that stands above it: `Q260366 no longer shows, and nothing got worse.` */
export function headlineBeside({ outcome, headline }: SiteComparison): string {
  const { word } = outcomes[outcome];
  const rest = headline.startsWith(word) ? headline.slice(word.length).replace(/^[^:]*:\s*/, '') : headline;
  return `${rest[0]?.toUpperCase() ?? ''}${rest.slice(1)}`;
}

export interface ChangeView {
  readonly word: string;
  readonly tone: Tone;
}

const factChanges: Readonly<Record<FactChange['change'], ChangeView>> = {
  worse: { word: '↓ Worse', tone: 'danger' },
  better: { word: '↑ Better', tone: 'info' },
  changed: { word: '≠ Changed', tone: 'quiet' },
  'cannot-tell': { word: '? Cannot be told', tone: 'quiet' },
  same: { word: '= The same', tone: 'quiet' },
};

/** Word and tone of how a fact changed. */
export function factChangeView(change: FactChange['change']): ChangeView {
  return factChanges[change];
}

const findingChanges: Readonly<Record<FindingChange['change'], ChangeView>> = {
  flipped: { word: 'No longer shows', tone: 'verified' },
  weaker: { word: 'Less speaks for it', tone: 'info' },
  same: { word: 'The same', tone: 'quiet' },
  stronger: { word: 'More speaks for it', tone: 'caution' },
  new: { word: 'Shows now', tone: 'danger' },
  'lost-evidence': { word: 'Less is known of it', tone: 'caution' },
};

/** Word and tone of what became of a finding; one that is there as before is no quiet matter. */
export function findingChangeView({ change, after }: FindingChange): ChangeView {
  if (change === 'same' && (after === 'confirmed' || after === 'likely')) {
    return { word: 'Still shows', tone: 'danger' };
  }
  return findingChanges[change];
}

/** Findings of which there is something to say, and those that were ruled out before and still are. */
export function findingParts(findings: readonly FindingChange[]): {
  readonly telling: readonly FindingChange[];
  readonly same: readonly FindingChange[];
} {
  const isSame = (finding: FindingChange): boolean => findingChangeView(finding).tone === 'quiet';
  return {
    telling: findings.filter((finding) => !isSame(finding)),
    same: findings.filter(isSame),
  };
}

/** What is said of a finding, one part for each condition that turned: each begins with its name in quotes. */
export function conditionParts(because: string): readonly string[] {
  return because.split(/(?<=[.:]) (?=“[^”]+” (?:is|was) )/);
}

export interface FactParts {
  readonly changed: readonly FactChange[];
  readonly unknown: readonly FactChange[];
  readonly same: readonly FactChange[];
}

/** Facts that changed, those that were read only once, and those that stayed. */
export function factParts(facts: readonly FactChange[]): FactParts {
  return {
    changed: facts.filter(({ change }) => change !== 'same' && change !== 'cannot-tell'),
    unknown: facts.filter(({ change }) => change === 'cannot-tell'),
    same: facts.filter(({ change }) => change === 'same'),
  };
}

const STILL_OPEN = /^(?:Still to be seen|To decide it): /;

/**
 * Reasons for the outcome apart from what is still to be seen or collected, whose words begin with that. What the findings
 * say of themselves stands with them.
 */
export function reasonParts({ because, findings }: Pick<SiteComparison, 'because' | 'findings'>): {
  readonly reasons: readonly string[];
  readonly open: readonly string[];
} {
  const told = new Set(findings.map((finding) => finding.because));
  return {
    reasons: because.filter((text) => !STILL_OPEN.test(text) && !told.has(text)).map(withoutNoise),
    open: because
      .filter((text) => STILL_OPEN.test(text))
      .map((text) => capital(text.replace(STILL_OPEN, ''))),
  };
}

function capital(text: string): string {
  return `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
}

/** The runs whose checks are done on the Verify page: the latest of each plan that was not given up. */
export function runsToVerify(runs: readonly RunView[]): readonly RunView[] {
  const latest = new Map(runs.map((run) => [run.plan.id, run]));
  return [...latest.values()].filter((run) => run.state !== 'given-up' && run.verification.length > 0);
}

/** Steps of a run that are to be done before its checks. */
export function stepsBefore(run: RunView): number {
  return run.steps.filter((step) => !isBehind(step.state)).length;
}
