/** What was shown to a person and not yet done. Only that is ever done, and each showing once. */
import type { Seen, Shown } from '../engine/case/records.ts';
import type { StepView } from '../engine/case/run-view.ts';
import type { Showing } from './action.ts';
import { RemedyError } from './remedy-error.ts';

interface ShownStep {
  readonly run: string;
  readonly step: string;
  readonly undo: boolean;
  readonly shown: Shown;
}

export class ShownSteps {
  /** By run and step: a later showing takes the place of an earlier one. */
  readonly #shown = new Map<string, ShownStep>();

  keep(step: ShownStep): void {
    this.#shown.set(JSON.stringify([step.run, step.step]), step);
  }

  /**
   * Gives what was shown, and forgets it.
   * @throws RemedyError `not-shown`
   */
  take(wanted: {
    readonly run: string;
    readonly step: string;
    readonly undo: boolean;
    readonly id: string;
  }): Shown {
    const key = JSON.stringify([wanted.run, wanted.step]);
    const kept = this.#shown.get(key);
    if (kept?.shown.id !== wanted.id || kept.undo !== wanted.undo) {
      throw new RemedyError(
        'not-shown',
        'This is not what was last shown of the step. Nothing was done.',
        'Look again at what the step will do, then decide.',
      );
    }
    this.#shown.delete(key);
    return kept.shown;
  }
}

/** Puts together what a person sees before agreeing. */
export function shownOf(id: string, showing: Showing, seen: Seen, step: StepView): Shown {
  const { what, commands = [], diff = null, file = null, risks = [], undo = null, agree = 'once' } = showing;
  const all = [...(step.caution === undefined ? [] : [step.caution]), ...risks];
  return {
    id,
    what,
    commands,
    diff,
    file,
    risks: seen.state === 'after' ? [] : all,
    undo,
    agree: step.dangerous === true && seen.state !== 'after' ? 'twice' : agree,
    seen,
  };
}

/** True when two looks found the same. */
export function sameFacts(one: Seen['facts'], other: Seen['facts']): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key] === other[key]);
}
