import { ChunkedColumn } from './columns/chunked-column.ts';

/** What the merge needs of a log. */
export interface MergedLog {
  readonly lines: { readonly settled: number; get(line: number): number };
  /** True when no more lines come for now. */
  readonly ended: boolean;
}

export interface Place {
  /** Index of the log. */
  readonly log: number;
  /** Counted from 0. */
  readonly line: number;
}

/** Rows between two kept counts. */
const STRIDE = 1_024;

/**
 * The lines of several logs in the order of their times; of equal times the first log's come first, and the lines of a
 * log always keep their order. One byte a row is kept, and for each log its lines before every thousandth row. Rows
 * are only ever added behind those that are there.
 */
export class MergedOrder {
  readonly #logs: number;
  /** Log of each row; null where there is only one. */
  readonly #logOf: ChunkedColumn<Uint8Array> | ChunkedColumn<Uint16Array> | null;
  /** Lines of each log before every `STRIDE`th row. */
  readonly #counts = ChunkedColumn.counts();
  readonly #taken: number[];
  #rows = 0;

  constructor(logs: number) {
    this.#logs = logs;
    this.#logOf = logs < 2 ? null : logs <= 256 ? ChunkedColumn.bytes() : ChunkedColumn.words();
    this.#taken = new Array<number>(logs).fill(0);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Rows so far that come from a log. */
  taken(log: number): number {
    return this.#taken[log] ?? 0;
  }

  /**
   * Adds the rows whose place is certain: as long as a log may still bring an earlier line, nothing behind it is added.
   *
   * @param most rows added at a time
   * @param told each added row
   * @returns rows added
   */
  advance(logs: readonly MergedLog[], most: number, told: (log: number, line: number) => void): number {
    const before = this.#rows;
    const end = before + most;
    const heads = logs.map((log, at) => this.#head(log, at));
    while (this.#rows < end) {
      let best = -1;
      let second = -1;
      for (let at = 0; at < heads.length; at += 1) {
        const head = heads[at] ?? Infinity;
        // An unsettled log stops all: what it brings may come first.
        if (head !== head) return this.#rows - before;
        if (head === Infinity) continue;
        if (best < 0 || head < (heads[best] ?? Infinity)) {
          second = best;
          best = at;
        } else if (second < 0 || head < (heads[second] ?? Infinity)) second = at;
      }
      const log = logs[best];
      if (log === undefined) break;
      const limit = second < 0 ? Infinity : (heads[second] ?? Infinity);
      const winsTies = second < 0 || best < second;
      let head = heads[best] ?? Infinity;
      while (this.#rows < end && (head < limit || (head === limit && winsTies && head !== Infinity))) {
        const line = this.#taken[best] ?? 0;
        this.#add(best, line);
        told(best, line);
        head = this.#head(log, best);
      }
      heads[best] = head;
    }
    return this.#rows - before;
  }

  /** Where a row comes from. */
  place(row: number): Place {
    if (this.#logOf === null) return { log: 0, line: row };
    const log = this.#logOf.get(row);
    const from = row - (row % STRIDE);
    let line = this.#counts.get((from / STRIDE) * this.#logs + log);
    for (let at = from; at < row; at += 1) if (this.#logOf.get(at) === log) line += 1;
    return { log, line };
  }

  /** The row of a line, -1 when it has none yet. */
  rowOf({ log, line }: Place): number {
    if (line >= this.taken(log) || line < 0) return -1;
    const logOf = this.#logOf;
    if (logOf === null) return line;
    let low = 0;
    let high = Math.ceil(this.#rows / STRIDE) - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#counts.get(middle * this.#logs + log) <= line) low = middle;
      else high = middle - 1;
    }
    let left = line - this.#counts.get(low * this.#logs + log);
    for (let row = low * STRIDE; row < this.#rows; row += 1) {
      if (logOf.get(row) !== log) continue;
      if (left === 0) return row;
      left -= 1;
    }
    return -1;
  }

  /** Tells each row of a range, rising. */
  walk(from: number, to: number, tell: (log: number, line: number, row: number) => void): void {
    const end = Math.min(to, this.#rows);
    if (from >= end) return;
    if (this.#logOf === null) {
      for (let row = from; row < end; row += 1) tell(0, row, row);
      return;
    }
    const next = this.linesBefore(from);
    for (let row = from; row < end; row += 1) {
      const log = this.#logOf.get(row);
      const line = next[log] ?? 0;
      next[log] = line + 1;
      tell(log, line, row);
    }
  }

  /** Lines of each log before a row. */
  linesBefore(row: number): number[] {
    if (row >= this.#rows) return [...this.#taken];
    if (this.#logOf === null) return [row];
    const from = row - (row % STRIDE);
    const lines = this.#taken.map((_, log) => this.#counts.get((from / STRIDE) * this.#logs + log));
    for (let at = from; at < row; at += 1) {
      const log = this.#logOf.get(at);
      lines[log] = (lines[log] ?? 0) + 1;
    }
    return lines;
  }

  #add(log: number, line: number): void {
    if (this.#logOf !== null) {
      if (this.#rows % STRIDE === 0) for (const taken of this.#taken) this.#counts.push(taken);
      this.#logOf.push(log);
    }
    this.#taken[log] = line + 1;
    this.#rows += 1;
  }

  /** Time of the next line of a log: Infinity when none comes, NaN when one may and is not settled. */
  #head(log: MergedLog, at: number): number {
    const next = this.#taken[at] ?? 0;
    if (next >= log.lines.settled) return log.ended ? Infinity : NaN;
    const time = log.lines.get(next);
    return Number.isNaN(time) ? -Infinity : time;
  }
}
