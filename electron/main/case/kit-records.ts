/** What a returned result of a fix kit says, as records of the run. */
import type { CaseEvent } from '../../engine/case/records.ts';
import type { ReturnedResult, ReturnedStep } from '../../fix-kit/kit-result-of-run.ts';

const NEXT_STEP = 'Read the text, look at the server, and run the script again or do the step by hand.';

function eventOf(run: string, { step, outcome, text, when }: ReturnedStep, at: string): CaseEvent | null {
  const of = { run, step } as const;
  const said = `Fix kit${when === null ? '' : `, ${when} by the server's clock`}: ${text}`;
  switch (outcome) {
    case 'done':
      return { kind: 'step-told', ...of, note: said, seen: { state: 'after', text, at, facts: {} } };
    case 'told':
      return { kind: 'step-told', ...of, note: said, seen: null };
    case 'not-needed':
      return { kind: 'step-skipped', ...of, reason: said };
    case 'skipped':
      return { kind: 'step-noted', ...of, note: said };
    case 'failed':
      return {
        kind: 'step-failed',
        ...of,
        attempt: 1,
        undo: false,
        code: 'kit-failed',
        message: said,
        nextStep: NEXT_STEP,
        seen: { state: 'other', text, at, facts: {} },
      };
    case 'cut-off':
      return {
        kind: 'step-interrupted',
        ...of,
        attempt: 1,
        undo: false,
        seen: { state: 'unknown', text: said, at, facts: {} },
      };
    case 'undone':
      return {
        kind: 'step-done',
        ...of,
        attempt: 1,
        undo: true,
        seen: { state: 'before', text: said, at, facts: { toldBy: 'fix kit' } },
      };
    case 'not-reached':
      return null;
  }
}

/**
 * The checkpoints that a result moves. A step without an entry stays as it is.
 * @param at ISO time at which the result came back
 */
export function kitEvents(run: string, result: ReturnedResult, at: string): readonly CaseEvent[] {
  const samples = result.samples.map(({ step, files, when }): CaseEvent => ({
    kind: 'step-sampled',
    run,
    step,
    files,
    text: `${files} files wait${when === null ? '' : ` (${when} by the server's clock)`}`,
  }));
  return [...samples, ...result.steps.flatMap((step) => eventOf(run, step, at) ?? [])];
}

/** What a result says that the one before it did not: scripts only ever write behind what they wrote before. */
export function resultSince(earlier: ReturnedResult | null, result: ReturnedResult): ReturnedResult {
  if (earlier === null) return result;
  const known = new Map(earlier.steps.map((step) => [step.step, JSON.stringify(step)]));
  return {
    ...result,
    steps: result.steps.filter((step) => known.get(step.step) !== JSON.stringify(step)),
    samples: result.samples.slice(earlier.samples.length),
  };
}
