/** Follows one component through the files of one log family: first and last line, longest silences. */
import type { ComponentActivity } from '../evidence/model.ts';
import { CitedLine, type CitedFile } from './cited-line.ts';

const MAX_SILENCES = 5;
/** Shorter pauses (in milliseconds) are no silences worth keeping. */
export const MIN_SILENCE = 10 * 60_000;

interface KeptSilence {
  readonly before: CitedLine;
  readonly after: CitedLine;
  readonly length: number;
}

export class ComponentTrack {
  private lines = 0;
  private first: CitedLine | null = null;
  private last: CitedLine | null = null;
  private lastStamped: CitedLine | null = null;
  private silences: KeptSilence[] = [];
  private time = NaN;
  // Newest plain line, still only a place in the chunk that is being read; null when it was turned into a cited one.
  private file: CitedFile | null = null;
  private line = 0;
  private start = 0;
  private end = 0;

  /** @param name as shown */
  constructor(private readonly name: string) {}

  /** A line of the usual form: its place in the present chunk of the file, and its stamp. */
  plain(file: CitedFile, line: number, start: number, end: number, time: number): void {
    if (time - this.time > MIN_SILENCE) this.noteSilence(time, CitedLine.at(file, line, start, end));
    this.repeat(1, file, line, start, end, time);
    if (this.first === null) this.cite();
  }

  /** Further lines of the usual form without a silence among them, by the last of them. */
  repeat(count: number, file: CitedFile, line: number, start: number, end: number, time: number): void {
    this.lines += count;
    this.file = file;
    this.line = line;
    this.start = start;
    this.end = end;
    this.time = time;
  }

  /** Any other line of the component. */
  whole(cited: CitedLine): void {
    this.cite();
    const { time } = cited.ref;
    if (time !== null) {
      if (time - this.time > MIN_SILENCE) this.noteSilence(time, cited);
      this.time = time;
      this.lastStamped = cited;
    }
    this.lines += 1;
    this.first ??= cited;
    this.last = cited;
  }

  /** Makes what is kept independent of the present chunk. */
  settle(): void {
    this.cite();
    this.first?.settle();
    this.last?.settle();
    this.lastStamped?.settle();
    for (const { before, after } of this.silences) {
      before.settle();
      after.settle();
    }
  }

  /** The newest line with a stamp; null when there is none. */
  newestStamped(): CitedLine | null {
    this.cite();
    return this.lastStamped;
  }

  /** What was learned, null when there was no line. */
  activity(): ComponentActivity | null {
    if (this.first === null || this.last === null) return null;
    return {
      component: this.name,
      lines: this.lines,
      first: this.first.ref,
      last: this.last.ref,
      lastStamped: this.lastStamped?.ref ?? null,
      silences: this.silences.map(({ before, after }) => ({ before: before.ref, after: after.ref })),
    };
  }

  /** Turns the newest plain line into one that can be kept. */
  private cite(): void {
    if (this.file === null) return;
    const cited = CitedLine.at(this.file, this.line, this.start, this.end);
    this.file = null;
    this.first ??= cited;
    this.last = cited;
    this.lastStamped = cited;
  }

  private noteSilence(time: number, after: CitedLine): void {
    const length = time - this.time;
    const shortest = this.silences.at(-1);
    if (this.silences.length >= MAX_SILENCES && shortest && length <= shortest.length) return;
    this.cite();
    if (this.lastStamped === null) return;
    this.silences = [...this.silences, { before: this.lastStamped, after, length }]
      .sort((a, b) => b.length - a.length)
      .slice(0, MAX_SILENCES);
  }
}
