/** One step of one run, with all that its action needs to look and to act. */
import type { OpenCase } from '../case-store/case-folder.ts';
import { type FoldContext, type PlanBegun, foldRuns, stepOf } from '../engine/case/fold-runs.ts';
import type { CaseRecord } from '../engine/case/records.ts';
import type { RunView, StepProgress, StepView } from '../engine/case/run-view.ts';
import type { PlanAction } from '../engine/knowledge/plan.ts';
import type { FileOperations } from '../files/file-operations.ts';
import type { ActionContext, Doing, Intent, RemedyAction } from './action.ts';
import { actionOf } from './actions/action-of.ts';
import type { RemedyClock } from './clock.ts';
import { KeptPlans } from './kept-plans.ts';
import { RemedyError } from './remedy-error.ts';
import type { RemedyTarget } from './target.ts';

export interface DeskOptions {
  readonly case: OpenCase;
  readonly files: FileOperations;
  /** What a run acts on, as it is within reach now; asked each time. */
  readonly targetOf: (run: PlanBegun) => RemedyTarget;
  readonly clock: RemedyClock;
}

/** A step that the wizard can do or look at. */
export interface StepAtDesk {
  readonly begun: PlanBegun;
  readonly view: RunView;
  readonly step: StepView;
  readonly action: RemedyAction;
  readonly context: (waitedSeconds: number | null, signal: AbortSignal) => ActionContext;
}

/** Looks from the records at runs and steps, and never keeps anything of them. */
export class RunDesk {
  readonly #options: DeskOptions;
  readonly #plans: KeptPlans;

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#plans = new KeptPlans(options.case);
  }

  /** @param running what this program does just now */
  async runs(running: FoldContext['running']): Promise<readonly RunView[]> {
    const { case: openCase, targetOf } = this.#options;
    return foldRuns(openCase.records(), await this.#plans.all(), {
      running,
      whyByHand: (run, { action }) => (action === undefined ? null : whyByHand(action, targetOf(run))),
      target: (run) => targetOf(run).label,
    });
  }

  /** @throws RemedyError `no-such-run` */
  async run(id: string, running: FoldContext['running']): Promise<RunView> {
    const view = (await this.runs(running)).find((run) => run.id === id);
    if (view !== undefined) return view;
    throw new RemedyError(
      'no-such-run',
      'This run of a plan is not in the open case, or its plan is lost.',
      'Open the case again, or begin the plan anew.',
    );
  }

  /** @throws RemedyError `no-such-run`, `no-such-step` */
  async step(
    id: string,
    stepId: string,
    running: FoldContext['running'],
  ): Promise<{ readonly view: RunView; readonly step: StepView }> {
    const view = await this.run(id, running);
    const step = stepOf(view, stepId);
    if (step !== undefined) return { view, step };
    throw new RemedyError('no-such-step', `The plan has no step ${stepId}.`, 'Open the case again.');
  }

  /** What the wizard needs for a step; null when the step is the technician's in this run. */
  atDesk(view: RunView, step: StepView): StepAtDesk | null {
    const { case: openCase, files, targetOf, clock } = this.#options;
    if (step.action === undefined || step.doneBy !== 'wizard') return null;
    const begun = openCase
      .records()
      .find((record): record is PlanBegun => record.kind === 'plan-begun' && record.run === view.id);
    if (begun === undefined) return null;
    const target = targetOf(begun);
    const context = (waitedSeconds: number | null, signal: AbortSignal): ActionContext => {
      const records = openCase.records();
      return {
        target,
        plan: view.plan,
        step,
        records,
        run: view.id,
        begunAt: begun.at,
        intent: lastIntent(sinceReopened(ofStep(records, view.id, step.id))),
        lastDone: lastIntent(ofStep(records, view.id, step.id)),
        files,
        waitedSeconds,
        clock,
        signal,
        keepBackup: openCase.keepBackup,
        readKept: openCase.readKept,
        sample: async (count, text) => {
          await openCase.append({ kind: 'step-sampled', run: view.id, step: step.id, files: count, text });
        },
      };
    };
    return { begun, view, step, action: actionOf(step.action), context };
  }

  /** An intent without an end, null when there is none. */
  openIntent(run: string, step: string): Intent | null {
    const last = ofStep(this.#options.case.records(), run, step).findLast(({ kind }) => ENDS.has(kind));
    return last?.kind === 'step-intent' ? last : null;
  }
}

/** Why the wizard does not do it; an action it does not know is left to the technician. */
function whyByHand(action: PlanAction, target: RemedyTarget): string | null {
  try {
    return actionOf(action).whyNot(target);
  } catch (error) {
    if (error instanceof RemedyError) return error.message;
    throw error;
  }
}

/** Records that begin or end an attempt. */
const ENDS: ReadonlySet<CaseRecord['kind']> = new Set([
  'step-intent',
  'step-done',
  'step-failed',
  'step-interrupted',
  'step-told',
  'step-skipped',
  'step-reopened',
]);

function ofStep(records: readonly CaseRecord[], run: string, step: string): readonly CaseRecord[] {
  return records.filter((record) => 'step' in record && record.run === run && record.step === step);
}

function sinceReopened(ofStep: readonly CaseRecord[]): readonly CaseRecord[] {
  return ofStep.slice(ofStep.findLastIndex(({ kind }) => kind === 'step-reopened') + 1);
}

/** The latest intent to do the step, and not to take it back. */
function lastIntent(ofStep: readonly CaseRecord[]): Intent | null {
  const intents = ofStep.filter((record): record is Intent => record.kind === 'step-intent' && !record.undo);
  return intents.at(-1) ?? null;
}

/** The direction that is meant. @throws RemedyError `cannot-undo` */
export function doingOf({ action }: StepAtDesk, undo: boolean): Doing {
  if (!undo) return action;
  if (action.takeBack !== undefined) return action.takeBack;
  throw new RemedyError('cannot-undo', 'This step cannot be taken back.', 'Go on with the next step.');
}

/** What the clock shows while a step is done. */
export function progressOf(doing: Doing, since: Date, now: string): StepProgress {
  return {
    what: `Waiting for ${doing.waitsFor}`,
    since: since.toISOString(),
    limitSeconds: doing.limitSeconds === 0 ? null : doing.limitSeconds,
    now,
  };
}
