/**
 * Cuts chunks into lines and lines into entries. In a real file one entry is one line; in texts that went through
 * an e-mail the lines are wrapped, so a line without a tail waits for the next one before it is given on.
 */
import { parseLine, tidyMessage, type ParsedLine } from './line.ts';
import { FixedStampReader } from './stamp.ts';

/** Where the assembler gives entries to. */
export interface EntrySink {
  /** Expression whose hits make a line worth a closer look; has the `g` flag. */
  readonly candidates: RegExp;
  /**
   * A whole entry on one line, in the usual form, with nothing watched in it: the fast path.
   * @param chunk text that holds it, `start` and `end` of the line in it
   */
  plainEntry(
    chunk: string,
    start: number,
    messageEnd: number,
    componentStart: number,
    componentEnd: number,
    end: number,
    line: number,
    time: number,
  ): void;
  /** A line without tail in which nothing is watched for. */
  plainText(text: string, line: number): void;
  /** Any other entry. `time` is NaN when there is no stamp. */
  entry(entry: AssembledEntry): void;
  /** Keeps what points into the chunk, which goes away now. */
  endOfChunk(): void;
  lines(count: number): void;
  garbled(line: number): void;
  /** True when the text alone, without a tail, is one that is watched for. */
  isWatched(text: string): boolean;
}

export interface AssembledEntry {
  readonly line: number;
  readonly message: string;
  readonly component: string | null;
  readonly time: number;
  readonly zone: string | null;
  readonly thread: number | null;
  readonly tail: 'full' | 'cut' | 'none';
}

interface PendingLine {
  readonly text: string;
  readonly line: number;
  /** True when it may hold a watched text or an event. */
  readonly hit: boolean;
}

/** A wrapped entry has few parts; more lines without a tail are lines of their own. */
const MAX_WRAPPED_LINES = 8;
/** A "line" longer than this is no log line; its head is looked at, the rest is passed over. */
const MAX_LINE = 1 << 20;
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f]/;
const CONTROL_RUNS = /[\x00-\x08\x0b\x0c\x0e-\x1f]+/g;

export class LineAssembler {
  private rest = '';
  private skipping = false;
  private line = 0;
  private pending: PendingLine[] = [];
  private readonly stamps = new FixedStampReader();

  constructor(private readonly sink: EntrySink) {}

  push(chunk: string): void {
    let text = chunk;
    if (this.skipping) {
      const end = text.indexOf('\n');
      if (end < 0) return;
      text = text.slice(end + 1);
      this.skipping = false;
    }
    if (this.rest !== '') text = this.rest + text;
    const lastEnd = text.lastIndexOf('\n');
    if (lastEnd < 0) {
      this.hold(text);
      return;
    }
    this.scan(text, lastEnd + 1);
    this.sink.endOfChunk();
    this.hold(text.slice(lastEnd + 1));
  }

  finish(): void {
    if (this.rest !== '') {
      const text = `${this.rest}\n`;
      this.rest = '';
      this.scan(text, text.length);
    }
    this.flush(this.pending.length);
    this.sink.endOfChunk();
    this.sink.lines(this.line);
  }

  private hold(rest: string): void {
    if (rest.length <= MAX_LINE) {
      this.rest = rest;
      return;
    }
    this.rest = '';
    this.scan(`${rest.slice(0, MAX_LINE)}\n`, MAX_LINE + 1);
    this.sink.endOfChunk();
    this.skipping = true;
  }

  private scan(text: string, length: number): void {
    const { candidates } = this.sink;
    const binary = CONTROL.test(text);
    candidates.lastIndex = 0;
    let hit = nextHit(candidates, text);
    let start = 0;
    while (start < length) {
      let end = text.indexOf('\n', start);
      if (end < 0) end = length;
      this.line += 1;
      while (hit >= 0 && hit < start) hit = nextHit(candidates, text);
      const watched = hit >= 0 && hit < end;
      if (watched || binary || this.pending.length > 0 || !this.fast(text, start, end)) {
        this.slow(text.slice(start, end), watched);
      }
      start = end + 1;
    }
  }

  /** The usual form: `…$$<COMPONENT><Ddd Mon DD hh:mm:ss.mmm YYYY…><thread=…>`. False: it is another one. */
  private fast(text: string, start: number, lineEnd: number): boolean {
    let end = lineEnd;
    if (text.charCodeAt(end - 1) === CR) end -= 1;
    if (text.charCodeAt(end - 1) !== CLOSE) return false;
    const tail = text.lastIndexOf('$$<', end);
    if (tail < start) return false;
    const componentEnd = text.indexOf('>', tail + 3);
    if (componentEnd < 0 || componentEnd > end || text.charCodeAt(componentEnd + 1) !== OPEN) return false;
    const time = this.stamps.read(text, componentEnd + 2);
    if (time !== time) return false;
    const stampEnd = text.indexOf('>', componentEnd + 30);
    if (stampEnd < 0 || !text.startsWith('<thread=', stampEnd + 1)) return false;
    this.sink.plainEntry(text, start, tail, tail + 3, componentEnd, end, this.line, time);
    return true;
  }

  private slow(raw: string, watched: boolean): void {
    let text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (CONTROL.test(text)) {
      this.sink.garbled(this.line);
      text = text.replace(CONTROL_RUNS, ' ');
      if (!text.includes('$$<') && !watched) return;
    }
    if (this.pending.length === 0 && isBlank(text)) return;
    const parsed = parseLine(text);
    const part = { text, line: this.line, hit: watched };
    if (parsed.tail === 'none' && this.completes(part)) return;
    if (parsed.tail === 'none' || parsed.open) {
      this.pending.push(part);
      if (this.pending.length > MAX_WRAPPED_LINES) this.flush(1);
      return;
    }
    if (this.pending.length === 0) this.giveParsed(parsed, this.line);
    else this.giveWithPending(part, tidyMessage(parsed.message) === '');
  }

  /** True when a tail that began in a waiting line ends here; the entry is given then. */
  private completes(part: PendingLine): boolean {
    const opened = this.pending.findIndex(
      (waiting) => waiting.text.includes('$') && parseLine(waiting.text).open,
    );
    if (opened < 0) return false;
    const parts = [...this.pending.slice(opened), part];
    const whole = parseLine(textOf(parts));
    if (whole.open || whole.tail === 'none') return false;
    const before = this.pending.slice(0, opened);
    this.pending = before;
    const joined = { text: textOf(parts), line: parts[0]?.line ?? part.line, hit: true };
    this.giveWithPending(joined, tidyMessage(whole.message) === '');
    return true;
  }

  /**
   * Gives an entry. Waiting lines in front of it belong to it only when its own message is empty, or when a watched
   * text appears by joining; otherwise they are lines of their own.
   */
  private giveWithPending(part: PendingLine, empty: boolean): void {
    const last = this.pending.at(-1);
    if (last === undefined) {
      this.give(part);
      return;
    }
    if (empty) {
      const count = this.sink.isWatched(last.text) ? 1 : this.pending.length;
      const from = this.pending.length - count;
      const parts = this.pending.slice(from);
      this.flush(from);
      this.pending = [];
      this.give({ text: textOf([...parts, part]), line: parts[0]?.line ?? part.line, hit: true });
      return;
    }
    if (!this.sink.isWatched(part.text)) {
      for (let from = this.pending.length - 1; from >= 0; from -= 1) {
        const parts = this.pending.slice(from);
        const text = textOf([...parts, part]);
        if (parts.some((waiting) => this.sink.isWatched(waiting.text))) break;
        if (this.sink.isWatched(text)) {
          this.flush(from);
          this.pending = [];
          this.give({ text, line: parts[0]?.line ?? part.line, hit: true });
          return;
        }
      }
    }
    this.flush(this.pending.length);
    this.give(part);
  }

  /** Gives the first waiting lines as entries of their own. */
  private flush(count: number): void {
    for (const part of this.pending.splice(0, count)) {
      if (part.hit || part.text.includes('$')) this.give(part);
      else this.sink.plainText(part.text, part.line);
    }
  }

  private give({ text, line }: PendingLine): void {
    this.giveParsed(parseLine(text), line);
  }

  private giveParsed(parsed: ParsedLine, line: number): void {
    this.sink.entry({
      line,
      message: tidyMessage(parsed.message),
      component: parsed.component,
      time: parsed.stamp?.time ?? NaN,
      zone: parsed.stamp?.zone ?? null,
      thread: parsed.thread,
      tail: parsed.tail,
    });
  }
}

const CR = 13;
const OPEN = 60;
const CLOSE = 62;

/** Cheap, because logs may hold megabytes of empty lines. */
function isBlank(text: string): boolean {
  return text.length < 64 && text.trim() === '';
}

function textOf(parts: readonly PendingLine[]): string {
  return parts.map((part) => part.text).join(' ');
}

function nextHit(expression: RegExp, text: string): number {
  return expression.exec(text)?.index ?? -1;
}
