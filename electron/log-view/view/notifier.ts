/** Least time between two messages in milliseconds: five a second are enough for the eye. */
const INTERVAL = 200;

/** Tells of changes, at most five times a second; the last change is always told. */
export class Notifier {
  readonly #tell: () => void;
  #timer: NodeJS.Timeout | null = null;
  #waits = false;

  /** @param tell is to say how things stand at that moment */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  changed(): void {
    this.#waits = true;
    if (this.#timer === null) this.#release();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waits = false;
  }

  #release(): void {
    this.#timer = null;
    if (!this.#waits) return;
    this.#waits = false;
    this.#timer = setTimeout(() => this.#release(), INTERVAL);
    this.#tell();
  }
}
