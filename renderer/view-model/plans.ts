/** Plans as a checklist by hand. */
import type { ChecklistMark } from '../../electron/contract/ipc.ts';
import type { Plan, PlanStep, StepKind } from '../../electron/engine/knowledge/plan.ts';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';

const order: Readonly<Record<Plan['purpose'], number>> = { relief: 0, mitigation: 1, cure: 2 };

/** The plans that the diagnosis names: those of every finding that is confirmed or likely, else of those possible. */
export function plansFor(diagnosis: Diagnosis, all: readonly Plan[]): readonly Plan[] {
  const strong = diagnosis.findings.filter(
    (finding) => finding.verdict === 'confirmed' || finding.verdict === 'likely',
  );
  const meant =
    strong.length > 0 ? strong : diagnosis.findings.filter((finding) => finding.verdict === 'possible');
  const ids = new Set(meant.flatMap((finding) => finding.plans));
  return all.filter((plan) => ids.has(plan.id)).sort((a, b) => order[a.purpose] - order[b.purpose]);
}

/**
 * The plans that are being worked on: those of the site as it is, and those of the site before it was read again, so that
 * steps done do not vanish when the fault does.
 */
export function plansInWork(
  diagnosis: Diagnosis,
  before: Diagnosis | null,
  all: readonly Plan[],
): readonly Plan[] {
  const now = plansFor(diagnosis, all);
  const earlier = before === null ? [] : plansFor(before, all);
  return [...new Set([...earlier, ...now])].sort((a, b) => order[a.purpose] - order[b.purpose]);
}

const purposes: Readonly<Record<Plan['purpose'], { readonly word: string; readonly meaning: string }>> = {
  relief: { word: 'Relief', meaning: 'Gets the site working again now.' },
  mitigation: { word: 'Mitigation', meaning: 'Makes it less likely to come back.' },
  cure: { word: 'Cure', meaning: 'Ends the fault.' },
};

/** What kind of plan it is, in a word and a sentence. */
export function purposeView(purpose: Plan['purpose']): { readonly word: string; readonly meaning: string } {
  return purposes[purpose];
}

const kinds: Readonly<Record<StepKind, string>> = {
  check: 'Check',
  tell: 'Do',
  run: 'Run',
  edit: 'Edit',
  wait: 'Wait',
  verify: 'Verify',
};

/** What kind of step it is, in one word. */
export function stepKindWord(kind: StepKind): string {
  return kinds[kind];
}

/** The title of a plan without what it is done for, for buttons: `Restart SMS_EXECUTIVE`. */
export function shortTitle(plan: Plan): string {
  return plan.title.split(' so that ')[0] ?? plan.title;
}

/** The mark of a step; null while it is open. */
export function markOf(marks: readonly ChecklistMark[], plan: string, step: string): ChecklistMark | null {
  return marks.find((mark) => mark.plan === plan && mark.step === step) ?? null;
}

export interface StepCounts {
  readonly done: number;
  readonly skipped: number;
  readonly total: number;
}

/** How many of these steps are ticked off, counting skipped ones apart. */
export function stepCounts(
  marks: readonly ChecklistMark[],
  plan: string,
  steps: readonly PlanStep[],
): StepCounts {
  const found = steps.flatMap((step) => markOf(marks, plan, step.id) ?? []);
  return {
    done: found.filter((mark) => mark.state === 'done').length,
    skipped: found.filter((mark) => mark.state === 'skipped').length,
    total: steps.length,
  };
}

/** `3 of 8 steps done, 1 skipped`. */
export function countsText(counts: StepCounts): string {
  const skipped = counts.skipped === 0 ? '' : `, ${counts.skipped} skipped`;
  return `${counts.done} of ${counts.total} done${skipped}`;
}

/** Where a step or plan comes from; what no article states is called the wizard's own judgement. */
export function sourcesText(sources: readonly string[]): string {
  const articles = sources.filter((source) => source !== 'judgement');
  const own = sources.length > articles.length ? ["the wizard's own judgement"] : [];
  return `Source: ${[...articles, ...own].join(', ')}`;
}
