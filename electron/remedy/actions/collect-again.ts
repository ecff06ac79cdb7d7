/** Whether the site was read again after the plan's work, and what the comparison said. */
import type { CaseRecord } from '../../engine/case/records.ts';
import type { ActionContext, Look, RemedyAction } from '../action.ts';

const WORK: readonly CaseRecord['kind'][] = ['step-done', 'step-told', 'kit-returned'];

/** Number of the last record that tells of work on the server; that of the run's begin when there is none. */
function lastWork({ records, run, plan }: ActionContext): number {
  const steps = new Set(plan.steps.map(({ id }) => id));
  const last = records.findLast(
    (record) =>
      'run' in record &&
      record.run === run &&
      (record.kind === 'plan-begun' ||
        (WORK.includes(record.kind) && (!('step' in record) || steps.has(record.step)))),
  );
  return last?.seq ?? 0;
}

function judge(context: ActionContext): Look {
  const since = lastWork(context);
  const later = context.records.filter(({ seq }) => seq > since);
  const verified = later.findLast((record) => record.kind === 'verified');
  const read = later.findLast((record) => record.kind === 'site-read');
  const facts = {
    readAgain: read !== undefined,
    outcome: verified?.kind === 'verified' ? verified.outcome : null,
  };
  if (verified?.kind === 'verified' && (read?.seq ?? 0) > verified.seq) {
    const text = `${verified.text} But the site was read once more after that, and that reading was not compared.`;
    return { state: 'before', text, facts: { ...facts, outcome: null } };
  }
  if (verified?.kind === 'verified') {
    return { state: verified.outcome === 'fixed' ? 'after' : 'before', text: verified.text, facts };
  }
  const text =
    read === undefined
      ? 'The site was not read again since the work of this plan.'
      : 'The site was read again. What changed is on the page Verify.';
  return { state: 'before', text, facts };
}

export function collectAgain(): RemedyAction {
  return {
    limitSeconds: 0,
    everySeconds: 1,
    waitsFor: 'the second reading',
    whyNot: () => null,
    changes: false,
    relies: false,
    look: (context) => Promise.resolve(judge(context)),
    show: () => ({ what: 'Looks whether the site was read again and what changed.' }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep: 'Collect the evidence again on the page Verify and compare.',
    }),
  };
}
