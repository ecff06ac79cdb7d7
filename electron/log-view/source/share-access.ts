import { systemCode } from '../../site/errors.ts';
import { Patience } from '../../site/tree/patience.ts';

/**
 * Calls under way at a time: each one holds a thread of the system until it is answered, and there are four for
 * everything the process reads.
 */
const MOST_AT_ONCE = 2;

/**
 * What the logs of one disk or share have in common: each call has its time limit, and a share that hangs can hold up
 * two threads only. Once all calls that hung are answered, the share is trusted again.
 */
export class ShareAccess {
  readonly #limitMs: number | undefined;
  #patience: Patience;
  #busy = 0;
  #hanging = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param limitMs how long a call may take, in milliseconds; without it, as long as all reading of sites has */
  constructor(limitMs?: number) {
    this.#limitMs = limitMs;
    this.#patience = new Patience(limitMs);
  }

  /**
   * Does what is asked when it is its turn.
   *
   * @throws what it throws; an error of code `ETIMEDOUT` when no answer comes in time or too many are missing already
   */
  async ask<T>(call: () => Promise<T>): Promise<T> {
    while (this.#busy >= MOST_AT_ONCE && !this.#patience.exhausted) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#busy += 1;
    const asked: { call?: Promise<T> } = {};
    try {
      const answer = await this.#patience.wait(() => (asked.call = call()));
      this.#giveTurn();
      return answer;
    } catch (error) {
      if (asked.call !== undefined && systemCode(error) === 'ETIMEDOUT') this.#waitOut(asked.call);
      else this.#giveTurn();
      throw error;
    }
  }

  #giveTurn(): void {
    this.#busy -= 1;
    this.#waiting.shift()?.();
  }

  /** A call that hangs keeps its turn until it is answered; who waits behind too many of them waits no longer. */
  #waitOut(call: Promise<unknown>): void {
    this.#hanging += 1;
    const answered = (): void => {
      this.#hanging -= 1;
      if (this.#hanging === 0) this.#patience = new Patience(this.#limitMs);
      this.#giveTurn();
    };
    call.then(answered, answered);
    if (this.#patience.exhausted) for (const resume of this.#waiting.splice(0)) resume();
  }
}
