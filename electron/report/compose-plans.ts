import type { Plan, PlanStep } from '../engine/knowledge/plan.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import type { Block, Section, StepItem } from './document.ts';

const purposes: Readonly<Record<Plan['purpose'], string>> = {
  relief: 'Relief: the site works again now, the fault stays.',
  mitigation: 'Mitigation: the fault comes back less often.',
  cure: 'Cure: this ends the fault.',
};

/**
 * The plans worth showing: those named by findings that are confirmed or likely, best finding first. What was done of a plan
 * stands in a section of its own.
 */
export function plansToShow(diagnosis: Diagnosis, plans: readonly Plan[]): readonly Plan[] {
  const named = diagnosis.findings
    .filter((finding) => finding.verdict === 'confirmed' || finding.verdict === 'likely')
    .flatMap((finding) => finding.plans);
  return [...new Set(named)].flatMap((id) => plans.find((plan) => plan.id === id) ?? []);
}

/**
 * One sub-section per plan: the first one that was not begun with its steps and commands, the others with the titles of
 * their steps. Reasons and sources of each step stand in the window and in the plan itself.
 */
export function planSections(
  plans: readonly Plan[],
  begun: readonly { readonly plan: string }[],
): readonly Section[] {
  const first = plans.find((plan) => !begun.some((run) => run.plan === plan.id));
  return plans.map((plan) => {
    const blocks: Block[] = [
      { kind: 'paragraph', words: `${purposes[plan.purpose]} ${plan.summary}` },
      ...(plan === first ? wholePlan(plan) : titlesOf(plan)),
      { kind: 'paragraph', words: `Sources: ${sourcesOf(plan).join(', ')}.` },
    ];
    return { id: `plan-${plan.id}`, title: plan.title, blocks };
  });
}

function wholePlan(plan: Plan): readonly Block[] {
  return [
    { kind: 'steps', items: plan.steps.map(stepItem) },
    { kind: 'paragraph', words: `How to see that it worked: ${numbered(plan.verification)}.` },
  ];
}

function titlesOf(plan: Plan): readonly Block[] {
  return [{ kind: 'paragraph', words: `Its steps: ${numbered([...plan.steps, ...plan.verification])}.` }];
}

function numbered(steps: readonly PlanStep[]): string {
  return steps.map((step, index) => `(${index + 1}) ${step.title.replace(/\.$/, '')}`).join('; ');
}

function sourcesOf(plan: Plan): readonly string[] {
  const steps = [...plan.steps, ...plan.verification].flatMap((step) => step.sources);
  return [...new Set([...plan.sources, ...steps])].sort();
}

function stepItem(step: PlanStep): StepItem {
  const notes: StepItem['notes'][number][] = [];
  if (step.caution !== undefined) notes.push({ label: 'Caution', text: step.caution, tone: 'caution' });
  return {
    mark: 'open',
    title: step.title,
    markNote: null,
    text: step.text,
    commands: step.commands ?? [],
    fileLines: step.fileLines ?? [],
    notes,
  };
}
