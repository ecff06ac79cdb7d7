import { parseLine } from '../../engine/log/line.ts';
import type { LogSeverity } from '../../contract/log-view.ts';
import { ChunkedColumn } from '../columns/chunked-column.ts';
import { EntryJoiner, type JoinedLine } from '../lines/entry-joiner.ts';
import { FastTail } from '../lines/fast-tail.ts';
import { LineCutter, type LineSink } from '../lines/line-cutter.ts';
import { LONGEST_LINE, cleanLine } from '../lines/read-line.ts';
import { SEVERITY_CANDIDATES, severityOf } from '../severity.ts';
import type { TextEncoding } from '../../site/text/code-page.ts';
import { BlockTable } from './block-table.ts';
import { ClockNotes } from './clock-notes.ts';
import { LineTimes } from './line-times.ts';
import type { TagTable } from './tag-table.ts';

const STATMSG = /TATMSG:/i;

/** What is taken back by `FileIndex.rewind`, to be compared with what comes in its place. */
export interface Rewound {
  /** First line that is read again, counted from 0. */
  readonly line: number;
  readonly tags: readonly number[];
}

/**
 * What is kept of each line of a log: where its block begins, its tag (two bytes) and its time (four). A block is some
 * 64 lines, read as a whole when one of them is shown. Blocks begin where no wrapped entry is open, so that each can be
 * read by itself. Lines are counted from 0 here.
 */
export class FileIndex implements LineSink {
  readonly encoding: TextEncoding;
  readonly tags = ChunkedColumn.words();
  readonly times = new LineTimes();
  readonly clock = new ClockNotes();
  readonly #table: TagTable;
  readonly #blocks = new BlockTable();
  readonly #unit: number;
  readonly #fast = new FastTail();
  readonly #candidates = new RegExp(SEVERITY_CANDIDATES);
  #joiner = new EntryJoiner<LogSeverity>((line) => this.#joined(line));
  #cutter: LineCutter;
  #region = '';
  #hit = -1;
  #received = 0;
  /** True when the last line of the file has no line feed: what is written next belongs to it. */
  endsInLine = false;
  #lastTag: number | null = null;
  #componentText = '';
  #component = -1;
  /** Words of the stamp before. */
  #zone = '';
  #thread = -1;
  /** Tag of `#component` and `#thread` without severity, -1 until asked for, and those of its other threads. */
  #plainTag = -1;
  readonly #threadTags = new Map<number, number>();

  /** @param encoding how the file is written; its byte order mark is fed to nobody */
  constructor(table: TagTable, encoding: TextEncoding) {
    this.#table = table;
    this.encoding = encoding;
    this.#unit = encoding.wide ? 2 : 1;
    this.#cutter = new LineCutter(this, 0);
  }

  /** Lines known so far. */
  get lines(): number {
    return this.tags.length;
  }

  /** Bytes of the file that were fed, with the mark at its start. */
  get bytes(): number {
    return this.encoding.markBytes + this.#received * this.#unit;
  }

  get blocks(): number {
    return this.#blocks.length;
  }

  /** First line of a block; the number of lines for the block behind the last. */
  blockLine(block: number): number {
    return block < this.blocks ? this.#blocks.line(block) : this.lines;
  }

  /** Byte at which a block begins, and for the block behind the last where the known part of the file ends. */
  blockOffset(block: number): number {
    return block < this.blocks
      ? this.encoding.markBytes + this.#blocks.offset(block) * this.#unit
      : this.bytes;
  }

  /** The block a line stands in. */
  blockOf(line: number): number {
    return this.#blocks.of(line);
  }

  /** Takes the next part of the file, of any length: a byte string, or text where two bytes make a character. */
  feed(text: string): void {
    this.#received += text.length;
    this.#cutter.push(text);
  }

  /** The file ends here for now. */
  end(): void {
    this.endsInLine = !this.#cutter.isBetweenLines;
    this.#cutter.end();
    this.#joiner.end();
    this.times.end();
  }

  /**
   * Takes back the last block, which is to be fed again from `rewindOffset` on: its last line may have been cut off, or
   * may belong to an entry that goes on.
   */
  rewind(): Rewound {
    const block = this.blocks - 1;
    const line = block < 0 ? 0 : this.#blocks.line(block);
    const offset = block < 0 ? 0 : this.#blocks.offset(block);
    const tags: number[] = [];
    for (let at = line; at < this.lines; at += 1) {
      tags.push(this.tags.get(at));
      this.#table.count(this.tags.get(at), -1);
    }
    this.tags.truncate(line);
    this.times.truncate(line);
    this.#blocks.truncate(Math.max(0, block));
    this.#lastTag = line > 0 ? this.tags.get(line - 1) : null;
    this.#received = offset;
    this.#joiner = new EntryJoiner<LogSeverity>((joined) => this.#joined(joined));
    this.#cutter = new LineCutter(this, offset);
    return { line, tags };
  }

  /** Byte at which `rewind` begins to read again. */
  get rewindOffset(): number {
    return this.blockOffset(Math.max(0, this.blocks - 1));
  }

  /** Takes its lines out of the counts of the tags. */
  forget(): void {
    for (let line = 0; line < this.lines; line += 1) this.#table.count(this.tags.get(line), -1);
  }

  region(text: string): void {
    this.#region = text;
    this.#fast.use(text);
    this.#candidates.lastIndex = 0;
    this.#hit = this.#nextHit();
  }

  line(start: number, end: number, offset: number): void {
    const idle = this.#joiner.isIdle;
    if (idle) this.#blocks.perhapsBegin(this.lines, offset);
    while (this.#hit < start) this.#hit = this.#nextHit();
    if (idle && this.#fast.read(start, end)) {
      const hot = this.#hit < this.#fast.messageEnd;
      this.#plain(hot ? this.#judge(start) : null);
      return;
    }
    // A slice would keep the whole region alive.
    const text = cleanLine(this.#region.slice(start, end));
    const own = parseLine(text);
    this.#joiner.push(severityOf(own.message), text, own);
    if (end - start >= LONGEST_LINE) this.#joiner.end();
  }

  #nextHit(): number {
    return this.#candidates.exec(this.#region)?.index ?? Infinity;
  }

  /** Severity of the line that was just read by its tail, which may report a status message. */
  #judge(start: number): LogSeverity {
    const message = cleanLine(this.#region.slice(start, this.#fast.messageEnd));
    if (STATMSG.test(message)) {
      const { zone, time } = this.#fast;
      this.clock.noteMessage(message, this.lines + 1, time, () => this.#words(zone));
    }
    return severityOf(message);
  }

  #words(zone: string): string | null {
    const words = this.encoding.decode(zone).trim();
    return words === '' ? null : words;
  }

  #plain(severity: LogSeverity): void {
    const { component, thread, time } = this.#fast;
    if (component !== this.#componentText) {
      this.#componentText = component;
      this.#component = this.#table.componentNumber(this.encoding.decode(component));
      this.#threadTags.clear();
      this.#plainTag = -1;
    }
    let tag: number;
    if (severity !== null) tag = this.#table.tagOf(this.#component, thread, severity);
    else {
      if (thread !== this.#thread || this.#plainTag < 0) {
        this.#thread = thread;
        this.#plainTag = this.#tagOfThread(thread);
      }
      tag = this.#plainTag;
    }
    this.#noteZone(time);
    this.#add(tag, time);
  }

  /** Tag of lines of the present component without severity. */
  #tagOfThread(thread: number): number {
    let tag = this.#threadTags.get(thread);
    if (tag === undefined) {
      tag = this.#table.tagOf(this.#component, thread, null);
      this.#threadTags.set(thread, tag);
    }
    return tag;
  }

  #noteZone(time: number): void {
    this.clock.lastTime = time;
    const { zone } = this.#fast;
    // They change twice a year.
    if (zone === this.#zone) return;
    this.#zone = zone;
    const words = this.#words(zone);
    if (words !== null) this.clock.zone = { words, line: this.lines + 1 };
  }

  #joined({ item: severity, own, tail }: JoinedLine<LogSeverity>): void {
    const table = this.#table;
    if (tail === null) {
      const before = this.#lastTag;
      this.#add(
        before === null
          ? table.tagOf(table.componentNumber(null), null, severity)
          : table.withSeverity(before, severity),
        NaN,
      );
      return;
    }
    const { stamp } = tail;
    if (stamp !== null) {
      this.clock.lastTime = stamp.time;
      const words = stamp.zone === null ? null : this.#words(stamp.zone);
      if (words !== null) this.clock.zone = { words, line: this.lines + 1 };
      if (STATMSG.test(own.message))
        this.clock.noteMessage(own.message, this.lines + 1, stamp.time, () => words);
    }
    const component = tail.component === null ? null : this.encoding.decode(tail.component);
    this.#add(table.tagOf(table.componentNumber(component), tail.thread, severity), stamp?.time ?? NaN);
  }

  #add(tag: number, time: number): void {
    this.tags.push(tag);
    this.#table.count(tag, 1);
    this.times.push(time);
    this.#lastTag = tag;
  }
}
