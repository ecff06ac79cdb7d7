/**
 * One step at a time: shows exactly what it will do, does it when that was agreed to, and writes into the journal before and
 * after. Nothing is called done that a look at the real state did not show.
 */
import type { Seen, Shown } from '../engine/case/records.ts';
import type { RunView, StepView } from '../engine/case/run-view.ts';
import { toUserError } from '../errors/user-error.ts';
import type { Doing, Look } from './action.ts';
import { type Ending, attempt, lookSafely, seenOf } from './attempt.ts';
import { RemedyError } from './remedy-error.ts';
import { type RunDesk, type StepAtDesk, doingOf, progressOf } from './run-desk.ts';
import type { Runner, RunnerOptions } from './runner.ts';
import type { Running } from './running.ts';
import { ShownSteps, sameFacts, shownOf } from './shown-steps.ts';
import { expectGoing, expectIdle, expectOpen, expectUndo, expectWritable } from './step-rules.ts';

/** A look that is asked for by itself: quick, or not at all. */
const LOOK_LIMIT_MS = 120_000;

const aside = (): AbortSignal => AbortSignal.timeout(LOOK_LIMIT_MS);

export interface StepWork extends Pick<Runner, 'show' | 'act' | 'look'> {
  /** What is seen of a step that a person did; null where the wizard cannot look. */
  readonly seenBeside: (view: RunView, step: StepView) => Promise<Seen | null>;
  /** What is really there of a step that was cut off. */
  readonly seenAfterCut: (view: RunView, step: StepView, undo: boolean) => Promise<Seen>;
}

export function createStepWork(options: RunnerOptions, desk: RunDesk, running: Running): StepWork {
  const { case: openCase, clock, newId, onChange, onTrouble } = options;
  const shownSteps = new ShownSteps();
  const viewOf = (run: string): Promise<RunView> => desk.run(run, running.now);
  const stepOf = (run: string, step: string) => desk.step(run, step, running.now);

  /** Writes what was seen of a step that is the wizard's. */
  const keepLook = async (at: StepAtDesk, seen: Look): Promise<void> => {
    const of = { run: at.view.id, step: at.step.id };
    const open = desk.openIntent(of.run, of.step);
    await openCase.append(
      open === null
        ? { kind: 'step-looked', ...of, seen: seenOf(seen, clock.now()) }
        : {
            kind: 'step-interrupted',
            ...of,
            attempt: open.attempt,
            undo: open.undo,
            seen: seenOf(seen, clock.now()),
          },
    );
    const isGone = seen.state === 'before' || seen.state === 'other';
    const isReached = at.step.state === 'done' || at.step.state === 'found-done';
    if (isGone && isReached && at.action.mustLast?.(at.context(null, aside())) === true)
      await openCase.append({ kind: 'step-reopened', ...of });
  };

  /**
   * Looks again at steps whose result must still be there: a service that was stopped may have come back by itself. The step
   * is opened again then, and this says so.
   */
  const expectEarlierLast = async (view: RunView, step: StepView): Promise<void> => {
    const all = [...view.steps, ...view.verification];
    for (const earlier of all.slice(
      0,
      all.findIndex(({ id }) => id === step.id),
    )) {
      if (earlier.state !== 'done' && earlier.state !== 'found-done') continue;
      const at = desk.atDesk(view, earlier);
      if (at?.action.mustLast?.(at.context(null, aside())) !== true) continue;
      const seen = await lookSafely(at.action, at.context(null, aside()));
      if (seen.state !== 'before' && seen.state !== 'other') continue;
      await keepLook(at, seen);
      onChange(await viewOf(view.id));
      throw new RemedyError(
        'came-back',
        `What the step "${earlier.title}" reached is no longer so. ${seen.text}`,
        'Do that step once more first; it is open again.',
      );
    }
  };

  const atDeskFor = async (run: string, stepId: string, undo: boolean): Promise<StepAtDesk> => {
    const { view, step } = await stepOf(run, stepId);
    if (undo) {
      expectUndo(step);
    } else {
      expectGoing(view);
      expectOpen(step);
    }
    const at = desk.atDesk(view, step);
    if (at !== null) return at;
    throw new RemedyError(
      'step-by-hand',
      step.whyByHand ?? 'This step is done by hand in this run.',
      'Do it on the server as it is described, then say so here.',
    );
  };

  const lookFor = async (at: StepAtDesk, doing: Doing): Promise<Look> => {
    const seen = await lookSafely(doing, at.context(null, aside()));
    const needsPerson = at.action.changes && (seen.state === 'other' || seen.state === 'unknown');
    if (!needsPerson) return seen;
    throw new RemedyError(
      'needs-a-person',
      seen.text,
      seen.trouble?.nextStep ?? 'Look at it on the server. When you have done the step there, say so here.',
    );
  };

  const show: Runner['show'] = async (run, stepId, undo) => {
    expectIdle(running);
    const at = await atDeskFor(run, stepId, undo);
    const doing = doingOf(at, undo);
    if (!undo && at.action.relies) await expectEarlierLast(at.view, at.step);
    const seen = await lookFor(at, doing);
    const context = at.context(null, aside());
    const showing =
      seen.state === 'after'
        ? { what: `Nothing is to be done. ${seen.text}` }
        : await doing.show(context, seen);
    const shown = shownOf(newId(), showing, seenOf(seen, clock.now()), at.step);
    shownSteps.keep({ run, step: stepId, undo, shown });
    return shown;
  };

  /** Looks again directly before acting; keeps what was seen and refuses when it is no longer as it was shown. */
  const expectAsShown = async (at: StepAtDesk, undo: boolean, shown: Shown): Promise<Look> => {
    const seen = await lookFor(at, doingOf(at, undo));
    if (!at.action.changes || (seen.state === shown.seen.state && sameFacts(seen.facts, shown.seen.facts)))
      return seen;
    if (!undo) await keepLook(at, seen);
    throw new RemedyError(
      'not-as-shown',
      seen.text === shown.seen.text
        ? `It was changed since it was shown, by someone else or by another program. ${seen.text} Nothing was done.`
        : `It is no longer as it was shown. Then: ${shown.seen.text} Now: ${seen.text} Nothing was done.`,
      'Look again at what the step will do, then decide.',
    );
  };

  const finish = async (
    at: StepAtDesk,
    undo: boolean,
    attemptNumber: number,
    ending: Ending,
  ): Promise<RunView> => {
    const of = { run: at.view.id, step: at.step.id, attempt: attemptNumber, undo };
    const seen = ending.seen === null ? null : seenOf(ending.seen, clock.now());
    try {
      if (ending.done)
        await openCase.append({ kind: 'step-done', ...of, seen: seenOf(ending.seen, clock.now()) });
      else await openCase.append({ kind: 'step-failed', ...of, ...ending.error, seen });
    } catch (error) {
      const { code, message } = toUserError(error);
      const what = ending.done ? 'The step was done' : 'The step ended';
      onTrouble({
        code,
        message: `${what}, but that could not be written into the case. ${message}`,
        nextStep:
          'Put right what keeps the case from being written, then open it again: the wizard looks at what is really there.',
      });
    }
    running.end();
    try {
      const view = await viewOf(at.view.id);
      onChange(view);
      return view;
    } catch (error) {
      onTrouble(toUserError(error));
      return at.view;
    }
  };

  const act: Runner['act'] = async ({ run, step: stepId, undo, shown: shownId, agreed }) => {
    expectWritable(openCase);
    running.claim();
    try {
      const shown = shownSteps.take({ run, step: stepId, undo, id: shownId });
      if (shown.agree === 'twice' && agreed !== 'twice') {
        throw new RemedyError(
          'not-agreed',
          'This step must be agreed to a second time.',
          'Agree to it twice, or leave it.',
        );
      }
      const at = await atDeskFor(run, stepId, undo);
      const seen = await expectAsShown(at, undo, shown);
      if (seen.state === 'after' && !undo) {
        running.end();
        await keepLook(at, seen);
        const view = await viewOf(run);
        onChange(view);
        return { view, ended: Promise.resolve(view) };
      }
      const doing = seen.state === 'after' ? onlyLook(doingOf(at, undo)) : doingOf(at, undo);
      const abort = new AbortController();
      const backup = undo ? null : ((await doing.prepare?.(at.context(null, abort.signal), shown)) ?? null);
      const attemptNumber = at.step.attempts + (undo ? 0 : 1);
      // From here on a crash is found again: the intent is on the disk before anything is done.
      await openCase.append({
        kind: 'step-intent',
        run,
        step: stepId,
        attempt: attemptNumber,
        undo,
        shown,
        backup,
      });
      const since = clock.now();
      running.begin({ run, step: stepId, progress: progressOf(doing, since, seen.text) }, abort);
      const view = await viewOf(run);
      const ended = attempt({
        doing,
        shown,
        context: at.context,
        signal: abort.signal,
        onLook: ({ text }) => {
          running.tell(progressOf(doing, since, text));
          viewOf(run).then(onChange, (error: unknown) => onTrouble(toUserError(error)));
        },
      }).then((ending) => finish(at, undo, attemptNumber, ending));
      running.endsWith(ended);
      onChange(view);
      return { view, ended };
    } catch (error) {
      running.end();
      throw error;
    }
  };

  const look: Runner['look'] = async (run, stepId) => {
    expectWritable(openCase);
    expectIdle(running);
    const { view, step } = await stepOf(run, stepId);
    expectGoing(view);
    const at = desk.atDesk(view, step);
    if (at === null) {
      throw new RemedyError(
        'step-by-hand',
        step.whyByHand ?? 'The wizard cannot look at this step.',
        'Look at it yourself, then say so here.',
      );
    }
    const open = desk.openIntent(run, stepId);
    const doing = open?.undo === true ? doingOf(at, true) : at.action;
    await keepLook(at, await lookSafely(doing, at.context(null, aside())));
    return viewOf(run);
  };

  const seenBeside = async (view: RunView, step: StepView): Promise<Seen | null> => {
    const at = desk.atDesk(view, step);
    if (at === null) return null;
    return seenOf(await lookSafely(at.action, at.context(null, aside())), clock.now());
  };

  const seenAfterCut = async (view: RunView, step: StepView, undo: boolean): Promise<Seen> => {
    const at = desk.atDesk(view, step);
    if (at === null) {
      const why = step.whyByHand ?? 'The wizard cannot look at it from here.';
      return seenOf(
        { state: 'unknown', text: `It cannot be told how far it came. ${why}`, facts: {} },
        clock.now(),
      );
    }
    return seenOf(await lookSafely(doingOf(at, undo), at.context(null, aside())), clock.now());
  };

  return { show, act, look, seenBeside, seenAfterCut };
}

/** What is there already is not done once more. */
function onlyLook(doing: Doing): Doing {
  const { look, show, limitSeconds, everySeconds, waitsFor, atLimit } = doing;
  return { look, show, limitSeconds, everySeconds, waitsFor, atLimit };
}
