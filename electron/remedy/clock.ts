/** The time as the runner uses it, so that a test can go through ten minutes at once. */
import { setTimeout as delay } from 'node:timers/promises';

export interface RemedyClock {
  readonly now: () => Date;
  /** Milliseconds that only ever grow: the computer's clock may be set back while something is waited for. */
  readonly elapsed: () => number;
  /** @throws the reason of the signal when it fires */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const deskRemedyClock: RemedyClock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
};
