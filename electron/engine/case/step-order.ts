/** Which steps may be done now: what stands before each, and what is only needed when another one failed. */
import type { TailoredStep } from '../plans/tailored-plan.ts';
import type { StepState } from './run-view.ts';
import type { OwnState } from './step-track.ts';

/** Ids of the steps that `step` is a way out for: the one named, and those which that one is a way out for. */
function waysOutFor(step: TailoredStep, byId: ReadonlyMap<string, TailoredStep>): ReadonlySet<string> {
  const ids = new Set<string>();
  let failed = step.onlyIfFailed;
  while (failed !== undefined && !ids.has(failed)) {
    ids.add(failed);
    failed = byId.get(failed)?.onlyIfFailed;
  }
  return ids;
}

const REACHED: readonly StepState[] = ['done', 'found-done', 'told', 'skipped', 'not-needed'];

/**
 * The states of all steps.
 * @param steps of the plan and its verification, in order
 * @param own state of each step from its own records
 */
export function statesOf(
  steps: readonly TailoredStep[],
  own: (id: string) => OwnState,
): ReadonlyMap<string, StepState> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const states = new Map<string, StepState>();
  /** Done, or failed and made good by the step that is there for it. */
  const isBehind = (id: string): boolean => {
    const state = states.get(id);
    if (state === undefined) return true;
    if (REACHED.includes(state)) return true;
    return state === 'failed' && isMadeGood(id, new Set());
  };
  const isMadeGood = (id: string, met: Set<string>): boolean => {
    if (met.has(id)) return false;
    met.add(id);
    return steps.some((other) => {
      if (other.onlyIfFailed !== id) return false;
      const state = states.get(other.id);
      if (state === undefined || state === 'not-needed') return false;
      return REACHED.includes(state) || (state === 'failed' && isMadeGood(other.id, met));
    });
  };

  for (const [index, step] of steps.entries()) {
    const recorded = own(step.id);
    if (recorded !== 'new') {
      states.set(step.id, recorded);
      continue;
    }
    if (!step.applies) {
      states.set(step.id, 'not-needed');
      continue;
    }
    const failed = step.onlyIfFailed === undefined ? undefined : states.get(step.onlyIfFailed);
    const reached = failed !== undefined && failed !== 'skipped' && REACHED.includes(failed);
    if (reached) {
      states.set(step.id, 'not-needed');
      continue;
    }
    const ways = waysOutFor(step, byId);
    const needed = (step.after ?? steps.slice(0, index).map(({ id }) => id)).filter((id) => !ways.has(id));
    const waits =
      (failed !== undefined && failed !== 'failed' && failed !== 'skipped') || !needed.every(isBehind);
    states.set(step.id, waits ? 'blocked' : 'open');
  }
  return states;
}

/** True when what stands before a step is done, whatever its own state is: only then does a look count. */
export function isReady(steps: readonly TailoredStep[], own: (id: string) => OwnState, id: string): boolean {
  const without = (other: string): OwnState => (other === id ? 'new' : own(other));
  return statesOf(steps, without).get(id) === 'open';
}

/** The step to do next, null when none is left. */
export function nextStep(
  steps: readonly TailoredStep[],
  states: ReadonlyMap<string, StepState>,
): string | null {
  const first = (...wanted: readonly StepState[]): string | undefined =>
    steps.find(({ id }) => wanted.includes(states.get(id) ?? 'blocked'))?.id;
  const hasWayOut = (id: string): boolean =>
    steps.some(
      (other) =>
        other.onlyIfFailed === id && !['not-needed', 'blocked'].includes(states.get(other.id) ?? 'blocked'),
    );
  const open = steps.find(({ id }) => {
    const state = states.get(id);
    if (state === 'failed') return !hasWayOut(id);
    return state === 'open' || state === 'undone';
  });
  return first('running') ?? first('interrupted') ?? open?.id ?? null;
}
