import { systemCode } from '../errors.ts';

/** How long a share may take for one answer. Windows itself gives up a dead one after about as long. */
const LIMIT_MS = 20_000;
/** After so many answers that did not come nothing more is asked: each one that hangs holds a thread of the system. */
const MOST_HANGS = 2;

function timedOut(): Error {
  return Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
}

/** Waits for the answers of one disk or share, but not without end, and not again and again. */
export class Patience {
  readonly limitMs: number;
  #hangs = 0;

  constructor(limitMs: number = LIMIT_MS) {
    this.limitMs = limitMs;
  }

  /** True when it did not answer so often that it is left alone. */
  get exhausted(): boolean {
    return this.#hangs >= MOST_HANGS;
  }

  /**
   * Does what is asked and waits for it.
   *
   * @throws an error of code `ETIMEDOUT` when no answer comes in time; what was asked may still be going on then
   */
  wait<T>(ask: () => Promise<T>): Promise<T> {
    return this.count(() => inTime(ask(), this.limitMs));
  }

  /**
   * Does what is asked, which ends by itself with code `ETIMEDOUT` when it hangs.
   *
   * @throws what it throws, or the same when too much has hung before
   */
  async count<T>(ask: () => Promise<T>): Promise<T> {
    if (this.exhausted) throw timedOut();
    try {
      return await ask();
    } catch (error) {
      if (systemCode(error) === 'ETIMEDOUT') this.#hangs += 1;
      throw error;
    }
  }
}

async function inTime<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timedOut()), limitMs);
  });
  work.catch(() => {
    // It may fail after nobody waits for it any more.
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
