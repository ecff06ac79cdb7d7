/** What a result that came back says about the steps of the run it should belong to. */
import type { TailoredPlan } from '../engine/plans/tailored-plan.ts';
import type { KitEntry, KitOutcome, KitResult, KitSample } from './read-kit-result.ts';

export interface ReturnedStep {
  readonly step: string;
  readonly outcome: KitOutcome | 'not-reached';
  readonly text: string;
  readonly when: string | null;
}

export interface ReturnedResult {
  /** Null when the result belongs to the run; else why it does not, in a sentence, and nothing of it counts. */
  readonly refused: string | null;
  /** Every step that applies, in the order of the plan. */
  readonly steps: readonly ReturnedStep[];
  readonly samples: readonly KitSample[];
  /** `8 of 15 steps done, 1 failed, ran on NYSMS01.` */
  readonly summary: string;
}

const NOT_REACHED = 'The result file has nothing about this step.';

/** @param run the run that the kit was written for */
export function kitResultOfRun(
  result: KitResult,
  run: { readonly id: string; readonly caseId: string | null; readonly plan: TailoredPlan },
): ReturnedResult {
  const refused = whyNot(result, run);
  if (refused !== null) return { refused, steps: [], samples: [], summary: refused };
  const known = new Map<string, KitEntry>(result.steps.map((entry) => [entry.step, entry]));
  const steps = [...run.plan.steps, ...run.plan.verification]
    .filter(({ applies }) => applies)
    .map(({ id }): ReturnedStep => {
      const entry = known.get(id);
      if (entry === undefined) return { step: id, outcome: 'not-reached', text: NOT_REACHED, when: null };
      return { step: id, outcome: entry.outcome, text: entry.text, when: entry.when };
    });
  const ids = new Set(steps.map(({ step }) => step));
  return {
    refused: null,
    steps,
    samples: result.samples.filter(({ step }) => ids.has(step)),
    summary: summaryOf(steps, result, run.plan.site.server),
  };
}

function whyNot(
  result: KitResult,
  run: { readonly id: string; readonly caseId: string | null; readonly plan: TailoredPlan },
): string | null {
  if (!result.isResult) return 'This is not the result file of a fix kit.';
  if (run.caseId !== null && result.caseId !== run.caseId) return 'This result belongs to another case.';
  if (result.run !== run.id) return 'This result belongs to another run of a plan.';
  if (result.plan !== run.plan.id) return 'This result belongs to another plan.';
  const { server } = run.plan.site;
  const stranger = result.computers.find(({ name, isRenamed }) => !isRenamed && !isServer(name, server));
  if (stranger === undefined) return null;
  return `This result was written on ${stranger.name}, and the plan is for ${server ?? ''}.`;
}

/** True also when the plan names no server: then nothing speaks against it. */
function isServer(computer: string, server: string | null): boolean {
  const name = server?.replace(/^\\\\/, '').toLowerCase();
  return name === undefined || name === computer.toLowerCase();
}

function summaryOf(
  steps: readonly ReturnedStep[],
  { computer, computers }: KitResult,
  server: string | null,
): string {
  const count = (...outcomes: readonly ReturnedStep['outcome'][]): number =>
    steps.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const parts = [`${count('done', 'told', 'not-needed')} of ${steps.length} steps done`];
  const add = (number: number, words: string): void => {
    if (number > 0) parts.push(`${number} ${words}`);
  };
  add(count('failed'), 'failed');
  add(count('cut-off'), 'cut off');
  add(count('skipped'), 'could not be looked at');
  add(count('undone'), 'taken back');
  if (computer !== null) parts.push(`on ${computer}`);
  const other = computers.find(({ name }) => !isServer(name, server));
  const renamed =
    other === undefined ? '' : ` It was said there that ${other.name} is ${server ?? ''} under another name.`;
  return `${parts.join(', ')}.${renamed}`;
}
