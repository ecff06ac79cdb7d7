/**
 * Makes entries of lines that are not of the usual form. In a real file one entry is one line; in texts that went
 * through an e-mail the lines are wrapped, so a line without a tail waits for the next one before it is given on.
 */
import { parseLine, tidyMessage, type ParsedLine } from './line.ts';

/** Where the assembler gives entries to. All texts are decoded. */
export interface EntrySink {
  entry(entry: AssembledEntry): void;
  /** A line without tail in which nothing is watched for. */
  plainText(text: string, line: number): void;
  garbled(line: number): void;
  /** True when the text alone, without a tail, is one that is watched for. */
  isWatched(text: string): boolean;
}

export interface AssembledEntry {
  readonly line: number;
  /** Tidied, of any length. */
  readonly message: string;
  readonly component: string | null;
  /** Null when there is no stamp. */
  readonly time: number | null;
  readonly zone: string | null;
  readonly thread: number | null;
}

interface PendingLine {
  readonly text: string;
  readonly line: number;
  /** True when it may hold a watched text or an event. */
  readonly hit: boolean;
}

/** A "line" longer than this is no log line; its head is looked at, the rest is passed over. */
export const MAX_LINE = 1 << 20;
/** A wrapped entry has few parts; more lines without a tail are lines of their own. */
const MAX_WRAPPED_LINES = 8;
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f]/;
const CONTROL_RUNS = /[\x00-\x08\x0b\x0c\x0e-\x1f]+/g;

export class EntryAssembler {
  private pending: PendingLine[] = [];

  /** @param decode turns a byte string into text */
  constructor(
    private readonly sink: EntrySink,
    private readonly decode: (byteString: string) => string,
  ) {}

  /** True when a line waits for the next one, which has to be given here too. */
  get waits(): boolean {
    return this.pending.length > 0;
  }

  /**
   * Takes a line.
   * @param raw byte string without LF
   * @param line its number
   * @param watched true when it may hold a watched text or an event
   */
  take(raw: string, line: number, watched: boolean): void {
    let bytes = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (CONTROL.test(bytes)) {
      this.sink.garbled(line);
      bytes = bytes.replace(CONTROL_RUNS, ' ');
      if (!bytes.includes('$$<') && !watched) return;
    }
    if (this.pending.length === 0 && isBlank(bytes)) return;
    const text = this.decode(bytes);
    const parsed = parseLine(text);
    const part = { text, line, hit: watched };
    if (parsed.tail === 'none' && this.completes(part)) return;
    if (parsed.tail === 'none' || parsed.open) {
      this.pending.push(part);
      if (this.pending.length > MAX_WRAPPED_LINES) this.flush(1);
      return;
    }
    if (this.pending.length === 0) this.giveParsed(parsed, line);
    else this.giveWithPending(part, tidyMessage(parsed.message) === '');
  }

  /** Gives on what still waits: the file ends here. */
  finish(): void {
    this.flush(this.pending.length);
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
    this.sink.entry(entryOf(parsed, line));
  }
}

/** The entry that a line of its own makes. */
export function entryOf(parsed: ParsedLine, line: number): AssembledEntry {
  return {
    line,
    message: tidyMessage(parsed.message),
    component: parsed.component,
    time: parsed.stamp?.time ?? null,
    zone: parsed.stamp?.zone ?? null,
    thread: parsed.thread,
  };
}

/** Cheap, because logs may hold megabytes of empty lines. */
function isBlank(text: string): boolean {
  return text.length < 64 && text.trim() === '';
}

function textOf(parts: readonly PendingLine[]): string {
  return parts.map((part) => part.text).join(' ');
}
