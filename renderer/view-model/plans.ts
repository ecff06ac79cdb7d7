/** The plans for a site, as the Fix page lists them. */
import type { Plan, StepKind } from '../../electron/engine/knowledge/plan.ts';
import type { PlanFit, TailoredPlan } from '../../electron/engine/plans/tailored-plan.ts';
import type { RunView } from '../../electron/engine/case/run-view.ts';
import { isOpenRun } from './runs.ts';
import type { Tone } from './verdict.ts';

const purposes: Readonly<Record<Plan['purpose'], { readonly word: string; readonly meaning: string }>> = {
  relief: { word: 'Relief', meaning: 'Gets the site working again now.' },
  mitigation: { word: 'Mitigation', meaning: 'Makes it less likely to come back.' },
  cure: { word: 'Cure', meaning: 'Ends the fault.' },
};

/** What kind of plan it is, in a word and a sentence. */
export function purposeView(purpose: Plan['purpose']): { readonly word: string; readonly meaning: string } {
  return purposes[purpose];
}

const fits: Readonly<Record<PlanFit, { readonly tone: Tone; readonly word: string }>> = {
  advised: { tone: 'info', word: 'Advised' },
  possible: { tone: 'caution', word: 'Possible' },
  'not-for-this-site': { tone: 'quiet', word: 'Not for this site' },
  done: { tone: 'quiet', word: 'Reached already' },
};

/** How well a plan fits, in a word and its tone. */
export function fitView(fit: PlanFit): { readonly tone: Tone; readonly word: string } {
  return fits[fit];
}

const kinds: Readonly<Record<StepKind, string>> = {
  check: 'Check',
  tell: 'Do',
  run: 'Run',
  edit: 'Edit',
  wait: 'Wait',
  verify: 'Verify',
};

/** What kind of step it is, in one word. */
export function stepKindWord(kind: StepKind): string {
  return kinds[kind];
}

/** The title of a plan without what it is done for, for buttons: `Restart SMS_EXECUTIVE`. */
export function shortTitle(plan: Pick<Plan, 'title'>): string {
  return plan.title.split(' so that ')[0] ?? plan.title;
}

const names: Readonly<Record<string, string>> = {
  'restart-executive': 'Restart',
  'stagger-backup-start': 'Backup pauses',
  'upgrade-service-pack': 'Upgrade',
};

/** The name of a plan in a word or two, for narrow places. */
export function planName(plan: Pick<Plan, 'id' | 'title'>): string {
  return names[plan.id] ?? shortTitle(plan);
}

/** Where a step or plan comes from; what no article states is called the wizard's own judgement. */
export function sourcesText(sources: readonly string[]): string {
  const articles = sources.filter((source) => source !== 'judgement');
  const own = sources.length > articles.length ? ["the wizard's own judgement"] : [];
  return `Source: ${[...articles, ...own].join(', ')}`;
}

/** A plan with what was done of it. */
export interface PlanInWork {
  readonly plan: TailoredPlan;
  /** The run that is not ended; null when there is none. */
  readonly run: RunView | null;
  /** The run that ended last, while none is open. */
  readonly ended: RunView | null;
  /** Runs that ended before, oldest first. */
  readonly earlier: readonly RunView[];
}

function inWork(plan: TailoredPlan, runs: readonly RunView[]): PlanInWork {
  const own = runs.filter((run) => run.plan.id === plan.id);
  const run = own.findLast(isOpenRun) ?? null;
  const ended = run === null ? (own.at(-1) ?? null) : null;
  // While it runs, it is shown as it was when it was begun.
  return {
    plan: run?.plan ?? plan,
    run,
    ended,
    earlier: own.filter((entry) => entry !== run && entry !== ended),
  };
}

export interface SitePlans {
  /** In the order in which they are to be done. */
  readonly work: readonly PlanInWork[];
  /** Those that are not for this site, with the reason. */
  readonly aside: readonly TailoredPlan[];
}

/** The plans for the site and those that were begun on it, even if they would not be advised any more. */
export function sitePlans(plans: readonly TailoredPlan[], runs: readonly RunView[]): SitePlans {
  const known = new Set(plans.map((plan) => plan.id));
  const begun = new Set(runs.map((run) => run.plan.id));
  const gone = runs
    .filter(
      (run, index) => !known.has(run.plan.id) && runs.findIndex((r) => r.plan.id === run.plan.id) === index,
    )
    .map((run) => run.plan);
  const fitting = plans.filter((plan) => plan.fit !== 'not-for-this-site' || begun.has(plan.id));
  return {
    work: [...gone, ...fitting].map((plan) => inWork(plan, runs)),
    aside: plans.filter((plan) => !fitting.includes(plan)),
  };
}

/** The plan to unfold at first: one that was cut off, one that goes on, or the first that is still to be done. */
export function planToOpen(work: readonly PlanInWork[]): string | null {
  const found =
    work.find(({ run }) => run?.state === 'interrupted') ??
    work.find(({ run }) => run !== null) ??
    work.find(({ plan, ended }) => plan.fit === 'advised' && ended?.state !== 'finished') ??
    work.find(({ ended }) => ended !== null) ??
    work[0];
  return found?.plan.id ?? null;
}

/** The plan that comes after this one is finished; null when none is left. */
export function planAfter(plan: string, work: readonly PlanInWork[]): TailoredPlan | null {
  const next = work.find(
    (entry) =>
      entry.plan.id !== plan &&
      entry.ended?.state !== 'finished' &&
      (entry.plan.fit === 'advised' || entry.run !== null),
  );
  return next?.plan ?? null;
}

/** Plans to finish first that are not finished yet, with their title and the reason. */
export function firstNeeded(
  plan: TailoredPlan,
  work: readonly PlanInWork[],
): readonly { readonly id: string; readonly title: string; readonly because: string }[] {
  return plan.needsFirst.flatMap(({ plan: id, because }) => {
    const other = work.find((entry) => entry.plan.id === id);
    if (other === undefined || other.ended?.state === 'finished' || other.plan.fit === 'done') return [];
    return [{ id, title: shortTitle(other.plan), because }];
  });
}
