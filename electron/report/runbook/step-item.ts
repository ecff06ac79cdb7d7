/** One step of a runbook with everything that is to be known of it. */
import type { TailoredPlan, TailoredStep } from '../../engine/plans/tailored-plan.ts';
import type { StepItem } from '../document.ts';
import { goOnWhen } from './go-on-when.ts';

/** @param plan the plan that the step is of, for the titles of other steps it names */
export function stepItem(step: TailoredStep, plan: TailoredPlan): StepItem {
  const all = [...plan.steps, ...plan.verification];
  const failed = all.find(({ id }) => id === step.onlyIfFailed);
  const notes: StepItem['notes'][number][] = [];
  const note = (
    label: string,
    text: string | undefined | null,
    tone: 'neutral' | 'caution' = 'neutral',
  ): void => {
    if (text != null && text !== '') notes.push({ label, text, tone });
  };
  note(step.applies ? 'Here' : 'Not needed here', step.hereBecause);
  note('Go on when', step.action === undefined ? null : goOnWhen(step.action, plan.site.goal));
  note('Why', step.reason);
  note('Only if', failed === undefined ? null : `"${failed.title}" did not reach its end.`);
  note('Caution', step.caution, 'caution');
  note(
    'Danger',
    step.dangerous === true ? 'Agree on this step with a second person before you do it.' : null,
    'caution',
  );
  if (step.undo !== undefined)
    notes.push({ label: 'To take it back', text: { code: step.undo }, tone: 'neutral' });
  note('Sources', step.sources.join(', '));
  return {
    mark: step.applies ? 'open' : 'not-needed',
    title: step.title,
    markNote: null,
    text: step.text,
    commands: step.commands ?? [],
    fileLines: step.fileLines ?? [],
    notes,
  };
}
