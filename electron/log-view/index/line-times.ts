import { TimeColumn } from '../columns/time-column.ts';

/** A stamp that lies this much off those around it is a stray one. */
const STRAY = 86_400_000;
/** So many lines in front of the first stamp stand right before it; more do not wait for it. */
const MOST_LEADING = 8_192;

interface Doubted {
  /** First line whose time hangs on it. */
  readonly index: number;
  readonly time: number;
  /** Time of the line before, NaN when there is none. */
  readonly before: number;
}

/**
 * The time by which each line of a log is sorted and filtered. It is the line's own stamp, but
 * - a line without a stamp has the time of the line before it, and one in front of all stamps that of the first;
 * - a stamp more than a day behind the one before it, where the next is more than a day earlier again, is a stray (a
 *   torn line, a clock that was wrong for a moment): its line counts as one without a stamp. Else a single one would
 *   put all that follows behind the lines of every other log.
 */
export class LineTimes {
  readonly #times = new TimeColumn();
  #last = NaN;
  #doubted: Doubted | null = null;
  #leadingWaits = true;
  #ended = false;

  get length(): number {
    return this.#times.length;
  }

  /** How many lines have a time that no later line changes. */
  get settled(): number {
    if (this.#ended) return this.length;
    if (this.#doubted !== null) return this.#doubted.index;
    return Number.isNaN(this.#last) && this.#leadingWaits ? 0 : this.length;
  }

  /** Time of a line, NaN when no line up to it has one. */
  get(line: number): number {
    return this.#times.get(line);
  }

  /** The first line with this time or a later one, -1 when there is none so far. */
  firstFrom(time: number): number {
    return this.#times.firstFrom(time);
  }

  /** The next line; NaN: it has no stamp. */
  push(stamp: number): void {
    this.#ended = false;
    const index = this.#times.length;
    if (Number.isNaN(stamp)) {
      this.#times.push(this.#last);
      if (index >= MOST_LEADING && Number.isNaN(this.#last)) this.#leadingWaits = false;
      return;
    }
    const doubted = this.#doubted;
    if (doubted !== null && stamp < doubted.time - STRAY) {
      this.#last = doubted.before;
      for (let line = doubted.index; line < index; line += 1) this.#times.set(line, doubted.before);
    }
    this.#doubted = null;
    if (Number.isNaN(this.#last)) {
      const from = this.#leadingWaits ? 0 : (doubted?.index ?? index);
      for (let line = from; line < index; line += 1) this.#times.set(line, stamp);
      this.#doubted = { index: from, time: stamp, before: NaN };
    } else if (stamp > this.#last + STRAY) {
      this.#doubted = { index, time: stamp, before: this.#last };
    }
    this.#last = stamp;
    this.#times.push(stamp);
  }

  /** The file ends here for now: all times hold. */
  end(): void {
    this.#ended = true;
  }

  /** Forgets all lines from one on. */
  truncate(length: number): void {
    this.#times.truncate(length);
    this.#last = length > 0 ? this.#times.get(length - 1) : NaN;
    this.#doubted = null;
    this.#leadingWaits &&= length === 0;
    this.#ended = false;
  }
}
