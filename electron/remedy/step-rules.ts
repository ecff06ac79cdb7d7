/** When a step may be done, told or taken back. */
import type { OpenCase } from '../case-store/case-folder.ts';
import type { RunView, StepView } from '../engine/case/run-view.ts';
import { RemedyError } from './remedy-error.ts';
import { type Running, busy } from './running.ts';

/** @throws RemedyError `read-only` */
export function expectWritable({ readOnly }: OpenCase): void {
  if (!readOnly) return;
  throw new RemedyError(
    'read-only',
    'This case can only be read.',
    'Save what can be read of it, and begin a new case for further work.',
  );
}

/** @throws RemedyError `action-running` */
export function expectIdle(running: Running): void {
  if (running.isBusy) throw busy();
}

/** @throws RemedyError `run-ended` */
export function expectGoing({ state }: RunView): void {
  if (state === 'going' || state === 'interrupted') return;
  throw new RemedyError('run-ended', 'This run of the plan has ended.', 'Begin the plan anew.');
}

/** @throws RemedyError `step-blocked` or `step-not-open` */
export function expectOpen({ state, title }: StepView): void {
  switch (state) {
    case 'open':
    case 'failed':
    case 'interrupted':
    case 'undone':
      return;
    case 'blocked':
      throw new RemedyError(
        'step-blocked',
        `"${title}" has to wait: a step before it is not done.`,
        'Do the steps before it, or leave them out with a reason.',
      );
    case 'running':
      throw busy();
    case 'not-needed':
    case 'done':
    case 'found-done':
    case 'told':
    case 'skipped':
      throw new RemedyError(
        'step-not-open',
        `"${title}" is not open any more.`,
        'Open the step again if it is to be done once more.',
      );
  }
}

/** @throws RemedyError `cannot-undo` */
export function expectUndo({ canUndo, title }: StepView): void {
  if (canUndo) return;
  throw new RemedyError(
    'cannot-undo',
    `"${title}" cannot be taken back now.`,
    'Read in the step how it is taken back by hand, if it can be.',
  );
}

/** A reason or note that says something. @throws RemedyError `no-text` */
export function expectText(text: string): string {
  const said = text.trim();
  if (said !== '') return said;
  throw new RemedyError('no-text', 'Nothing is written yet.', 'Write a word or two, then try again.');
}
