/** A run of a shipped plan as a report may have to tell it: live, with a skipped, a failed and an undone step. */
import type { RunView, StepState, StepView } from '../../../electron/engine/case/run-view.ts';
import type { PlanStep } from '../../../electron/engine/knowledge/plan.ts';
import type { TailoredPlan } from '../../../electron/engine/plans/tailored-plan.ts';
import { shippedPlans } from './read-asset.ts';

const BY = 'Anna Meyerbeer';

/** Time of the technician's computer, with the minute given. */
const at = (minute: number): string => `2001-05-17T21:${String(minute).padStart(2, '0')}:00Z`;

function tailored(id: string): TailoredPlan {
  const plan = shippedPlans().find((candidate) => candidate.id === id);
  if (plan === undefined) throw new Error(`no plan ${id}`);
  const forSite = (step: PlanStep): TailoredPlan['steps'][number] => ({
    ...step,
    applies: true,
    hereBecause: null,
  });
  return {
    ...plan,
    steps: plan.steps.map(forSite),
    verification: plan.verification.map(forSite),
    fit: 'advised',
    fitBecause: 'Q260366 is confirmed.',
    findings: ['Q260366'],
    needsFirst: [],
    upgrade: null,
    site: {
      server: 'NYSMS01',
      smsDirectory: 'D:\\SMS',
      controlFile: 'Smsbkup.ctl',
      release: '2.0 SP2',
      goal: null,
    },
  };
}

function view(
  step: TailoredPlan['steps'][number],
  state: StepState,
  change: Partial<StepView> = {},
): StepView {
  return {
    ...step,
    state,
    doneBy: 'wizard',
    whyByHand: null,
    attempts: 0,
    seen: null,
    shown: null,
    error: null,
    progress: null,
    drain: null,
    canUndo: false,
    marks: [],
    ...change,
  };
}

/** A run with the given changes of its steps; steps beyond them are open. */
export function runOf(
  planId: string,
  changes: readonly (readonly [StepState, Partial<StepView>])[],
  run: Partial<RunView> = {},
): RunView {
  const plan = tailored(planId);
  return {
    id: 'run-1',
    plan,
    way: 'live',
    begunAt: at(5),
    begunBy: BY,
    steps: plan.steps.map((step, index) => {
      const [state, change] = changes[index] ?? (['open', {}] as const);
      return view(step, state, change);
    }),
    verification: plan.verification.map((step) => view(step, 'open')),
    next: null,
    state: 'finished',
    target: '\\\\NYSMS01, folder \\\\NYSMS01\\Fabrikam\\SMS_CEN',
    ...run,
  };
}

/** Done, skipped with a reason, failed and tried again, taken back. */
export function sampleRun(): RunView {
  const seen = (text: string, minute: number): StepView['seen'] => ({
    state: 'after',
    text,
    at: at(minute),
    facts: {},
  });
  return runOf('restart-executive', [
    [
      'told',
      {
        doneBy: 'technician',
        marks: [{ kind: 'told', at: at(6), by: BY, text: 'copied to C:\\Northwind Traders\\proof' }],
      },
    ],
    ['skipped', { marks: [{ kind: 'skipped', at: at(7), by: BY, text: 'no rights on machine GOOFY7' }] }],
    [
      'done',
      {
        attempts: 2,
        seen: seen('SMS_SITE_COMPONENT_MANAGER is stopped and its process is gone.', 9),
        shown: {
          id: 'shown-1',
          what: 'Stops SMS_SITE_COMPONENT_MANAGER.',
          commands: ['net.exe stop SMS_SITE_COMPONENT_MANAGER (on \\\\NYSMS01)'],
          diff: [
            { kind: 'same', before: 1, after: 1, text: '[Start]' },
            { kind: 'added', before: null, after: 2, text: 'sleep 60' },
          ],
          file: '\\\\NYSMS01\\Fabrikam\\SMS_CEN\\Smsbkup.ctl',
          risks: [],
          undo: null,
          agree: 'once',
          seen: { state: 'before', text: 'It runs.', at: at(8), facts: {} },
        },
        marks: [
          { kind: 'failed', at: at(8), by: BY, text: 'It did not stop in 60 seconds.' },
          { kind: 'done', at: at(9), by: BY, text: '' },
        ],
      },
    ],
    [
      'failed',
      {
        attempts: 1,
        error: {
          code: 'service-hangs',
          message: 'SMS_EXECUTIVE still stops after 180 seconds.',
          nextStep: 'End its process.',
        },
        marks: [{ kind: 'failed', at: at(12), by: BY, text: 'SMS_EXECUTIVE still stops after 180 seconds.' }],
      },
    ],
    ['undone', { marks: [{ kind: 'undone', at: at(14), by: BY, text: 'Put back as it was.' }] }],
    ['not-needed', {}],
  ]);
}
