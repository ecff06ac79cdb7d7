/** A run of a plan as the report holds it: what was done, without the texts that stand in the plan itself. */
import type { DiffLine, PlanWay } from '../engine/case/records.ts';
import type { RunView, StepState, StepView } from '../engine/case/run-view.ts';

export interface ReportedStep {
  readonly id: string;
  readonly title: string;
  readonly state: StepState;
  readonly doneBy: StepView['doneBy'];
  readonly attempts: number;
  /** What was really seen when the wizard last looked; null when it did not. */
  readonly seen: { readonly text: string; readonly at: string } | null;
  /** Command lines of the last attempt. */
  readonly commands: readonly string[];
  /** File that was changed, null when none. */
  readonly file: string | null;
  /** Lines that were added or removed. */
  readonly changed: readonly DiffLine[];
  readonly error: { readonly code: string; readonly message: string; readonly nextStep: string } | null;
  /** Drain curve in words, null when nothing was counted. */
  readonly drain: string | null;
  readonly marks: StepView['marks'];
}

export interface ReportedRun {
  readonly id: string;
  readonly plan: string;
  readonly title: string;
  readonly purpose: RunView['plan']['purpose'];
  readonly way: PlanWay;
  readonly state: RunView['state'];
  /** ISO time of the technician's computer. */
  readonly begunAt: string;
  readonly by: string;
  readonly target: string;
  /** Site server as the plan names it, null when it was not known. */
  readonly server: string | null;
  readonly steps: readonly ReportedStep[];
  readonly verification: readonly ReportedStep[];
}

/** Takes out of a run what a report tells of it. */
export function reportedRun(run: RunView): ReportedRun {
  return {
    id: run.id,
    plan: run.plan.id,
    title: run.plan.title,
    purpose: run.plan.purpose,
    way: run.way,
    state: run.state,
    begunAt: run.begunAt,
    by: run.begunBy,
    target: run.target,
    server: run.plan.site.server,
    steps: run.steps.map(reportedStep),
    verification: run.verification.map(reportedStep),
  };
}

function reportedStep(step: StepView): ReportedStep {
  return {
    id: step.id,
    title: step.title,
    state: step.state,
    doneBy: step.doneBy,
    attempts: step.attempts,
    seen: step.seen === null ? null : { text: step.seen.text, at: step.seen.at },
    commands: step.shown?.commands ?? [],
    file: step.shown?.file ?? null,
    changed: step.shown?.diff?.filter((line) => line.kind !== 'same') ?? [],
    error: step.error,
    drain: step.drain?.text ?? null,
    marks: step.marks,
  };
}
