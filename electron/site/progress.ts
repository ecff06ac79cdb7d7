/** What the reader is doing. */
export interface SiteProgress {
  /** In words: `Reading Logs/Despool.log`. */
  readonly activity: string;
  readonly filesDone: number;
  readonly bytesDone: number;
  /** Null while not known. */
  readonly bytesTotal: number | null;
}

const INTERVAL_MS = 100;

/** Collects what is done and tells it at most ten times a second. */
export class ProgressTeller {
  #tell: (progress: SiteProgress) => void;
  #toldAt = 0;
  #activity = '';
  #files = 0;
  #bytes = 0;
  #total: number | null = null;

  constructor(tell: (progress: SiteProgress) => void) {
    this.#tell = tell;
  }

  /** Names what is being done now. */
  activity(text: string): void {
    this.#activity = text;
    this.#report(false);
  }

  /** How many bytes there are to read, once that is known. */
  total(bytes: number): void {
    this.#total = bytes;
    this.#report(true);
  }

  files(count: number): void {
    this.#files += count;
    this.#report(false);
  }

  bytes(count: number): void {
    this.#bytes += count;
    this.#report(false);
  }

  /** Tells the last state, whatever the time. */
  finish(activity: string): void {
    this.#activity = activity;
    this.#report(true);
  }

  #report(always: boolean): void {
    const now = performance.now();
    if (!always && now - this.#toldAt < INTERVAL_MS) return;
    this.#toldAt = now;
    this.#tell({
      activity: this.#activity,
      filesDone: this.#files,
      bytesDone: this.#bytes,
      // A log that grows while it is read must not show more than everything.
      bytesTotal: this.#total === null ? null : Math.max(this.#total, this.#bytes),
    });
  }
}
