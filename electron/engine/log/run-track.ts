/** Follows one watched text through the log of one family: hits, and runs broken by other lines. */
import type { TextHits } from '../evidence/model.ts';
import type { CitedLine } from './cited-line.ts';
import type { Watch } from './watch-list.ts';

/** So many runs are kept, the latest. */
export const MAX_RUNS = 50;

interface Run {
  readonly first: CitedLine;
  last: CitedLine;
  count: number;
  endedBy: CitedLine | null;
}

export class RunTrack {
  private count = 0;
  private first: CitedLine | null = null;
  private last: CitedLine | null = null;
  /** The latest runs, oldest first; the last one may be open. */
  private runs: Run[] = [];
  private open: Run | null = null;
  private touched = false;

  constructor(readonly watch: Watch) {}

  get isOpen(): boolean {
    return this.open !== null;
  }

  /**
   * @param cited the line, or the last of several that follow each other
   * @param count how many they are
   */
  hit(cited: CitedLine, count = 1): void {
    this.touched = true;
    this.count += count;
    this.first ??= cited;
    this.last = cited;
    if (this.open) {
      this.open.last = cited;
      this.open.count += count;
      return;
    }
    this.open = { first: cited, last: cited, count, endedBy: null };
    this.runs.push(this.open);
    // Now and then, because many a log has a run every other line.
    if (this.runs.length > 4 * MAX_RUNS) this.runs = this.runs.slice(-MAX_RUNS);
  }

  brokenBy(cited: CitedLine): void {
    if (!this.open) return;
    this.touched = true;
    this.open.endedBy = cited;
    this.open = null;
  }

  /** Makes what is kept independent of the present chunk. */
  settle(): void {
    if (!this.touched) return;
    this.touched = false;
    this.runs = this.runs.slice(-MAX_RUNS);
    this.first?.settle();
    this.last?.settle();
    for (const { first, last, endedBy } of this.runs) {
      first.settle();
      last.settle();
      endedBy?.settle();
    }
  }

  /** Hits so far; null when there was none. */
  hits(): TextHits | null {
    if (this.first === null || this.last === null) return null;
    return {
      watchId: this.watch.id,
      count: this.count,
      first: this.first.ref,
      last: this.last.ref,
      runs: this.runs.slice(-MAX_RUNS).map(({ first, last, count, endedBy }) => ({
        first: first.ref,
        last: last.ref,
        count,
        endedBy: endedBy?.ref ?? null,
      })),
    };
  }
}
