/** Follows one watched text through the log of one family: hits, and runs broken by other lines. */
import type { LineRef, TextHits, TextRun } from '../evidence/model.ts';
import type { Watch } from './watch-matcher.ts';

const MAX_RUNS = 50;

export class RunTrack {
  private count = 0;
  private first: LineRef | null = null;
  private last: LineRef | null = null;
  private readonly closed: TextRun[] = [];
  private open: { first: LineRef; last: LineRef; count: number } | null = null;

  /** @param log the log whose lines are followed */
  constructor(
    readonly watch: Watch,
    readonly log: string,
  ) {}

  get isOpen(): boolean {
    return this.open !== null;
  }

  hit(ref: LineRef): void {
    this.count += 1;
    this.first ??= ref;
    this.last = ref;
    if (this.open) {
      this.open.last = ref;
      this.open.count += 1;
    } else {
      this.open = { first: ref, last: ref, count: 1 };
    }
  }

  brokenBy(ref: LineRef): void {
    if (!this.open) return;
    this.closed.push({ ...this.open, endedBy: ref });
    if (this.closed.length > MAX_RUNS) this.closed.shift();
    this.open = null;
  }

  /** Hits so far; null when there was none. */
  hits(): TextHits | null {
    if (this.first === null || this.last === null) return null;
    const runs = this.open ? [...this.closed, { ...this.open, endedBy: null }] : this.closed;
    return {
      watchId: this.watch.id,
      count: this.count,
      first: this.first,
      last: this.last,
      runs: runs.slice(-MAX_RUNS),
    };
  }
}
