/** One run of a plan, put together from its records. */
import type { TailoredPlan, TailoredStep } from '../plans/tailored-plan.ts';
import { drainView } from './drain.ts';
import type { FoldContext, PlanBegun } from './fold-runs.ts';
import type { CaseRecord } from './records.ts';
import type { RunView, StepState, StepView } from './run-view.ts';
import { isReady, nextStep, statesOf } from './step-order.ts';
import { type OwnState, type StepTrack, advance, noTrack } from './step-track.ts';

/** What each step's records amount to, in the order in which they were written. */
function trackSteps(
  steps: readonly TailoredStep[],
  records: readonly CaseRecord[],
): ReadonlyMap<string, StepTrack> {
  const tracks = new Map<string, StepTrack>();
  const own = (id: string): OwnState => tracks.get(id)?.own ?? 'new';
  const known = new Set(steps.map(({ id }) => id));
  for (const record of records) {
    if (!('step' in record) || !known.has(record.step)) continue;
    const mayCount = record.kind === 'step-looked' && isReady(steps, own, record.step);
    tracks.set(record.step, advance(tracks.get(record.step) ?? noTrack, record, mayCount));
  }
  return tracks;
}

/** True when a later step that changes services began: starting the stopped service again is then no way back. */
function isOvertaken(index: number, steps: readonly TailoredStep[], own: (id: string) => OwnState): boolean {
  return steps.slice(index + 1).some(({ id, action }) => {
    const changes = action?.do === 'start-service' || action?.do === 'end-process';
    return changes && own(id) !== 'new' && own(id) !== 'skipped';
  });
}

interface Later {
  /** A later step changed what taking back would rely on. */
  readonly overtaken: boolean;
  readonly ended: boolean;
}

function canUndo(step: TailoredStep, track: StepTrack, { overtaken, ended }: Later): boolean {
  const begun = ['done', 'found-done', 'told', 'failed', 'interrupted'].includes(track.own);
  if (track.attempts === 0 || !begun) return false;
  switch (step.action?.do) {
    case 'edit-control-file':
      // Its original is kept, so also long after the plan was ended.
      return track.backup !== null;
    case 'stop-service':
      return !overtaken && !ended;
    default:
      return false;
  }
}

/** @param records of this run, after the one it began with */
export function viewRun(
  begin: PlanBegun,
  plan: TailoredPlan,
  records: readonly CaseRecord[],
  context: FoldContext,
): RunView {
  const all = [...plan.steps, ...plan.verification];
  const tracks = trackSteps(all, records);
  const running = context.running?.run === begin.run ? context.running : null;
  const own = (id: string): OwnState => {
    const recorded = tracks.get(id)?.own ?? 'new';
    return recorded === 'running' && running?.step !== id ? 'interrupted' : recorded;
  };
  const states = statesOf(all, own);
  const ended = records.findLast((record) => record.kind === 'plan-ended');

  const view = (step: TailoredStep): StepView => {
    const track = tracks.get(step.id) ?? noTrack;
    const state: StepState = states.get(step.id) ?? 'blocked';
    const live = begin.way === 'live' && step.action !== undefined;
    const whyByHand = live ? context.whyByHand(begin, step) : null;
    const doneBy = live && whyByHand === null ? 'wizard' : 'technician';
    const { attempts, seen, shown, error, marks } = track;
    return {
      ...step,
      state,
      doneBy,
      whyByHand,
      attempts,
      seen,
      shown,
      error,
      progress: state === 'running' ? (running?.progress ?? null) : null,
      drain: step.action?.do === 'watch-drain' ? drainView(step.action.inbox, track.samples) : null,
      canUndo:
        doneBy === 'wizard' &&
        canUndo(
          step,
          { ...track, own: own(step.id) },
          { overtaken: isOvertaken(all.indexOf(step), all, own), ended: ended !== undefined },
        ),
      marks,
    };
  };

  const steps = plan.steps.map(view);
  const verification = plan.verification.map(view);
  const isCutOff = [...steps, ...verification].some(({ state }) => state === 'interrupted');
  return {
    id: begin.run,
    plan,
    way: begin.way,
    begunAt: begin.at,
    begunBy: begin.by,
    steps,
    verification,
    next: ended === undefined ? nextStep(all, states) : null,
    state: ended?.kind === 'plan-ended' ? ended.outcome : isCutOff ? 'interrupted' : 'going',
    target: context.target(begin),
    kitFolder: records.findLast((record) => record.kind === 'kit-written')?.folder ?? null,
  };
}
