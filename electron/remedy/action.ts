/** What every action of a plan has: look, say exactly what it will do, do it, and what it waits for. */
import type { CaseRecord, KeptItem, Seen, Shown } from '../engine/case/records.ts';
import type { StepError } from '../engine/case/run-view.ts';
import type { TailoredPlan, TailoredStep } from '../engine/plans/tailored-plan.ts';
import type { FileOperations } from '../files/file-operations.ts';
import type { RemedyClock } from './clock.ts';
import type { RemedyTarget } from './target.ts';

/** A look at the real state. */
export interface Look {
  readonly state: Seen['state'];
  /** One sentence, with the values that decided. */
  readonly text: string;
  readonly facts: Seen['facts'];
  /** What makes further waiting useless. */
  readonly trouble?: StepError;
}

export type Intent = Extract<CaseRecord, { kind: 'step-intent' }>;

export interface ActionContext {
  readonly target: RemedyTarget;
  readonly plan: TailoredPlan;
  readonly step: TailoredStep;
  /** Of this case, oldest first. */
  readonly records: readonly CaseRecord[];
  readonly run: string;
  /** ISO time at which the run began. */
  readonly begunAt: string;
  /** Seconds since this attempt began; null when it is only looked. */
  readonly waitedSeconds: number | null;
  /** The latest intent of this step that is no undo since it was last opened anew, null before the first. */
  readonly intent: Intent | null;
  /** The latest of all, also from before it was opened anew: what can be taken back. */
  readonly lastDone: Intent | null;
  readonly files: FileOperations;
  readonly clock: RemedyClock;
  readonly signal: AbortSignal;
  readonly keepBackup: (path: string, bytes: Uint8Array) => Promise<KeptItem>;
  readonly readKept: (item: KeptItem) => Promise<Buffer>;
  /** Keeps a count of files in the journal. */
  readonly sample: (files: number, text: string) => Promise<void>;
}

/** What `show` of an action gives; the rest of a `Shown` is the same for all of them. */
export interface Showing {
  readonly what: string;
  readonly commands?: readonly string[];
  readonly diff?: Shown['diff'];
  readonly file?: string;
  readonly risks?: readonly string[];
  readonly undo?: string | null;
  readonly agree?: Shown['agree'];
}

/** One direction of an action: doing it, or taking it back. */
export interface Doing {
  /**
   * `before` and `after` as seen from this direction: `after` is what it is for.
   * @throws the reason of the signal when it fires
   */
  readonly look: (context: ActionContext) => Promise<Look>;
  readonly show: (context: ActionContext, seen: Look) => Promise<Showing> | Showing;
  /** Before the intent is written: keeps the original. */
  readonly prepare?: (context: ActionContext, shown: Shown) => Promise<KeptItem>;
  /** Does it. Absent when there is nothing to do but to wait. What it throws is told when the look after it is not `after`. */
  readonly act?: (context: ActionContext, shown: Shown) => Promise<void>;
  readonly limitSeconds: number;
  /** Seconds between two looks. */
  readonly everySeconds: number;
  /** What is waited for, for the clock: `SMS_EXECUTIVE to stop`. */
  readonly waitsFor: string;
  /** What to say when the limit is reached. */
  readonly atLimit: (seen: Look) => StepError;
}

export interface RemedyAction extends Doing {
  /** Why the wizard cannot do it or look at it here, null when it can. */
  readonly whyNot: (target: RemedyTarget) => string | null;
  /** True when it changes something on the server: only done when the facts are still those that were shown. */
  readonly changes: boolean;
  /** Whether what the steps before it reached must still be so: what was stopped must not have come back. */
  readonly relies: boolean;
  /**
   * Whether what it reached must still be there now. When a look finds it gone, the step is opened again. Absent: later steps
   * may change it.
   */
  readonly mustLast?: (context: ActionContext) => boolean;
  readonly takeBack?: Doing;
}
