/** Runs of plans in words: how far they are, and what is new about them. */
import type { RunView, StepView } from '../../electron/engine/case/run-view.ts';
import type { PlanWay } from '../../electron/engine/case/records.ts';
import { counted } from './numbers.ts';
import { isDone, stepStateWord } from './steps.ts';

/** All steps of a run, those of the verification last. */
export function allSteps(run: RunView): readonly StepView[] {
  return [...run.steps, ...run.verification];
}

/** The step of a run by its id; null when it has none. */
export function stepOfRun(run: RunView, id: string | null): StepView | null {
  return allSteps(run).find((step) => step.id === id) ?? null;
}

export interface RunCounts {
  readonly done: number;
  readonly skipped: number;
  /** Without the steps that are not needed. */
  readonly total: number;
}

/** How many steps are done; skipped ones are counted apart, those not needed not at all. */
export function runCounts(steps: readonly StepView[]): RunCounts {
  return {
    done: steps.filter((step) => isDone(step.state)).length,
    skipped: steps.filter((step) => step.state === 'skipped').length,
    total: steps.filter((step) => step.state !== 'not-needed').length,
  };
}

/** `5 of 9 steps`, `5 of 9 steps, 1 skipped`. */
export function runCountsText({ done, skipped, total }: RunCounts): string {
  return `${done} of ${counted(total, 'step')}${skipped === 0 ? '' : `, ${skipped} skipped`}`;
}

/** `Nothing is left to do: 8 of 9 steps done, 1 skipped`. */
export function nothingLeftText(run: RunView): string {
  const { done, skipped, total } = runCounts(allSteps(run));
  const aside = skipped === 0 ? '' : `, ${skipped} skipped`;
  return `Nothing is left to do: ${done} of ${counted(total, 'step')} done${aside}`;
}

/** How far a run is, in a few words, for the plan's head. */
export function runStateText(run: RunView): string {
  const counts = runCountsText(runCounts(run.steps));
  switch (run.state) {
    case 'finished':
      return `Finished, ${counts}`;
    case 'given-up':
      return `Given up after ${counts}`;
    case 'interrupted':
      return `Cut off, ${counts}`;
    case 'going':
      return counts;
  }
}

/** True while a run is not ended. */
export function isOpenRun(run: RunView): boolean {
  return run.state === 'going' || run.state === 'interrupted';
}

const ways: Readonly<Record<PlanWay, { readonly name: string; readonly when: string }>> = {
  live: { name: 'Live', when: 'The wizard reaches the server and does what it can.' },
  'by-hand': { name: 'By hand', when: 'You are at the server; the wizard is the checklist.' },
  kit: { name: 'Fix kit', when: 'You carry scripts to a server that the wizard cannot reach.' },
};

/** Name of a way, and when it is the one to take. */
export function wayView(way: PlanWay): { readonly name: string; readonly when: string } {
  return ways[way];
}

/** Ids of the steps whose state or number of attempts differs. */
export function stepsThatMoved(before: RunView | null, after: RunView): readonly string[] {
  return allSteps(after).flatMap((step) => {
    const was = before === null ? null : stepOfRun(before, step.id);
    return was !== null && was.state === step.state && was.attempts === step.attempts ? [] : [step.id];
  });
}

const told: readonly StepView['state'][] = [
  'running',
  'done',
  'found-done',
  'told',
  'failed',
  'interrupted',
  'skipped',
  'undone',
];

function stepNews(step: StepView): string {
  const detail =
    step.error?.message ??
    (step.state === 'running' ? step.progress?.what : step.state === 'told' ? null : step.seen?.text);
  return `${step.title}: ${stepStateWord(step.state).toLowerCase()}.${detail ? ` ${detail}` : ''}`;
}

/** What a screen reader is told of a run that changed; null when nothing worth a word happened. */
export function runNews(before: RunView | null, after: RunView): string | null {
  if (before === null) return null;
  const moved = new Set(stepsThatMoved(before, after));
  const steps = allSteps(after).filter((step) => moved.has(step.id) && told.includes(step.state));
  const next = stepOfRun(after, after.next);
  const goesOn =
    next !== null && after.next !== before.next && next.state !== 'running' ? [`Next: ${next.title}.`] : [];
  const ended =
    after.state !== before.state && !isOpenRun(after) ? [`${after.plan.title}: ${runStateText(after)}.`] : [];
  const sentences = [...steps.map(stepNews), ...goesOn, ...ended];
  return sentences.length === 0 ? null : sentences.join(' ');
}
