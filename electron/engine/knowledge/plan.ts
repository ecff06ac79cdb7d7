/** A plan as data: typed steps, each with its reason and source. Stored in `assets/plans/<id>.yaml`. */

export type StepKind = 'check' | 'tell' | 'run' | 'edit' | 'wait' | 'verify';

export interface PlanStep {
  readonly id: string;
  readonly kind: StepKind;
  readonly title: string;
  /** What the technician does, in plain words. */
  readonly text: string;
  /** Command lines or file lines to use, verbatim, one per item. */
  readonly commands?: readonly string[];
  readonly reason: string;
  /** What could go wrong. */
  readonly caution?: string;
  /** How it is taken back; absent when it cannot be. */
  readonly undo?: string;
  /** Q numbers, or `judgement` for what no article states. */
  readonly sources: readonly string[];
}

export interface Plan {
  readonly id: string;
  readonly title: string;
  /** Relief: works again now. Mitigation: less likely to come back. Cure: ends the fault. */
  readonly purpose: 'relief' | 'mitigation' | 'cure';
  readonly summary: string;
  readonly sources: readonly string[];
  readonly steps: readonly PlanStep[];
  /** How to see that it worked (the Verify page). */
  readonly verification: readonly PlanStep[];
}
