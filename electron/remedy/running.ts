/** The one action that is being done: one at a time for each case. */
import type { FoldContext } from '../engine/case/fold-runs.ts';
import type { StepProgress } from '../engine/case/run-view.ts';
import { RemedyError } from './remedy-error.ts';

type Now = NonNullable<FoldContext['running']>;

export class Running {
  #claimed = false;
  #now: Now | null = null;
  #abort: AbortController | null = null;
  #ended: Promise<unknown> | null = null;

  /** Null while nothing is being done. */
  get now(): Now | null {
    return this.#now;
  }

  get isBusy(): boolean {
    return this.#claimed;
  }

  /** @throws RemedyError `action-running` */
  claim(): void {
    if (this.#claimed) throw busy();
    this.#claimed = true;
  }

  begin(now: Now, abort: AbortController): void {
    this.#now = now;
    this.#abort = abort;
  }

  tell(progress: StepProgress): void {
    if (this.#now !== null) this.#now = { ...this.#now, progress };
  }

  /** @param ended settles when the action ended */
  endsWith(ended: Promise<unknown>): void {
    this.#ended = ended;
  }

  end(): void {
    this.#claimed = false;
    this.#now = null;
    this.#abort = null;
    this.#ended = null;
  }

  /** Stops the waiting and resolves when the step ended; at once when nothing is being done in that run. */
  async cancel(run: string): Promise<void> {
    if (this.#now?.run !== run) return;
    const ended = this.#ended;
    this.#abort?.abort(new RemedyError('cancelled', 'You stopped waiting.', 'Look again.'));
    await ended;
  }

  /** @throws RemedyError `action-running` when that very step is being done */
  expectNot(run: string, step: string): void {
    if (this.#now?.run === run && this.#now.step === step) throw busy();
  }
}

export function busy(): RemedyError {
  return new RemedyError(
    'action-running',
    'A step is being done just now.',
    'Wait until it has ended, or stop waiting for it.',
  );
}
