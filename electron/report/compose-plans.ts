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

/**
 * One sub-section per plan: the first one and those somebody began with their steps and commands, the others with the
 * titles of their steps. Reasons and sources of each step stand in the window and in the plan itself.
 */
export function planSections(
  plans: readonly Plan[],
  checklist: readonly ChecklistMark[],
): readonly Section[] {
  return plans.map((plan, index) => {
    const marks = checklist.filter((mark) => mark.plan === plan.id);
    const whole = index === 0 || marks.length > 0;
    const blocks: Block[] = [
      { kind: 'paragraph', words: `${purposes[plan.purpose]} ${plan.summary}` },
      ...(whole ? wholePlan(plan, marks) : titlesOf(plan)),
      { kind: 'paragraph', words: `Sources: ${sourcesOf(plan).join(', ')}.` },
    ];
    return { id: `plan-${plan.id}`, title: plan.title, blocks };
  });
}

function wholePlan(plan: Plan, marks: readonly ChecklistMark[]): readonly Block[] {
  return [
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
}

function titlesOf(plan: Plan): readonly Block[] {
  const titles = [...plan.steps, ...plan.verification].map(
    (step, index) => `(${index + 1}) ${step.title.replace(/\.$/, '')}`,
  );
  return [{ kind: 'paragraph', words: `Its steps: ${titles.join('; ')}.` }];
}

function sourcesOf(plan: Plan): readonly string[] {
  const steps = [...plan.steps, ...plan.verification].flatMap((step) => step.sources);
  return [...new Set([...plan.sources, ...steps])].sort();
}

function stepItem(step: PlanStep, marks: readonly ChecklistMark[]): StepItem {
  // The latest mark counts: a step may be skipped first and done later.
  const mark = marks.filter((candidate) => candidate.step === step.id).at(-1);
  const notes: StepItem['notes'][number][] = [];
  if (step.caution !== undefined) notes.push({ label: 'Caution', text: step.caution, tone: 'caution' });
  if (step.undo !== undefined) notes.push({ label: 'To take it back', text: step.undo, tone: 'neutral' });
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
