/**
 * Goes through a plan step by step: look, show exactly, agree, journal the intent, act, look at the real state, journal the
 * end. One place for every action of every plan. What it knows of a run is in the case's journal and nowhere else.
 */
import type { UserError } from '../contract/ipc.ts';
import type { CaseEvent, PlanWay, Shown } from '../engine/case/records.ts';
import type { RunView } from '../engine/case/run-view.ts';
import type { TailoredPlan } from '../engine/plans/tailored-plan.ts';
import { planBytes } from './kept-plans.ts';
import { RemedyError } from './remedy-error.ts';
import { type DeskOptions, RunDesk } from './run-desk.ts';
import { Running } from './running.ts';
import { expectGoing, expectIdle, expectOpen, expectText, expectWritable } from './step-rules.ts';
import { createStepWork } from './step-work.ts';

export interface RunnerOptions extends DeskOptions {
  /** A name nobody else has: for runs and showings. */
  readonly newId: () => string;
  /** A run goes on while a step is done. */
  readonly onChange: (view: RunView) => void;
  /** The journal could not be written after something was done on the server. */
  readonly onTrouble: (error: UserError) => void;
}

export interface ActRequest {
  readonly run: string;
  readonly step: string;
  readonly undo: boolean;
  /** `Shown.id`. */
  readonly shown: string;
  /** How often the person agreed. */
  readonly agreed: 'once' | 'twice';
}

export interface Acting {
  /** The run with the step running, or as it is when there was nothing to do. */
  readonly view: RunView;
  /** The run when the step ended, whichever way. Never rejects. */
  readonly ended: Promise<RunView>;
}

/** All of them throw a RemedyError when it cannot be done, and the case's error when the journal cannot be written. */
export interface Runner {
  /** Oldest first. */
  readonly runs: () => Promise<readonly RunView[]>;
  /** Begins a run; the plan is kept in the case as it is now. `id`: that of the run, where a kit was written for it before. */
  readonly begin: (
    plan: TailoredPlan,
    way: PlanWay,
    place: { readonly server: string | null; readonly folder: string | null },
    id?: string,
  ) => Promise<RunView>;
  /** Looks and says exactly what the step will do. Changes nothing. */
  readonly show: (run: string, step: string, undo: boolean) => Promise<Shown>;
  /** Does what was shown, and nothing when the server is no longer as it was shown. Resolves when it has begun. */
  readonly act: (request: ActRequest) => Promise<Acting>;
  /** Only looks. A step that was cut off goes on from what is seen. */
  readonly look: (run: string, step: string) => Promise<RunView>;
  /** The technician did it; looked at as well where that is possible. */
  readonly told: (run: string, step: string, note: string) => Promise<RunView>;
  /** The technician tried it and it did not come to its end; a step that is only for this case opens. */
  readonly missed: (run: string, step: string, note: string) => Promise<RunView>;
  readonly skip: (run: string, step: string, reason: string) => Promise<RunView>;
  readonly reopen: (run: string, step: string) => Promise<RunView>;
  readonly note: (run: string, step: string, note: string) => Promise<RunView>;
  /** Stops waiting; resolves when the step ended. What was begun on the server is not taken back. */
  readonly cancel: (run: string) => Promise<RunView>;
  readonly end: (run: string, outcome: 'finished' | 'given-up', note: string) => Promise<RunView>;
  /** After opening a case: looks at what really came of steps that were cut off, and keeps it. */
  readonly resume: () => Promise<readonly RunView[]>;
}

export function createRunner(options: RunnerOptions): Runner {
  const { case: openCase, newId } = options;
  const desk = new RunDesk(options);
  const running = new Running();
  const work = createStepWork(options, desk, running);

  const viewOf = (run: string): Promise<RunView> => desk.run(run, running.now);
  const stepOf = (run: string, step: string) => desk.step(run, step, running.now);
  const append = async (event: CaseEvent, run: string): Promise<RunView> => {
    await openCase.append(event);
    return viewOf(run);
  };

  const resume: Runner['resume'] = async () => {
    expectIdle(running);
    if (openCase.readOnly) return desk.runs(running.now);
    for (const view of await desk.runs(null)) {
      for (const step of [...view.steps, ...view.verification]) {
        const open = desk.openIntent(view.id, step.id);
        if (open === null) continue;
        const of = { run: view.id, step: step.id, attempt: open.attempt, undo: open.undo };
        const seen = await work.seenAfterCut(view, step, open.undo);
        await openCase.append({ kind: 'step-interrupted', ...of, seen });
      }
    }
    return desk.runs(running.now);
  };

  return {
    runs: () => desk.runs(running.now),
    begin: async (plan, way, { server, folder }, id) => {
      expectWritable(openCase);
      const planKept = await openCase.keepEvidence(`plans/${plan.id}.json`, planBytes(plan));
      const run = id ?? newId();
      return append({ kind: 'plan-begun', run, plan: plan.id, way, planKept, server, folder }, run);
    },
    show: work.show,
    act: work.act,
    look: work.look,
    told: async (run, stepId, note) => {
      expectWritable(openCase);
      const { view, step } = await stepOf(run, stepId);
      expectGoing(view);
      running.expectNot(run, stepId);
      expectOpen(step);
      const seen = await work.seenBeside(view, step);
      return append({ kind: 'step-told', run, step: stepId, note: note.trim(), seen }, run);
    },
    missed: async (run, stepId, note) => {
      expectWritable(openCase);
      const { view, step } = await stepOf(run, stepId);
      expectGoing(view);
      running.expectNot(run, stepId);
      expectOpen(step);
      const seen = await work.seenBeside(view, step);
      const told = {
        code: 'told-missed',
        message: expectText(note),
        nextStep: 'Go on with the step that is there for this case, try it once more, or give the plan up.',
      };
      const attempt = step.attempts + 1;
      return append({ kind: 'step-failed', run, step: stepId, attempt, undo: false, ...told, seen }, run);
    },
    skip: async (run, stepId, reason) => {
      expectWritable(openCase);
      const { view, step } = await stepOf(run, stepId);
      expectGoing(view);
      running.expectNot(run, stepId);
      expectOpen(step);
      return append({ kind: 'step-skipped', run, step: stepId, reason: expectText(reason) }, run);
    },
    reopen: async (run, stepId) => {
      expectWritable(openCase);
      const { view } = await stepOf(run, stepId);
      expectGoing(view);
      running.expectNot(run, stepId);
      return append({ kind: 'step-reopened', run, step: stepId }, run);
    },
    note: async (run, stepId, note) => {
      expectWritable(openCase);
      await stepOf(run, stepId);
      return append({ kind: 'step-noted', run, step: stepId, note: expectText(note) }, run);
    },
    cancel: async (run) => {
      await running.cancel(run);
      return viewOf(run);
    },
    end: async (run, outcome, note) => {
      expectWritable(openCase);
      expectIdle(running);
      const view = await viewOf(run);
      expectGoing(view);
      const open = view.steps.filter(
        ({ id, state }) => id === view.next || ['blocked', 'open', 'interrupted', 'undone'].includes(state),
      );
      if (outcome === 'finished' && open.length > 0) {
        throw new RemedyError(
          'steps-open',
          `${open.length === 1 ? 'One step is' : `${open.length} steps are`} not done yet: ${open.map(({ title }) => title).join('; ')}.`,
          'Do them, leave them out with a reason, or give the plan up.',
        );
      }
      return append({ kind: 'plan-ended', run, outcome, note: note.trim() }, run);
    },
    resume,
  };
}
