import type { ChecklistMark } from '../contract/ipc.ts';
import type { Plan, PlanStep } from '../engine/knowledge/plan.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import type { Block, Section, StepItem } from './document.ts';
import { plainTime } from './words.ts';

const purposes: Readonly<Record<Plan['purpose'], string>> = {
  relief: 'Relief: the site works again now, the fault stays.',
  mitigation: 'Mitigation: the fault comes back less often.',
  cure: 'Cure: this ends the fault.',
};

/**
 * The plans worth showing: those named by findings that are confirmed or likely, best finding first, and those
 * somebody has begun to tick off.
 */
export function plansToShow(
  diagnosis: Diagnosis,
  plans: readonly Plan[],
  checklist: readonly ChecklistMark[],
): readonly Plan[] {
  const named = diagnosis.findings
    .filter((finding) => finding.verdict === 'confirmed' || finding.verdict === 'likely')
    .flatMap((finding) => finding.plans);
  const wanted = new Set([...named, ...checklist.map((mark) => mark.plan)]);
  return [...wanted].flatMap((id) => plans.find((plan) => plan.id === id) ?? []);
}

/** One sub-section per plan: its steps and how to see that it worked, with what was ticked. */
export function planSections(
  plans: readonly Plan[],
  checklist: readonly ChecklistMark[],
): readonly Section[] {
  return plans.map((plan) => {
    const marks = checklist.filter((mark) => mark.plan === plan.id);
    const blocks: Block[] = [
      { kind: 'paragraph', words: `${purposes[plan.purpose]} ${plan.summary}` },
      { kind: 'steps', items: plan.steps.map((step) => stepItem(step, marks)) },
      {
        kind: 'section',
        section: {
          id: `verify-${plan.id}`,
          title: 'How to see that it worked',
          blocks: [{ kind: 'steps', items: plan.verification.map((step) => stepItem(step, marks)) }],
        },
      },
    ];
    return { id: `plan-${plan.id}`, title: plan.title, blocks };
  });
}

function stepItem(step: PlanStep, marks: readonly ChecklistMark[]): StepItem {
  // The latest mark counts: a step may be skipped first and done later.
  const mark = marks.filter((candidate) => candidate.step === step.id).at(-1);
  const notes: StepItem['notes'][number][] = [{ label: 'Why', text: step.reason, tone: 'neutral' }];
  if (step.caution !== undefined) notes.push({ label: 'Caution', text: step.caution, tone: 'caution' });
  if (step.undo !== undefined) notes.push({ label: 'To take it back', text: step.undo, tone: 'neutral' });
  notes.push({ label: 'Source', text: step.sources.join(', '), tone: 'neutral' });
  return {
    mark: mark?.state ?? 'open',
    title: step.title,
    markNote: mark === undefined ? null : markNote(mark),
    text: step.text,
    commands: step.commands ?? [],
    notes,
  };
}

function markNote(mark: ChecklistMark): string {
  const who = mark.by === '' ? '' : ` by ${mark.by}`;
  const note = mark.note === '' ? '' : `: ${mark.note}`;
  return `${mark.state === 'done' ? 'Done' : 'Skipped'}${who} on ${plainTime(mark.at)}${note}`;
}
