/** One attempt at a step: acts, then looks at the real state until it is what the step is for, or the time is over. */
import type { Seen, Shown } from '../engine/case/records.ts';
import type { StepError } from '../engine/case/run-view.ts';
import { toUserError } from '../errors/user-error.ts';
import type { ActionContext, Doing, Look } from './action.ts';

export type Ending =
  | { readonly done: true; readonly seen: Look }
  | { readonly done: false; readonly error: StepError; readonly seen: Look | null };

export interface AttemptOptions {
  readonly doing: Doing;
  readonly shown: Shown;
  /** The context of a look, so many seconds after the begin. */
  readonly context: (waitedSeconds: number, signal: AbortSignal) => ActionContext;
  readonly signal: AbortSignal;
  /** What was seen last, for the clock. */
  readonly onLook: (look: Look) => void;
}

/** A last look must not wait as long as the one that was given up. */
const LAST_LOOK_MS = 10_000;

function stepError(error: unknown): StepError {
  const { code, message, nextStep } = toUserError(error);
  return { code, message, nextStep };
}

/** A look whose failure is an answer too: nothing is known. */
export async function lookSafely(doing: Doing, context: ActionContext): Promise<Look> {
  try {
    return await doing.look(context);
  } catch (error) {
    context.signal.throwIfAborted();
    const { message, nextStep } = toUserError(error);
    return { state: 'unknown', text: `${message} ${nextStep}`, facts: {} };
  }
}

/** A look that is not waited for long; null when it did not answer. */
async function lastLook(options: AttemptOptions, waited: number): Promise<Look | null> {
  const short = AbortSignal.timeout(LAST_LOOK_MS);
  try {
    return await lookSafely(options.doing, options.context(waited, short));
  } catch {
    return null;
  }
}

function cancelled(seen: Look | null, acted: boolean): StepError {
  const kept = acted
    ? 'What was begun on the server is not taken back by this.'
    : 'Nothing was changed on the server by this step.';
  const now = seen === null ? 'How it stands now could not be seen.' : seen.text;
  return {
    code: 'cancelled',
    message: `You stopped waiting. ${kept} ${now}`,
    nextStep: 'Look again, go on waiting by doing the step once more, or leave it out with a reason.',
  };
}

/**
 * Acts and watches. Never rejects.
 */
export async function attempt(options: AttemptOptions): Promise<Ending> {
  const { doing, shown, signal } = options;
  const { clock } = options.context(0, signal);
  const begin = clock.elapsed();
  const waited = (): number => (clock.elapsed() - begin) / 1000;
  let refused: StepError | null = null;
  try {
    if (doing.act !== undefined) {
      try {
        await doing.act(options.context(0, signal), shown);
      } catch (error) {
        signal.throwIfAborted();
        refused = stepError(error);
      }
    }
    for (;;) {
      const seen = await lookSafely(doing, options.context(waited(), signal));
      options.onLook(seen);
      if (seen.state === 'after') return { done: true, seen };
      if (refused !== null) return { done: false, error: refused, seen };
      if (seen.trouble !== undefined) return { done: false, error: seen.trouble, seen };
      const left = doing.limitSeconds - waited();
      if (left <= 0) return { done: false, error: doing.atLimit(seen), seen };
      await clock.sleep(Math.min(left, doing.everySeconds) * 1000, signal);
    }
  } catch (error) {
    const seen = await lastLook(options, waited());
    if (!signal.aborted) return { done: false, error: stepError(error), seen };
    // It may have come to its end while the waiting was given up.
    if (seen?.state === 'after') return { done: true, seen };
    return { done: false, error: cancelled(seen, doing.act !== undefined), seen };
  }
}

/** A look as it stands in the journal. */
export function seenOf({ state, text, facts }: Look, now: Date): Seen {
  return { state, text, at: now.toISOString(), facts };
}
