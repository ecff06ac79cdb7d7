/** Steps in a script, with what comes when one of them does not succeed. */
import type { TailoredStep } from '../engine/plans/tailored-plan.ts';
import { word } from './batch-text.ts';
import { type StepSurroundings, actionLines, isByScript, stepHead, toldLines } from './step-lines.ts';

/** A step that is looked at or asked for; the script goes on whatever comes of it. */
export function checkLines(step: TailoredStep, surroundings: StepSurroundings, index: number): string[] {
  if (step.action === undefined || !isByScript(step, surroundings)) return toldLines(step);
  return [...stepHead(step), ...actionLines(step.action, surroundings, index)];
}

/** A check again, right before the server is changed: without its yes nothing is done. */
export function gateLines(step: TailoredStep, surroundings: StepSurroundings, index: number): string[] {
  const lines = checkLines(step, surroundings, index);
  if (step.action?.do === 'check-program') {
    return [...lines, ...failedOrAsked('Look yourself whether its folder is in the PATH of the system.')];
  }
  return [...lines, 'if not "%OUTCOME%"=="done" goto stopped'];
}

/** Before a process is ended: where a log tells nothing, the technician is asked. */
export function quietLines(step: TailoredStep, surroundings: StepSurroundings, index: number): string[] {
  return [
    ...checkLines(step, surroundings, index),
    ...failedOrAsked('Look yourself: nothing may be sent now.'),
  ];
}

/** What the script cannot tell is asked of the technician, whose answer goes into the result. */
function failedOrAsked(question: string): string[] {
  return [
    'if "%OUTCOME%"=="failed" goto stopped',
    `if "%OUTCOME%"=="skipped" echo    ${question}`,
    'if "%OUTCOME%"=="skipped" call :ask',
  ];
}

export function notNeededLines(step: TailoredStep): string[] {
  return [...stepHead(step), 'set TEXT=Not needed, it stopped by itself.', 'call :notneeded'];
}

/**
 * A step that changes something, with what comes when it fails.
 * @param steps the steps of the script
 * @param ending index of the step that ends the process; -1 when there is none
 */
export function changeLines(
  step: TailoredStep,
  index: number,
  steps: readonly TailoredStep[],
  surroundings: StepSurroundings,
  ending: number,
): string[] {
  const lines = checkLines(step, surroundings, index);
  const condition = conditionOf(step, index, steps);
  const relied = steps.some(({ onlyIfFailed }) => onlyIfFailed === step.id);
  const ends = steps[ending]?.action;
  const action = step.action;
  const stops =
    (action?.do === 'stop-service' || (action?.do === 'wait-service' && action.wants === 'stopped')) &&
    ends?.do === 'end-process' &&
    ends.service === action.service &&
    index < ending;
  if (stops) {
    const waitsLater = steps.some(
      (other, at) =>
        at > index &&
        at < ending &&
        other.action?.do === 'wait-service' &&
        other.action.service === ends.service,
    );
    // The wait goes on where the stop has left off; what cannot be told is never waited for.
    if (waitsLater) {
      return [
        `set FAILED${index}=`,
        ...lines,
        'if defined NOTSTOPPED if "%LOOK%"=="unknown" goto stopped',
        'if defined NOTSTOPPED if "%LOOK%"=="absent" goto stopped',
        `if defined NOTSTOPPED set FAILED${index}=1`,
      ];
    }
    return [
      ...condition.before,
      ...lines,
      'if defined NOTSTOPPED goto hung',
      ...stoppedLater(step, steps.slice(0, index)),
      ...condition.behind,
    ];
  }
  const failing = relied
    ? [`if "%OUTCOME%"=="failed" set FAILED${index}=1`]
    : ['if "%OUTCOME%"=="failed" goto stopped'];
  return [
    ...(relied ? [`set FAILED${index}=`] : []),
    ...condition.before,
    ...lines,
    ...failing,
    ...condition.behind,
  ];
}

/** What came too late for the step that asked for it is told for that one as well. */
function stoppedLater(step: TailoredStep, earlier: readonly TailoredStep[]): string[] {
  const service = step.action?.do === 'wait-service' ? step.action.service : null;
  return earlier
    .filter(({ action }) => action?.do === 'stop-service' && action.service === service)
    .flatMap(({ id }) => [`set STEP=${word(id)}`, 'call :done']);
}

/** Lines around a step that is only needed when an earlier one failed. */
function conditionOf(
  step: TailoredStep,
  index: number,
  steps: readonly TailoredStep[],
): { readonly before: readonly string[]; readonly behind: readonly string[] } {
  const first = steps.findIndex(({ id }) => id === step.onlyIfFailed);
  if (step.onlyIfFailed === undefined || first === -1) return { before: [], behind: [] };
  return {
    before: [
      `set STEP=${word(step.id)}`,
      'set TEXT=Not needed.',
      `if not defined FAILED${first} call :notneeded`,
      `if not defined FAILED${first} goto past${index}`,
    ],
    behind: [`:past${index}`],
  };
}
