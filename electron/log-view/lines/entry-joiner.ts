import type { ParsedLine } from '../../engine/log/line.ts';
import { parseLine, tidyMessage } from '../../engine/log/line.ts';

/** A line with what it says by itself, and whose component, time and thread it has. */
export interface JoinedLine<T> {
  readonly item: T;
  readonly own: ParsedLine;
  /** Where component, time and thread stand; null when nowhere. */
  readonly tail: ParsedLine | null;
}

interface Waiting<T> {
  readonly item: T;
  readonly text: string;
  readonly own: ParsedLine;
  tail: ParsedLine | null;
}

/** A wrapped entry has few parts; more lines without a tail are lines of their own. */
const MOST_WAITING = 8;
/** A tail is short: one that is torn ends in one of these many lines behind. */
const TORN_OVER = 3;

/**
 * Gives the lines of one entry, where a text was wrapped on its way, the component, time and thread of its tail. In a
 * real log an entry is one line and nothing is joined. Joined are
 * - a tail that begins in a line and ends in one of the next three;
 * - lines without a tail, at most eight, in front of a line that is nothing but a tail.
 *
 * Lines come out in the order they went in. While `isIdle`, what follows does not depend on what came before.
 */
export class EntryJoiner<T> {
  readonly #give: (line: JoinedLine<T>) => void;
  #waiting: Waiting<T>[] = [];

  constructor(give: (line: JoinedLine<T>) => void) {
    this.#give = give;
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  /**
   * @param item comes back with the line
   * @param text the line, clean
   */
  push(item: T, text: string, own: ParsedLine): void {
    const line: Waiting<T> = { item, text, own, tail: own.tail === 'none' ? null : own };
    if (own.tail === 'none' || own.open) {
      this.#waiting.push(line);
      if (own.tail === 'none' && this.#endsTornTail(line)) this.end();
      else if (this.#waiting.length > MOST_WAITING) this.end();
      return;
    }
    if (own.stamp !== null && tidyMessage(own.message) === '') {
      for (const before of this.#waiting) before.tail ??= own;
    }
    this.#waiting.push(line);
    this.end();
  }

  /** Gives all that still waits. */
  end(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    for (const { item, own, tail } of waiting) this.#give({ item, own, tail });
  }

  #endsTornTail(last: Waiting<T>): boolean {
    const waiting = this.#waiting;
    const from = waiting.findLastIndex((line) => line.own.open);
    if (from < 0 || waiting.length - 1 - from > TORN_OVER) return false;
    const parts = waiting.slice(from);
    const whole = parseLine(parts.map(({ text }) => text).join(' '));
    if (whole.open || whole.stamp === null) return false;
    for (const line of parts) line.tail = whole;
    last.tail = whole;
    return true;
  }
}
