/** The runs of plans as the records of a case amount to. Nothing of them is kept anywhere else. */
import type { TailoredPlan } from '../plans/tailored-plan.ts';
import type { CaseRecord } from './records.ts';
import type { RunView, StepProgress, StepView } from './run-view.ts';
import { viewRun } from './view-run.ts';

export type PlanBegun = Extract<CaseRecord, { kind: 'plan-begun' }>;

/** What the records do not tell. */
export interface FoldContext {
  /** Why the wizard cannot do a step of this run from here although it has an action; null when it can. */
  readonly whyByHand: (run: PlanBegun, step: TailoredPlan['steps'][number]) => string | null;
  /** What this run acts on, in words. */
  readonly target: (run: PlanBegun) => string;
  /** What this program does just now; an intent without an end that is not this one was cut off. */
  readonly running: { readonly run: string; readonly step: string; readonly progress: StepProgress } | null;
}

/** For reports and cases that nobody works on: nothing runs, and nothing is within reach. */
export const nothingRuns: FoldContext = {
  whyByHand: () => null,
  target: ({ server, folder }) => [server, folder].filter((part) => part !== null && part !== '').join(', '),
  running: null,
};

/**
 * @param records of the case, in the order of their numbers; any beginning of them gives what was true then
 * @param plans kept plans by SHA-256; a run whose plan is not among them is left out
 * @returns oldest first
 */
export function foldRuns(
  records: readonly CaseRecord[],
  plans: ReadonlyMap<string, TailoredPlan>,
  context: FoldContext,
): RunView[] {
  const begun = records.filter((record): record is PlanBegun => record.kind === 'plan-begun');
  const seen = new Set<string>();
  return begun.flatMap((begin) => {
    const plan = plans.get(begin.planKept.sha256);
    if (plan === undefined || seen.has(begin.run)) return [];
    seen.add(begin.run);
    const own = records.filter(
      (record) => record.seq > begin.seq && 'run' in record && record.run === begin.run,
    );
    return [viewRun(begin, plan, own, context)];
  });
}

/** The step of that id among the steps and the verification. */
export function stepOf(view: RunView, id: string): StepView | undefined {
  return [...view.steps, ...view.verification].find((step) => step.id === id);
}
