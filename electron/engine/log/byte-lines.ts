/**
 * Cuts bytes that come in chunks of any split into lines, by the line scanner. Lines of the usual form go to the digest
 * as places in memory; texts are made only of the others and of what is cited. Same outcome as text-lines.ts.
 */
import { MIN_SILENCE } from './component-track.ts';
import { EntryAssembler, MAX_LINE } from './entry-assembler.ts';
import type { FollowedComponent, SiteLogDigest } from './site-log-digest.ts';
import { isTorn } from './torn-line.ts';
import type { WatchList } from './watch-list.ts';
import {
  COMPONENT,
  DECIDED,
  END,
  FIRST_HIT,
  FLAGS,
  FOUND_SHIFT,
  HIT,
  LineScanner,
  MESSAGE_END,
  OTHER,
  RECORD,
  REPEAT,
  REPEATS,
  START,
  WATCHED,
} from './wasm/line-scanner.ts';

/** So much is taken at a time, small enough to stay in the processor's cache. */
const PIECE = 1 << 18;
const NONE: readonly number[] = [];

/** Memory and scanner, used for all files of a site. */
export class ByteRoom {
  readonly scanner: LineScanner;
  /** Each text's number alone in a list: most lines with a text have but one. */
  readonly singles: readonly (readonly number[])[];
  /** Byte string of a stretch of the memory. */
  readonly text: (start: number, end: number) => string;

  /**
   * @param watched what is looked for
   * @param byteStrings makes byte strings out of memory
   * @throws WebAssembly.CompileError on a processor that lacks the instructions
   */
  constructor(
    watched: WatchList,
    byteStrings: (memory: Uint8Array) => (start: number, end: number) => string,
  ) {
    const { texts, firstPlain } = watched;
    this.scanner = new LineScanner({
      texts,
      firstRepeatable: firstPlain,
      longestPause: MIN_SILENCE,
      room: MAX_LINE + PIECE + 1,
      longestLine: MAX_LINE,
    });
    this.text = byteStrings(this.scanner.bytes);
    this.singles = texts.map((_, number) => [number]);
  }
}

export class ByteLines {
  private readonly scanner: LineScanner;
  private readonly singles: readonly (readonly number[])[];
  private readonly text: (start: number, end: number) => string;
  private readonly entries: EntryAssembler;
  private readonly components: FollowedComponent[] = [];
  private skipping = false;
  private line = 0;
  /** End of the line that has begun, from the start of the room on. */
  private filled: number;

  /** @param decode turns a byte string into text */
  constructor(
    private readonly digest: SiteLogDigest,
    room: ByteRoom,
    private readonly decode: (byteString: string) => string,
  ) {
    this.scanner = room.scanner;
    this.text = room.text;
    this.singles = room.singles;
    this.filled = this.scanner.roomStart;
    this.scanner.beginFile();
    this.entries = new EntryAssembler(digest, decode);
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += PIECE) this.pushPiece(chunk.subarray(at, at + PIECE));
  }

  finish(): void {
    const { roomStart } = this.scanner;
    if (this.filled > roomStart && this.endsTorn()) this.line += 1;
    else if (this.filled > roomStart) this.endHere();
    this.entries.finish();
    this.digest.endOfChunk();
    this.digest.lines(this.line);
  }

  private pushPiece(chunk: Uint8Array): void {
    const { bytes, roomStart } = this.scanner;
    let piece = chunk;
    if (this.skipping) {
      const end = piece.indexOf(LF);
      if (end < 0) return;
      piece = piece.subarray(end + 1);
      this.skipping = false;
    }
    bytes.set(piece, this.filled);
    const lastEnd = piece.lastIndexOf(LF);
    const end = this.filled + piece.length;
    if (lastEnd < 0) {
      this.filled = end;
    } else {
      const stop = this.filled + lastEnd + 1;
      this.scan(stop);
      bytes.copyWithin(roomStart, stop, end);
      this.filled = roomStart + end - stop;
    }
    if (this.filled - roomStart <= MAX_LINE) return;
    this.endHere();
    this.skipping = true;
  }

  private endsTorn(): boolean {
    if (this.entries.waits || !this.digest.hasStamps) return false;
    return isTorn(this.decode(this.text(this.scanner.roomStart, this.filled)), this.digest);
  }

  /** Takes what has begun of a line for a whole one. */
  private endHere(): void {
    this.scanner.bytes[this.filled] = LF;
    this.scan(this.filled + 1);
    this.filled = this.scanner.roomStart;
  }

  private scan(stop: number): void {
    const { digest, scanner } = this;
    digest.beginChunk(this);
    for (let at = scanner.roomStart; at < stop;) {
      at = scanner.scan(at, stop);
      this.takeRecords(scanner.count);
    }
    digest.endOfChunk();
  }

  /** Text of a stretch of the present chunk. */
  slice(start: number, end: number): string {
    return this.text(start, end);
  }

  private takeRecords(count: number): void {
    const { digest, entries } = this;
    const { records, times } = this.scanner;
    for (let record = 0; record < count * RECORD; record += RECORD) {
      this.line += 1;
      const flags = records[record + FLAGS] ?? 0;
      const start = records[record + START] ?? 0;
      const end = records[record + END] ?? 0;
      if ((flags & OTHER) !== 0 || entries.waits) {
        const raw = this.text(start, Math.min(end, start + MAX_LINE));
        entries.take(raw, this.line, (flags & (WATCHED | HIT)) !== 0);
        continue;
      }
      const component = records[record + COMPONENT] ?? -1;
      const time = times[(record >> 1) + 3] ?? NaN;
      const hit = (flags & HIT) !== 0;
      const texts = hit ? this.hitsOf(records[record + FIRST_HIT] ?? 0, flags >>> FOUND_SHIFT) : NONE;
      const repeated = (flags & REPEAT) !== 0 ? this.components[component] : undefined;
      if (repeated !== undefined) {
        const count = records[record + REPEATS] ?? 0;
        this.line += count - 1;
        digest.repeat(repeated, count, this.line, start, end, time, texts);
        continue;
      }
      const messageEnd = records[record + MESSAGE_END] ?? 0;
      const followed = this.componentOf(component, messageEnd + 3);
      const known = (flags & DECIDED) !== 0 ? texts : null;
      digest.plain(followed, this.line, start, messageEnd, end, time, known);
    }
  }

  private hitsOf(first: number, count: number): readonly number[] {
    const { hits } = this.scanner;
    if (count === 1) return this.singles[hits[first] ?? 0] ?? NONE;
    return Array.from(hits.subarray(first, first + count));
  }

  private componentOf(number: number, nameStart: number): FollowedComponent {
    const known = number < 0 ? undefined : this.components[number];
    if (known !== undefined) return known;
    const nameEnd = this.scanner.bytes.indexOf(CLOSE, nameStart);
    const followed = this.digest.componentOf(this.text(nameStart, nameEnd));
    if (number >= 0) this.components[number] = followed;
    return followed;
  }
}

const LF = 10;
const CLOSE = 62;
