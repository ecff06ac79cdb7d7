/** Follows one component through the files of one log family: first and last line, longest silences. */
import type { ComponentActivity, LineRef, Silence } from '../evidence/model.ts';
import { independentCopy } from './independent-copy.ts';
import { parseLine, tidyMessage } from './line.ts';
import type { Watch } from './watch-matcher.ts';
import type { ServerTime } from '../time/server-time.ts';

const MAX_SILENCES = 5;
/** Shorter pauses are no silences worth keeping. */
const MIN_SILENCE = 10 * 60_000;

/** Zone words of a stamped line. */
export interface ZoneWord {
  /** Null when the line has none. */
  readonly zone: string | null;
  readonly line: number;
  readonly time: ServerTime;
}

export class ComponentTrack {
  path = '';
  private decode: (text: string) => string = (text) => text;
  private lines = 0;
  private first: LineRef | null = null;
  private last: LineRef | null = null;
  private lastStamped: LineRef | null = null;
  private silences: Silence[] = [];
  // Newest plain line, still pointing into the chunk that is being read.
  private chunk = '';
  private start = 0;
  private end = 0;
  private line = 0;
  private time = NaN;

  constructor(
    private readonly name: string,
    readonly rawName: string,
    /** Watched texts that concern this component. */
    readonly watches: ReadonlySet<Watch>,
  ) {}

  /** Zone words of the newest stamped line of the current file, null before the first. */
  zone: ZoneWord | null = null;

  enter(path: string, decode: (text: string) => string): void {
    if (path === this.path) return;
    this.settle();
    this.path = path;
    this.decode = decode;
    this.zone = null;
  }

  plain(chunk: string, start: number, end: number, line: number, time: number): void {
    const previous = this.time;
    if (time - previous > MIN_SILENCE)
      this.noteSilence(time, () => this.refOf(chunk.slice(start, end), line));
    this.lines += 1;
    this.chunk = chunk;
    this.start = start;
    this.end = end;
    this.line = line;
    this.time = time;
    if (this.first === null) this.settle();
  }

  whole(ref: LineRef, zone: string | null): void {
    this.settle();
    this.noteZone(zone, ref.line, ref.time);
    if (ref.time !== null) {
      if (ref.time - this.time > MIN_SILENCE) this.noteSilence(ref.time, () => ref);
      this.time = ref.time;
      this.lastStamped = ref;
    }
    this.lines += 1;
    this.first ??= ref;
    this.last = ref;
  }

  /** Makes the newest plain line independent of its chunk. */
  settle(): void {
    if (this.chunk === '') return;
    const raw = this.chunk.slice(this.start, this.end);
    const ref = this.refOf(raw, this.line);
    this.chunk = '';
    this.first ??= ref;
    this.last = ref;
    this.lastStamped = ref;
  }

  activity(): ComponentActivity | null {
    this.settle();
    if (this.first === null || this.last === null) return null;
    return {
      component: this.name,
      lines: this.lines,
      first: this.first,
      last: this.last,
      lastStamped: this.lastStamped,
      silences: this.silences,
    };
  }

  private noteSilence(time: number, after: () => LineRef): void {
    const previous = this.time;
    const shortest = this.silences.at(-1);
    const length = time - previous;
    if (this.silences.length >= MAX_SILENCES && shortest && length <= lengthOf(shortest)) return;
    this.settle();
    if (this.lastStamped === null) return;
    this.silences = [...this.silences, { before: this.lastStamped, after: after() }]
      .sort((a, b) => lengthOf(b) - lengthOf(a))
      .slice(0, MAX_SILENCES);
  }

  private noteZone(zone: string | null, line: number, time: ServerTime | null): void {
    if (time === null || line < (this.zone?.line ?? 0)) return;
    this.zone = { zone: zone === null ? null : independentCopy(zone), line, time };
  }

  private refOf(raw: string, line: number): LineRef {
    const parsed = parseLine(this.decode(raw));
    this.noteZone(parsed.stamp?.zone ?? null, line, parsed.stamp?.time ?? null);
    return {
      path: this.path,
      line,
      time: parsed.stamp?.time ?? null,
      component: independentCopy(parsed.component ?? this.name),
      thread: parsed.thread,
      text: independentCopy(tidyMessage(parsed.message)),
    };
  }
}

function lengthOf(silence: Silence): number {
  return (silence.after.time ?? 0) - (silence.before.time ?? 0);
}
