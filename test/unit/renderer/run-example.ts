/** Plans and runs for tests of the window. */
import type { Plan, PlanAction } from '../../../electron/engine/knowledge/plan.ts';
import type { Seen, Shown } from '../../../electron/engine/case/records.ts';
import type { RunView, StepState, StepView } from '../../../electron/engine/case/run-view.ts';
import type { TailoredPlan, TailoredStep } from '../../../electron/engine/plans/tailored-plan.ts';
import type { CaseView } from '../../../electron/contract/remedy.ts';

export function planStep(id: string, change: Partial<TailoredStep> = {}): TailoredStep {
  return {
    id,
    kind: 'tell',
    title: `Step ${id}`,
    text: '',
    reason: '',
    sources: [],
    applies: true,
    hereBecause: null,
    ...change,
  };
}

export function tailoredPlan(
  id: string,
  purpose: Plan['purpose'],
  change: Partial<TailoredPlan> = {},
): TailoredPlan {
  return {
    id,
    title: `Plan ${id}`,
    purpose,
    summary: '',
    sources: [],
    steps: [planStep('a'), planStep('b')],
    verification: [],
    fit: 'advised',
    fitBecause: '',
    findings: ['Q260366'],
    needsFirst: [],
    upgrade: null,
    site: { server: null, smsDirectory: null, controlFile: null, release: null, goal: null },
    ...change,
  };
}

export const seen = (state: Seen['state'], text = `seen ${state}`): Seen => ({
  state,
  text,
  at: '2026-11-22T14:05:00Z',
  facts: {},
});

export const shown = (id: string, change: Partial<Shown> = {}): Shown => ({
  id,
  what: 'Stops it.',
  commands: [],
  diff: null,
  file: null,
  risks: [],
  undo: null,
  agree: 'once',
  seen: seen('before'),
  ...change,
});

export function runStep(id: string, state: StepState, change: Partial<StepView> = {}): StepView {
  return {
    ...planStep(id),
    state,
    doneBy: 'technician',
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

/** A step of a live run that the wizard does. */
export const wizardStep = (
  id: string,
  state: StepState,
  action: PlanAction,
  change: Partial<StepView> = {},
): StepView => runStep(id, state, { kind: 'run', action, doneBy: 'wizard', ...change });

export function runExample(
  plan: TailoredPlan,
  steps: readonly StepView[],
  change: Partial<RunView> = {},
): RunView {
  return {
    id: `run-${plan.id}`,
    plan,
    way: 'live',
    begunAt: '2026-11-22T14:00:00Z',
    begunBy: 'A. Meyer',
    steps,
    verification: [],
    next: steps.find((step) => ['open', 'running', 'interrupted', 'failed'].includes(step.state))?.id ?? null,
    state: 'going',
    target: 'SMSHQ01',
    ...change,
  };
}

export function caseExample(runs: readonly RunView[], change: Partial<CaseView> = {}): CaseView {
  return {
    id: 'c1',
    identity: { name: 'Packages', ticket: 'HD-1', technician: 'A. Meyer' },
    place: '/cases/packages',
    notices: [],
    readOnly: false,
    runs,
    journal: [],
    verified: null,
    ...change,
  };
}
