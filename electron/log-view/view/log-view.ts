import type {
  LogRow,
  LogViewFilter,
  LogViewInvocations,
  LogViewMark,
  LogViewState,
} from '../../contract/log-view.ts';
import { parseIsoTime } from '../../engine/time/format.ts';
import { clockOf } from '../clock.ts';
import { LogViewError, viewClosed } from '../errors.ts';
import { lineTest } from '../filter/line-test.ts';
import { ExpressionTooSlow } from '../filter/match-lines.ts';
import { NO_FILTER, prepareFilter } from '../filter/view-filter.ts';
import { OpenLog } from '../index/open-log.ts';
import { TagTable } from '../index/tag-table.ts';
import type { LogSource } from '../source/log-source.ts';
import { type CitedLine, citedLines, citedPositions } from './cited-lines.ts';
import { copyRows } from './copy-rows.ts';
import {
  type SearchRange,
  type SearchedView,
  errorSearch,
  findNext,
  findPrevious,
  positionSearch,
  textSearch,
} from './find-row.ts';
import { lookAgain } from './follow-logs.ts';
import { firstAtOrAfter } from './locate-time.ts';
import { marksOf } from './marks.ts';
import { Notifier } from './notifier.ts';
import { readRows } from './read-rows.ts';
import { ViewRows } from './view-rows.ts';

type Requests = { readonly [C in keyof LogViewInvocations]: LogViewInvocations[C]['request'] };
type At = Requests['log-view:locate']['at'];
type What = Requests['log-view:find']['what'];
type Direction = Requests['log-view:find']['direction'];

/** How often followed files are looked at, in milliseconds. */
const LOOK_INTERVAL = 1_000;
const MOST_ROWS = 500;

export interface LogViewOptions {
  readonly id: number;
  /** In the order of the view; closed with it. */
  readonly sources: readonly LogSource[];
  /** Lines to be marked: `Logs/Despool.log:1042`. */
  readonly cited: readonly string[];
  /** Told at most five times a second. */
  readonly onChanged: (state: LogViewState) => void;
}

/**
 * Some logs that are looked at as one. They are read in the background, in slices of a few milliseconds between which
 * whatever is asked is answered from what is known so far.
 */
export class LogView {
  readonly id: number;
  readonly #table = new TagTable();
  readonly #cited: readonly CitedLine[];
  readonly #notifier: Notifier;
  #logs: readonly OpenLog[];
  #rows: ViewRows;
  #generation = 1;
  #wanted: LogViewFilter = NO_FILTER;
  #filterProblem: string | null = null;
  #notices: string[] = [];
  #following = false;
  #closed = false;
  #working = false;
  #looking: Promise<void> | null = null;
  #lookTimer: NodeJS.Timeout | null = null;
  #waiting: (() => void)[] = [];
  #search = 0;

  constructor({ id, sources, cited, onChanged }: LogViewOptions) {
    this.id = id;
    this.#cited = citedLines(cited);
    this.#notifier = new Notifier(() => onChanged(this.state()));
    this.#logs = sources.map((source) => new OpenLog(source, this.#table));
    this.#rows = new ViewRows(this.#logs, this.#table);
    for (const source of sources) source.onMore(() => this.#work());
    this.#work();
  }

  /**
   * Waits until there is something to show, or nothing to come.
   * @param patience how long at most, in milliseconds
   */
  async begun(patience: number): Promise<LogViewState> {
    let isOver = false;
    const timer = setTimeout(() => {
      isOver = true;
      this.#wake();
    }, patience);
    try {
      const isWaiting = (): boolean => !isOver && this.#rows.count === 0 && !this.#complete;
      while (isWaiting()) await this.#more();
    } finally {
      clearTimeout(timer);
    }
    return this.state();
  }

  /** How the view stands. What happened to the files is told once. */
  state(): LogViewState {
    const notices = this.#notices;
    this.#notices = [];
    const clocked = this.#logs.map(({ source, index }) => ({ path: source.path, notes: index.clock }));
    let lines = 0;
    let bytesRead = 0;
    let bytesTotal = 0;
    for (const log of this.#logs) {
      lines += log.index.lines;
      bytesRead += log.bytesRead;
      bytesTotal += log.bytesTotal;
    }
    return {
      viewId: this.id,
      generation: this.#generation,
      files: this.#logs.map((log, at) => ({
        path: log.source.path,
        bytes: log.bytesTotal,
        codePage: log.index.encoding.name,
        problem: log.problem,
        clock: clockOf(clocked[at] ?? { path: log.source.path, notes: log.index.clock }, clocked),
      })),
      rows: this.#rows.count,
      lines,
      bytesRead,
      bytesTotal,
      complete: this.#complete,
      following: this.#following,
      components: this.#table.components(),
      threads: this.#table.threads(),
      notices,
      filterProblem: this.#filterProblem,
    };
  }

  /** Rows, as many as are known; at most 500. */
  async rows(
    from: number,
    count: number,
  ): Promise<{ readonly generation: number; readonly rows: readonly LogRow[] }> {
    this.#checkOpen();
    const generation = this.#generation;
    const { rows, missing } = await readRows(this.#logs, this.#rows, from, Math.min(count, MOST_ROWS));
    for (const { log, why } of missing) {
      // Another file stands there, or none: looking at it says which.
      log.problem ??= why;
      this.#lookOnce();
    }
    return generation === this.#generation
      ? { generation, rows }
      : { generation: this.#generation, rows: [] };
  }

  /** Filters the rows. What of the filter cannot be used is left out and said in the state. */
  setFilter(wanted: LogViewFilter): LogViewState {
    this.#checkOpen();
    this.#wanted = wanted;
    const { filter, problem } = prepareFilter(wanted, this.#table);
    this.#filterProblem = problem;
    this.#rows.setFilter(filter);
    this.#generation += 1;
    this.#work();
    return this.state();
  }

  /** The row of a line or a moment, or of the nearest one shown; null when no row is shown. */
  async locate(at: At): Promise<{ readonly row: number; readonly exact: boolean } | null> {
    if (at.kind === 'line') return this.#locateLine(at.file, at.line - 1);
    const time = parseIsoTime(at.time)?.wall;
    if (time === undefined) {
      throw new LogViewError(
        'time-not-readable',
        `"${at.time}" is no time that can be looked for.`,
        'Write it like 2001-05-17T02:23:00.',
      );
    }
    return this.#locateTime(time);
  }

  /** The next or previous row of a kind. A newer search ends an older one, which then finds nothing. */
  async find(from: number, direction: Direction, what: What): Promise<{ readonly row: number } | null> {
    this.#checkOpen();
    const search = this.#searchFor(what, direction);
    if (search === null) return null;
    this.#search += 1;
    const number = this.#search;
    const searched = this.#searched(number);
    try {
      const row = await (direction === 'next' ? findNext : findPrevious)(searched, from, search);
      return row === null || !searched.isWanted ? null : { row };
    } catch (error) {
      throw this.#searchError(error);
    }
  }

  /** Marks for the scroll bar, of what is known so far. */
  marks(most: number): { readonly generation: number; readonly marks: readonly LogViewMark[] } {
    this.#checkOpen();
    const cited = citedPositions(this.#cited, this.#logs, this.#rows);
    return { generation: this.#generation, marks: marksOf(this.#rows, cited, most) };
  }

  /** The lines of rows as they stand in the files; both rows are included. */
  copy(from: number, to: number): Promise<{ readonly text: string; readonly rows: number }> {
    this.#checkOpen();
    return copyRows(this.#logs, this.#rows, from, to);
  }

  /** Follows the files while they grow, or no longer. */
  async follow(follow: boolean): Promise<LogViewState> {
    this.#checkOpen();
    this.#following = follow;
    if (this.#lookTimer !== null) clearTimeout(this.#lookTimer);
    this.#lookTimer = null;
    if (follow) {
      await this.#look();
      this.#lookLater();
    }
    return this.state();
  }

  /** Ends all work and gives back what the logs hold. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#notifier.stop();
    if (this.#lookTimer !== null) clearTimeout(this.#lookTimer);
    this.#wake();
    await Promise.all(this.#logs.map(({ source }) => source.close()));
  }

  get #complete(): boolean {
    return (
      this.#logs.every(({ ended }) => ended) &&
      this.#rows.positions === this.#logs.reduce((sum, { index }) => sum + index.lines, 0) &&
      this.#rows.judged === this.#rows.positions
    );
  }

  #checkOpen(): void {
    if (this.#closed) throw viewClosed();
  }

  /** Lets others have their turn, then goes on. */
  async #pause(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#checkOpen();
  }

  /** Waits until more is known. */
  async #more(): Promise<void> {
    this.#checkOpen();
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#checkOpen();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }

  /** Sees to it that everything there is to do gets done. */
  #work(): void {
    if (this.#working || this.#closed) return;
    this.#working = true;
    void this.#workThrough();
  }

  async #workThrough(): Promise<void> {
    try {
      while (!this.#closed && (await this.#step())) {
        this.#notifier.changed();
        this.#wake();
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    } finally {
      this.#working = false;
    }
    if (this.#closed) return;
    this.#notifier.changed();
    this.#wake();
  }

  /** Reads, sorts in and filters a little. False when there was nothing to do. */
  async #step(): Promise<boolean> {
    const read = await this.#readStep();
    if (this.#closed) return false;
    const sorted = this.#rows.advance();
    const judged = await this.#judgeStep();
    return read || sorted || judged;
  }

  async #readStep(): Promise<boolean> {
    const unread = this.#logs.filter(({ ended }) => !ended);
    // What is furthest behind holds up all others.
    unread.sort((a, b) => a.knownUpTo - b.knownUpTo || a.bytesRead - b.bytesRead || 0);
    for (const log of unread) {
      if (!(await log.readMore(() => this.#pauseWork()))) continue;
      if (log.takeChanged()) this.#beginAnew(this.#logs);
      return true;
    }
    return false;
  }

  /** Whoever waits for lines has them as soon as they are known. */
  async #pauseWork(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  async #judgeStep(): Promise<boolean> {
    const rows = this.#rows;
    try {
      return await rows.judge();
    } catch (error) {
      if (this.#rows !== rows) return true;
      this.#filterProblem = this.#matchingProblem(error);
      // All other parts of the filter hold.
      const { filter } = prepareFilter({ ...this.#wanted, text: '' }, this.#table);
      rows.setFilter(filter);
      this.#generation += 1;
      return true;
    }
  }

  #matchingProblem(error: unknown): string {
    if (error instanceof ExpressionTooSlow) {
      return (
        `The expression takes too long at ${error.path}:${error.line}, so it is not used. ` +
        'Write it with fewer repetitions inside of repetitions, or look for a plain text.'
      );
    }
    const why = error instanceof Error ? error.message : String(error);
    return `This is not an expression that can be used (${why}).`;
  }

  #beginAnew(logs: readonly OpenLog[]): void {
    this.#logs = logs;
    this.#rows = new ViewRows(logs, this.#table);
    this.#rows.setFilter(prepareFilter(this.#wanted, this.#table).filter);
    this.#generation += 1;
    this.#wake();
  }

  #lookLater(): void {
    if (this.#closed || !this.#following) return;
    this.#lookTimer = setTimeout(() => {
      void this.#look().then(() => this.#lookLater());
    }, LOOK_INTERVAL);
  }

  #lookOnce(): void {
    if (this.#looking === null) void this.#look();
  }

  #look(): Promise<void> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookNow(): Promise<void> {
    const before = this.#logs;
    const { logs, grown, notices } = await lookAgain(before, this.#table, this.#following);
    if (this.#closed) return;
    this.#notices.push(...notices);
    if (logs !== before) this.#beginAnew(logs);
    if (notices.length > 0) this.#notifier.changed();
    if (grown || logs !== before) this.#work();
  }

  async #locateLine(path: string, line: number): Promise<{ row: number; exact: boolean } | null> {
    for (;;) {
      this.#checkOpen();
      const rows = this.#rows;
      const log = this.#logs.findIndex(({ source }) => source.path === path);
      const open = this.#logs[log];
      if (open === undefined) {
        throw new LogViewError(
          'line-not-in-view',
          `${path} is not one of the logs that are open here.`,
          'Open it in the log reader.',
        );
      }
      const last = open.index.lines - 1;
      const known = open.ended ? Math.min(line, last) : line;
      const position = rows.positionOfLine({ log, line: known });
      if (position >= 0 && rows.judged > position) {
        if (rows.isShown(position)) return { row: rows.rowsBefore(position), exact: known === line };
        if (rows.rowsBefore(position) < rows.count || this.#complete) return nearest(rows, position);
      }
      if (this.#complete) return nearest(rows, Math.max(0, position));
      await this.#more();
    }
  }

  async #locateTime(time: number): Promise<{ row: number; exact: boolean } | null> {
    for (;;) {
      this.#checkOpen();
      const rows = this.#rows;
      const { position, exact } = firstAtOrAfter(this.#logs, rows, time);
      if (position >= 0 && rows.judged > position) {
        if (rows.isShown(position)) return { row: rows.rowsBefore(position), exact };
        if (rows.rowsBefore(position) < rows.count || this.#complete) return nearest(rows, position);
      }
      if (this.#complete) return nearest(rows, position < 0 ? rows.positions : position);
      await this.#more();
    }
  }

  /** What a search sees of this view while it goes on. */
  #searched(number: number): SearchedView {
    const current = {
      rows: () => this.#rows,
      complete: () => this.#complete,
      isWanted: () => this.#search === number,
    };
    return {
      get rows() {
        return current.rows();
      },
      get complete() {
        return current.complete();
      },
      get isWanted() {
        return current.isWanted();
      },
      more: () => this.#more(),
      pause: () => this.#pause(),
    };
  }

  #searchFor(what: What, direction: Direction): SearchRange | null {
    switch (what.kind) {
      case 'error':
        return errorSearch(direction);
      case 'cited':
        return positionSearch(
          () => citedPositions(this.#cited, this.#logs, this.#rows).map(({ position }) => position),
          direction,
        );
      case 'text': {
        try {
          const test = lineTest(what);
          return test === null ? null : textSearch(test, direction);
        } catch (error) {
          throw this.#searchError(error);
        }
      }
    }
  }

  #searchError(error: unknown): unknown {
    if (!(error instanceof ExpressionTooSlow) && !(error instanceof SyntaxError)) return error;
    return new LogViewError(
      'expression-not-usable',
      this.#matchingProblem(error),
      'Change the expression, or look for a plain text.',
    );
  }
}

function nearest(rows: ViewRows, position: number): { row: number; exact: boolean } | null {
  const row = rows.nearestRow(position);
  return row === null ? null : { row, exact: false };
}
