import { parseLine } from '../../engine/log/line.ts';
import { FastTail } from './fast-tail.ts';
import { LONGEST_LINE, abridge, cleanLine, shownMessage } from './read-line.ts';

/** Reads nothing but the messages of lines, as they are shown, out of a larger text. */
export class MessageReader {
  readonly #decode: (byteString: string) => string;
  readonly #fast = new FastTail();
  #text = '';

  /** @param decode turns a byte string into text; the identity for text */
  constructor(decode: (byteString: string) => string) {
    this.#decode = decode;
  }

  /** Takes the larger text whose lines are read from now on, from its beginning to its end. */
  use(text: string): void {
    this.#text = text;
    this.#fast.use(text);
  }

  /**
   * The message of a line.
   * @param start where it begins; not before the line read last
   * @param end where it ends, without its line feed
   */
  message(start: number, end: number): string {
    if (end - start <= LONGEST_LINE && this.#fast.read(start, end)) {
      return shownMessage(cleanLine(this.#text.slice(start, this.#fast.messageEnd)), this.#decode);
    }
    return shownMessage(parseLine(cleanLine(abridge(this.#text.slice(start, end)))).message, this.#decode);
  }
}
