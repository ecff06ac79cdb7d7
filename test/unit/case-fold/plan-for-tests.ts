/** A plan as it is made for a site, with just what a test is about, and records of its runs. */
import { nothingRuns, foldRuns } from '../../../electron/engine/case/fold-runs.ts';
import type { CaseEvent, CaseRecord, KeptItem, Seen, Shown } from '../../../electron/engine/case/records.ts';
import type { RunView, StepView } from '../../../electron/engine/case/run-view.ts';
import type { TailoredPlan, TailoredStep } from '../../../electron/engine/plans/tailored-plan.ts';

export function step(id: string, more: Partial<TailoredStep> = {}): TailoredStep {
  return {
    id,
    kind: 'run',
    title: `Step ${id}`,
    text: `Does what ${id} is for.`,
    reason: 'So that it is done.',
    sources: ['judgement'],
    applies: true,
    hereBecause: null,
    ...more,
  };
}

export function plan(
  steps: readonly TailoredStep[],
  verification: readonly TailoredStep[] = [],
  more: Partial<TailoredPlan> = {},
): TailoredPlan {
  return {
    id: 'test-plan',
    title: 'A plan for tests',
    purpose: 'relief',
    summary: 'Does this and that.',
    sources: ['judgement'],
    steps,
    verification,
    fit: 'advised',
    fitBecause: 'It is for a test.',
    findings: [],
    needsFirst: [],
    upgrade: null,
    site: { server: 'NYSMS01', smsDirectory: 'D:\\SMS', controlFile: null, release: '2.0 SP2', goal: null },
    ...more,
  };
}

export const PLAN: KeptItem = { sha256: 'a'.repeat(64), bytes: 1, path: 'plans/test-plan.json' };
export const BACKUP: KeptItem = { sha256: 'b'.repeat(64), bytes: 1, path: 'Smsbkup.ctl' };
export const RUN = 'run-1';

export const BEGUN: CaseEvent = {
  kind: 'plan-begun',
  run: RUN,
  plan: 'test-plan',
  way: 'live',
  planKept: PLAN,
  server: 'NYSMS01',
  folder: null,
};

export function seen(state: Seen['state'], text = `It is ${state}.`): Seen {
  return { state, text, at: '2001-05-17T02:23:00.000Z', facts: {} };
}

export function shown(more: Partial<Shown> = {}): Shown {
  return {
    id: 'shown-1',
    what: 'Does it.',
    commands: [],
    diff: null,
    file: null,
    risks: [],
    undo: null,
    agree: 'once',
    seen: seen('before'),
    ...more,
  };
}

export const of = (id: string): { readonly run: string; readonly step: string } => ({ run: RUN, step: id });

export const intent = (id: string, undo = false, backup: KeptItem | null = null): CaseEvent => ({
  kind: 'step-intent',
  ...of(id),
  attempt: 1,
  undo,
  shown: shown(),
  backup,
});
export const done = (id: string, undo = false): CaseEvent => ({
  kind: 'step-done',
  ...of(id),
  attempt: 1,
  undo,
  seen: seen('after'),
});
export const failed = (id: string, undo = false, state: Seen['state'] = 'before'): CaseEvent => ({
  kind: 'step-failed',
  ...of(id),
  attempt: 1,
  undo,
  code: 'time-limit',
  message: 'It did not happen in time.',
  nextStep: 'Try again.',
  seen: seen(state),
});
export const looked = (id: string, state: Seen['state']): CaseEvent => ({
  kind: 'step-looked',
  ...of(id),
  seen: seen(state),
});
export const interrupted = (id: string, undo = false, state: Seen['state'] = 'before'): CaseEvent => ({
  kind: 'step-interrupted',
  ...of(id),
  attempt: 1,
  undo,
  seen: seen(state),
});

/** Numbers events as the case store does. */
export function records(events: readonly CaseEvent[]): readonly CaseRecord[] {
  return events.map((event, index) => ({
    ...event,
    seq: index + 1,
    at: new Date(Date.UTC(2001, 4, 17, 2, 23, index)).toISOString(),
    by: 'Ann',
  }));
}

/** The run that these events of a begun plan amount to. */
export function fold(
  of: TailoredPlan,
  events: readonly CaseEvent[],
  context: Partial<Parameters<typeof foldRuns>[2]> = {},
): RunView {
  const [view] = foldRuns(records([BEGUN, ...events]), new Map([[PLAN.sha256, of]]), {
    ...nothingRuns,
    ...context,
  });
  if (view === undefined) throw new Error('There is no run.');
  return view;
}

export function statesOf(view: RunView): Readonly<Record<string, StepView['state']>> {
  return Object.fromEntries([...view.steps, ...view.verification].map(({ id, state }) => [id, state]));
}
