import { BitColumn } from '../columns/bit-column.ts';
import { matchLines } from '../filter/match-lines.ts';
import type { LineTest } from '../filter/line-test.ts';
import { type ViewFilter, asksForTime } from '../filter/view-filter.ts';
import type { OpenLog } from '../index/open-log.ts';
import type { TagTable } from '../index/tag-table.ts';
import { systemCode, whyUnreadable } from '../../site/errors.ts';
import { MergedOrder, type Place } from '../merged-order.ts';

/** Rows whose place is found at one go. */
const MERGED_AT_ONCE = 100_000;
/** Rows that are filtered at one go. */
const JUDGED_AT_ONCE = 32_768;

/**
 * The rows of a view. A *position* counts all lines of all logs in their order; a *row* counts those of them that the
 * filter lets through.
 */
export class ViewRows {
  readonly #logs: readonly OpenLog[];
  readonly #table: TagTable;
  readonly #order: MergedOrder;
  /** One bit a position. */
  readonly #errors = new BitColumn();
  readonly #warnings = new BitColumn();
  #filter: ViewFilter | null = null;
  #shown: BitColumn | null = null;

  constructor(logs: readonly OpenLog[], table: TagTable) {
    this.#logs = logs;
    this.#table = table;
    this.#order = new MergedOrder(logs.length);
  }

  /** Rows known so far. */
  get count(): number {
    return this.#shown?.count ?? this.#order.rows;
  }

  /** Positions of which it is known whether they are shown. */
  get judged(): number {
    return this.#shown?.length ?? this.#order.rows;
  }

  /** Positions known so far. */
  get positions(): number {
    return this.#order.rows;
  }

  /** Filters all positions again; null: shows all. */
  setFilter(filter: ViewFilter | null): void {
    this.#filter = filter;
    this.#shown = filter === null ? null : new BitColumn();
  }

  /** Sorts in what was read since. True when there was something. */
  advance(): boolean {
    const lines = this.#logs.map(({ index, ended }) => ({ lines: index.times, ended }));
    const added = this.#order.advance(lines, MERGED_AT_ONCE, (log, line) => {
      const severity = this.#table.severity(this.#logs[log]?.index.tags.get(line) ?? 0);
      this.#errors.push(severity === 'error');
      this.#warnings.push(severity === 'warning');
    });
    return added > 0;
  }

  /**
   * Judges the next positions by the filter. True when there were some.
   * @throws what `matchLines` throws
   */
  async judge(): Promise<boolean> {
    const filter = this.#filter;
    const shown = this.#shown;
    if (filter === null || shown === null || shown.length >= this.#order.rows) return false;
    const from = shown.length;
    const to = Math.min(this.#order.rows, from + JUDGED_AT_ONCE);
    const passes = await this.#passing(from, to, filter);
    // Another filter may have been set meanwhile.
    if (this.#shown !== shown) return true;
    this.#order.walk(from, to, (log, line) => shown.push(passes(log, line)));
    return true;
  }

  /** Position of a row, -1 when there is no such row yet. */
  positionOf(row: number): number {
    if (row < 0 || row >= this.count) return -1;
    return this.#shown === null ? row : this.#shown.select(row);
  }

  /** Rows before a position. */
  rowsBefore(position: number): number {
    return this.#shown === null ? Math.min(position, this.#order.rows) : this.#shown.rank(position);
  }

  isShown(position: number): boolean {
    return this.#shown === null ? position < this.#order.rows : this.#shown.get(position);
  }

  /** The line of a position. */
  place(position: number): Place {
    return this.#order.place(position);
  }

  /** Position of a line, -1 when it has none yet. */
  positionOfLine(place: Place): number {
    return this.#order.rowOf(place);
  }

  /** The shown row that is nearest to a position; of two as near the later one. Null when no row is shown. */
  nearestRow(position: number): number | null {
    const { count } = this;
    if (count === 0) return null;
    const after = this.rowsBefore(position);
    if (after === 0) return 0;
    if (after >= count) return count - 1;
    const distance = this.positionOf(after) - position;
    return distance <= position - this.positionOf(after - 1) ? after : after - 1;
  }

  /** Position of the first shown error or warning in a range of positions, -1 when there is none. */
  firstOf(kind: 'error' | 'warning', from: number, to: number): number {
    const bits = kind === 'error' ? this.#errors : this.#warnings;
    for (let nth = bits.rank(from); nth < bits.count; nth += 1) {
      const position = bits.select(nth);
      if (position >= to) return -1;
      if (this.isShown(position)) return position;
    }
    return -1;
  }

  /** Position of the last shown error or warning in a range of positions, -1 when there is none. */
  lastOf(kind: 'error' | 'warning', from: number, to: number): number {
    const bits = kind === 'error' ? this.#errors : this.#warnings;
    for (let nth = bits.rank(to) - 1; nth >= 0; nth -= 1) {
      const position = bits.select(nth);
      if (position < from) return -1;
      if (this.isShown(position)) return position;
    }
    return -1;
  }

  /**
   * Looks for a text in the shown rows of a range of positions.
   * @returns position of the first or last that matches, -1 when none does
   * @throws what `matchLines` throws
   */
  async matching(test: LineTest, from: number, to: number, which: 'first' | 'last'): Promise<number> {
    const isShown = (position: number): boolean => this.isShown(position);
    const before = this.#order.linesBefore(from);
    const behind = this.#order.linesBefore(to);
    const matches = await this.#matched(test, before, behind);
    let found = -1;
    this.#order.walk(from, to, (log, line, position) => {
      if (which === 'first' && found >= 0) return;
      if (isShown(position) && matches[log]?.[line - (before[log] ?? 0)] === 1) found = position;
    });
    return found;
  }

  /** One byte for each line of each log between two places. */
  async #matched(
    test: LineTest,
    before: readonly number[],
    behind: readonly number[],
  ): Promise<Uint8Array[]> {
    const matches: Uint8Array[] = [];
    for (const [at, log] of this.#logs.entries()) {
      matches.push(await matchingLines(log, test, before[at] ?? 0, behind[at] ?? 0));
    }
    return matches;
  }

  async #passing(
    from: number,
    to: number,
    filter: ViewFilter,
  ): Promise<(log: number, line: number) => boolean> {
    const before = this.#order.linesBefore(from);
    const behind = this.#order.linesBefore(to);
    const passing: Uint8Array[] = [];
    for (const [at, log] of this.#logs.entries()) {
      passing.push(await passingLines(log, filter, before[at] ?? 0, behind[at] ?? 0));
    }
    return (log, line) => passing[log]?.[line - (before[log] ?? 0)] === 1;
  }
}

/** Which lines of a range match a text; none of a log that cannot be read any more, which then says so. */
async function matchingLines(log: OpenLog, test: LineTest, from: number, to: number): Promise<Uint8Array> {
  try {
    return await matchLines(log.source, log.index, test, from, to);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    log.problem ??= whyUnreadable(error);
    return new Uint8Array(Math.max(0, to - from));
  }
}

/** Which lines of a range a filter lets through; the text is looked at only where all else does. */
async function passingLines(log: OpenLog, filter: ViewFilter, from: number, to: number): Promise<Uint8Array> {
  const { source, index } = log;
  const passing = new Uint8Array(Math.max(0, to - from));
  if (filter.files !== null && !filter.files.has(source.path)) return passing;
  const byTime = asksForTime(filter);
  let first = -1;
  let last = -1;
  for (let line = from; line < to; line += 1) {
    if (!filter.passesTag(index.tags.get(line))) continue;
    if (byTime) {
      const time = index.times.get(line);
      if (!(time >= filter.from && time <= filter.to)) continue;
    }
    passing[line - from] = 1;
    if (first < 0) first = line;
    last = line;
  }
  if (filter.test === null || first < 0) return passing;
  const matched = await matchingLines(log, filter.test, first, last + 1);
  passing.fill(0, 0, first - from);
  for (let line = first; line <= last; line += 1) {
    if (matched[line - first] === 0) passing[line - from] = 0;
  }
  return passing;
}
