import { type ParsedLine, parseLine, tidyMessage } from '../../engine/log/line.ts';

const CONTROL = /[\x00-\x08\x0b-\x1f]/;
const CONTROL_RUNS = /[\x00-\x08\x0b-\x1f]+/g;

/** Characters of a line that are looked at: what is longer is cut in its middle, so that its tail is still read. */
export const LONGEST_LINE = 65_536;
const KEPT_TAIL = 4_096;
const KEPT_HEAD = LONGEST_LINE - KEPT_TAIL;

/** Head and tail of a line that is too long; any other comes back as it is. */
export function abridge(line: string): string {
  return line.length <= LONGEST_LINE ? line : line.slice(0, KEPT_HEAD) + line.slice(line.length - KEPT_TAIL);
}

/** True when a text holds what no line of text should: NULs of a torn file, stray returns. */
export function hasControl(text: string): boolean {
  return CONTROL.test(text);
}

/** A line as it is taken apart: without its return, control characters as blanks. */
export function cleanLine(line: string): string {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return CONTROL.test(text) ? text.replace(CONTROL_RUNS, ' ') : text;
}

/**
 * Takes a line apart.
 * @param line without its line feed, abridged; a byte string or text
 */
export function readLine(line: string): ParsedLine {
  return parseLine(cleanLine(line));
}

/**
 * The message of a line as it is shown and searched: decoded, without tail and `~`, blanks collapsed.
 * @param message as `readLine` gives it
 * @param decode turns a byte string into text; the identity for text
 */
export function shownMessage(message: string, decode: (byteString: string) => string): string {
  return tidyMessage(decode(message));
}

/** Collects the parts of a line that may be longer than memory: its head, and what came last. */
export class LongLine {
  #head = '';
  #tail = '';
  length = 0;

  /** Takes the next part of the line. */
  add(part: string): void {
    this.length += part.length;
    const room = KEPT_HEAD - this.#head.length;
    if (room > 0) this.#head += part.slice(0, room);
    if (part.length > room) {
      const more = room > 0 ? part.slice(room) : part;
      this.#tail = (this.#tail + more).slice(-KEPT_TAIL);
    }
  }

  /** The line, abridged as `abridge` does. */
  text(): string {
    return this.#head + this.#tail;
  }
}
