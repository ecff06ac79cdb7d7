/** A run of a plan as it stands: what the records of the case amount to. */
import type { TailoredPlan, TailoredStep } from '../plans/tailored-plan.ts';
import type { PlanWay, Seen, Shown } from './records.ts';

/**
 * `blocked`: an earlier step is not done. `open`: next. `running`: being done now. `interrupted`: begun and cut off; what is
 * really there was looked at. `found-done`: was there already. `not-needed`: does not apply here. `undone`: taken back.
 */
export type StepState =
  | 'blocked'
  | 'open'
  | 'running'
  | 'done'
  | 'found-done'
  | 'told'
  | 'failed'
  | 'interrupted'
  | 'skipped'
  | 'not-needed'
  | 'undone';

/** What a running step waits for. */
export interface StepProgress {
  /** `Waiting for SMS_EXECUTIVE to stop`. */
  readonly what: string;
  /** ISO time of this computer. */
  readonly since: string;
  readonly limitSeconds: number | null;
  /** What was seen last, in words. */
  readonly now: string;
}

/** A drain curve and what it says. */
export interface DrainView {
  readonly inbox: string;
  readonly samples: readonly { readonly at: string; readonly files: number }[];
  /** Negative while it drains; null while it cannot be told. */
  readonly filesPerMinute: number | null;
  readonly emptyInMinutes: number | null;
  /** `Drains at 12 files a minute, empty in about 35 minutes`. */
  readonly text: string;
}

export interface StepError {
  readonly code: string;
  readonly message: string;
  readonly nextStep: string;
}

export interface StepView extends TailoredStep {
  readonly state: StepState;
  /** Who does it in this run. */
  readonly doneBy: 'wizard' | 'technician';
  /** Why the wizard cannot do it although the step has an action; null otherwise. */
  readonly whyByHand: string | null;
  readonly attempts: number;
  /** The last look. */
  readonly seen: Seen | null;
  /** What the last attempt did. */
  readonly shown: Shown | null;
  readonly error: StepError | null;
  readonly progress: StepProgress | null;
  readonly drain: DrainView | null;
  readonly canUndo: boolean;
  /** Oldest first: done, skipped with a reason, noted. */
  readonly marks: readonly {
    readonly kind: 'done' | 'told' | 'skipped' | 'noted' | 'failed' | 'undone' | 'interrupted' | 'reopened';
    readonly at: string;
    readonly by: string;
    readonly text: string;
  }[];
}

export interface RunView {
  readonly id: string;
  readonly plan: TailoredPlan;
  readonly way: PlanWay;
  readonly begunAt: string;
  readonly begunBy: string;
  readonly steps: readonly StepView[];
  readonly verification: readonly StepView[];
  /** The step to do next, null when all are done. */
  readonly next: string | null;
  /** `interrupted` when a step was cut off and the technician has to decide. */
  readonly state: 'going' | 'interrupted' | 'finished' | 'given-up';
  /** What it acts on: server and folder, in words. */
  readonly target: string;
  /** Where its fix kit was written; null or absent when none was. */
  readonly kitFolder?: string | null;
}
