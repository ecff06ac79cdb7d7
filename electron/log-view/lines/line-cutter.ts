import { LONGEST_LINE, LongLine } from './read-line.ts';

/** Takes lines as they are cut. */
export interface LineSink {
  /** The text in which the lines told next stand. */
  region(text: string): void;
  /**
   * One line.
   * @param start where it begins in the region
   * @param end where it ends, without its line feed
   * @param offset characters of the file before it
   */
  line(start: number, end: number, offset: number): void;
}

/**
 * Cuts a file that is fed in pieces of any split into lines. Lines end with a line feed, as `sed -n` counts them; a
 * return in front of it is left to the reader. A line longer than `LONGEST_LINE` is told with head and tail only.
 */
export class LineCutter {
  readonly #sink: LineSink;
  #rest = '';
  #long: LongLine | null = null;
  /** Characters of the file before `#rest`, or before the long line. */
  #offset: number;

  constructor(sink: LineSink, offset: number) {
    this.#sink = sink;
    this.#offset = offset;
  }

  /** True when nothing of a line waits for its end. */
  get isBetweenLines(): boolean {
    return this.#rest === '' && this.#long === null;
  }

  push(piece: string): void {
    let text = piece;
    if (this.#long !== null) {
      const end = text.indexOf('\n');
      this.#long.add(end < 0 ? text : text.slice(0, end));
      if (end < 0) return;
      this.#endLong(this.#long, 1);
      text = text.slice(end + 1);
    }
    if (this.#rest !== '') text = this.#rest + text;
    const length = text.lastIndexOf('\n') + 1;
    if (length > 0) this.#cut(text, length);
    this.#rest = text.slice(length);
    if (this.#rest.length > LONGEST_LINE) {
      this.#long = new LongLine();
      this.#long.add(this.#rest);
      this.#rest = '';
    }
  }

  /** Tells the last line, which has no line feed, if there is any. */
  end(): void {
    if (this.#long !== null) this.#endLong(this.#long, 0);
    if (this.#rest === '') return;
    const rest = this.#rest;
    this.#rest = '';
    this.#cut(`${rest}\n`, rest.length + 1);
    this.#offset -= 1;
  }

  #cut(text: string, length: number): void {
    this.#sink.region(text);
    for (let start = 0; start < length;) {
      const end = text.indexOf('\n', start);
      if (end - start <= LONGEST_LINE) this.#sink.line(start, end, this.#offset + start);
      else {
        const long = new LongLine();
        long.add(text.slice(start, end));
        this.#tellLong(long, this.#offset + start);
        this.#sink.region(text);
      }
      start = end + 1;
    }
    this.#offset += length;
  }

  #endLong(long: LongLine, lineFeed: number): void {
    this.#long = null;
    this.#tellLong(long, this.#offset);
    this.#offset += long.length + lineFeed;
  }

  #tellLong(long: LongLine, offset: number): void {
    const text = `${long.text()}\n`;
    this.#sink.region(text);
    this.#sink.line(0, text.length - 1, offset);
  }
}
