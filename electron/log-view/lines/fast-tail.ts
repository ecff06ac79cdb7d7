import { FixedStampReader } from '../../engine/log/stamp.ts';

const CR = 13;
const BLANK = 32;
const DOLLAR = 36;
const OPEN = 40;
const CLOSE = 41;
const LESS = 60;
const GREATER = 62;
const TAIL = '$$<';
/** Length of `Ddd Mon DD hh:mm:ss.mmm YYYY`. */
const STAMP = 28;
const LONGEST_COMPONENT = 200;
const LONGEST_ZONE = 80;
const BEHIND_ZONE = '><thread=';
const MOST_DIGITS = 10;

/** Value of a hexadecimal digit; NaN for any other character. */
function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : NaN;
}

/** A copy of a part of a text: a slice would keep the whole text alive. */
function copyOf(text: string, from: number, to: number): string {
  let copy = '';
  for (let at = from; at < to; at += 1) copy += String.fromCharCode(text.charCodeAt(at));
  return copy;
}

/** True when a part of a tail holds what would make it another form. */
function isOdd(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code < BLANK || code === DOLLAR || code === LESS || code === OPEN || code === CLOSE) return true;
  }
  return false;
}

/**
 * Reads the tail of a line in the one form that nearly all lines of a real log have,
 * `  $$<COMPONENT><Ddd Mon DD hh:mm:ss.mmm YYYY…><thread=DEC (0xHEX)>`, straight out of a larger text. Whatever differs
 * is left to `parseLine`, which gives the same for lines of this form. Component and zone words are mostly those of the
 * line before, which are only compared.
 */
export class FastTail {
  readonly #stamps = new FixedStampReader();
  #text = '';
  /** The first tail at or behind where the last line began; found once for all lines without one before it. */
  #nextTail = -1;
  /** As it stands in the tail, with the brackets behind it; at first what stands in none. */
  #writtenComponent = '\n';
  #writtenZone = '';
  /** Where the message ends, in the larger text. */
  messageEnd = 0;
  component = '';
  /** Server time in milliseconds. */
  time = NaN;
  /** Words behind the stamp, with their blank; empty when there are none. */
  zone = '';
  thread = 0;

  /** Takes the larger text whose lines are read from now on, from its beginning to its end. */
  use(text: string): void {
    this.#text = text;
    this.#nextTail = -1;
  }

  /**
   * @param start where the line begins; not before the line read last
   * @param lineEnd where it ends, without its line feed
   * @returns true when it has this form; the fields are set then
   */
  read(start: number, lineEnd: number): boolean {
    const text = this.#text;
    const end = text.charCodeAt(lineEnd - 1) === CR ? lineEnd - 1 : lineEnd;
    if (this.#nextTail < start) {
      const found = text.indexOf(TAIL, start);
      this.#nextTail = found < 0 ? Infinity : found;
    }
    const tail = this.#nextTail;
    if (tail >= end || text.charCodeAt(end - 1) !== GREATER || text.charCodeAt(end - 2) !== CLOSE)
      return false;
    const component = tail + TAIL.length;
    if (!text.startsWith(this.#writtenComponent, component) && !this.#newComponent(component, end))
      return false;
    const stamp = component + this.#writtenComponent.length;
    const time = this.#stamps.read(text, stamp);
    if (time !== time) return false;
    const zone = stamp + STAMP;
    if (this.#writtenZone === '' || !text.startsWith(this.#writtenZone, zone)) {
      if (!this.#newZone(zone, end)) return false;
    }
    if (!this.#readThread(zone + this.#writtenZone.length, end - 2)) return false;
    this.messageEnd = tail > start && text.charCodeAt(tail - 1) === LESS ? tail - 1 : tail;
    this.time = time;
    return true;
  }

  #newComponent(from: number, end: number): boolean {
    const text = this.#text;
    const to = text.indexOf('><', from);
    if (to <= from || to >= end || to - from > LONGEST_COMPONENT || isOdd(text, from, to)) return false;
    if (text.charCodeAt(from) <= BLANK || text.charCodeAt(to - 1) <= BLANK) return false;
    const component = copyOf(text, from, to);
    // `&` and `>` belong to the damage of tails in articles; such a tail is read with more care.
    if (/[&>]/.test(component)) return false;
    this.component = component;
    this.#writtenComponent = `${component}><`;
    return true;
  }

  #newZone(from: number, end: number): boolean {
    const text = this.#text;
    const to = text.indexOf(BEHIND_ZONE, from);
    if (to < 0 || to >= end || to - from > LONGEST_ZONE || isOdd(text, from, to)) return false;
    this.zone = copyOf(text, from, to);
    this.#writtenZone = `${this.zone}${BEHIND_ZONE}`;
    return true;
  }

  /** `322 (0x142` up to `end`. The two numbers are the same in every log (Q236039). */
  #readThread(from: number, end: number): boolean {
    const text = this.#text;
    let thread = 0;
    let at = from;
    for (; at < end && at - from < MOST_DIGITS; at += 1) {
      const digit = text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      thread = thread * 10 + digit;
    }
    if (at === from || !text.startsWith(' (0x', at) || end - at > 4 + MOST_DIGITS) return false;
    let hex = 0;
    for (at += 4; at < end; at += 1) hex = hex * 16 + hexDigit(text.charCodeAt(at));
    if (hex !== thread) return false;
    this.thread = thread;
    return true;
  }
}
