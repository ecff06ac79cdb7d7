import type {
  LogRow,
  LogViewFilter,
  LogViewInvocations,
  LogViewMark,
  LogViewState,
} from '../../contract/log-view.ts';
import { viewClosed } from '../errors.ts';
import { NO_FILTER, prepareFilter } from '../filter/view-filter.ts';
import { OpenLog } from '../index/open-log.ts';
import { TagTable } from '../index/tag-table.ts';
import type { LogSource } from '../source/log-source.ts';
import { type CitedLine, citedLines, citedPositions } from './cited-lines.ts';
import { copyRows } from './copy-rows.ts';
import { describeLogs } from './describe-logs.ts';
import { expressionProblem, isExpressionProblem } from '../filter/expression-problem.ts';
import { findRow } from './find-row.ts';
import { lookAgain } from './follow-logs.ts';
import type { LiveView } from './live-view.ts';
import { type LocatedRow, locateRow } from './locate-row.ts';
import { marksOf } from './marks.ts';
import { Notifier } from './notifier.ts';
import { readRows } from './read-rows.ts';
import { ViewRows } from './view-rows.ts';

type Find = Omit<LogViewInvocations['log-view:find']['request'], 'viewId'>;

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

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
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
  readonly #live: LiveView;
  #logs: readonly OpenLog[];
  #rows: ViewRows;
  #generation = 1;
  #wanted: LogViewFilter = NO_FILTER;
  #filterProblem: string | null = null;
  /** What happened to the files and was not told yet. */
  readonly #notices: string[] = [];
  #following = false;
  #closed = false;
  #working = false;
  /** True when there may be more to do than the work under way has seen. */
  #workWaits = false;
  #looking: Promise<void> | null = null;
  #lookTimer: NodeJS.Timeout | null = null;
  #waiting: (() => void)[] = [];
  #searches = 0;

  constructor({ id, sources, cited, onChanged }: LogViewOptions) {
    this.id = id;
    this.#cited = citedLines(cited);
    this.#notifier = new Notifier(() => onChanged(this.#stateWith(this.#notices.splice(0))));
    this.#logs = sources.map((source) => new OpenLog(source, this.#table));
    this.#rows = new ViewRows(this.#logs, this.#table);
    this.#live = this.#liveView();
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

  /** How the view stands. What happened to the files is told as a change only: an answer may be thrown away. */
  state(): LogViewState {
    return this.#stateWith([]);
  }

  #stateWith(notices: readonly string[]): LogViewState {
    return {
      viewId: this.id,
      generation: this.#generation,
      ...describeLogs(this.#logs),
      rows: this.#rows.count,
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
      this.#notifier.changed();
      void this.#look();
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
  async locate(at: Parameters<typeof locateRow>[1]): Promise<LocatedRow | null> {
    this.#checkOpen();
    return locateRow(this.#live, at);
  }

  /** The next or previous row of a kind. A newer search ends an older one, which is superseded then. */
  async find(
    from: number,
    direction: Find['direction'],
    what: Find['what'],
  ): Promise<LogViewInvocations['log-view:find']['response']> {
    this.#checkOpen();
    this.#searches += 1;
    const number = this.#searches;
    return findRow(this.#live, this.#cited, { from, direction, what }, () => this.#searches === number);
  }

  /** Marks for the scroll bar, of what is known so far. */
  marks(most: number): { readonly generation: number; readonly marks: readonly LogViewMark[] } {
    this.#checkOpen();
    const cited = citedPositions(this.#cited, this.#logs, this.#rows);
    return { generation: this.#generation, marks: marksOf(this.#rows, cited, most) };
  }

  /** The lines of rows as they stand in the files; both rows are included. */
  async copy(from: number, to: number): Promise<{ readonly text: string; readonly rows: number }> {
    this.#checkOpen();
    return copyRows(this.#logs, this.#rows, from, to);
  }

  /** Follows the files while they grow, or no longer. */
  async follow(follow: boolean): Promise<LogViewState> {
    this.#checkOpen();
    this.#following = follow;
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

  #liveView(): LiveView {
    const now = {
      logs: () => this.#logs,
      generation: () => this.#generation,
      rows: () => this.#rows,
      complete: () => this.#complete,
    };
    return {
      get logs() {
        return now.logs();
      },
      get generation() {
        return now.generation();
      },
      get rows() {
        return now.rows();
      },
      get complete() {
        return now.complete();
      },
      more: () => this.#more(),
      pause: async () => {
        await nextTurn();
        this.#checkOpen();
      },
    };
  }

  #checkOpen(): void {
    if (this.#closed) throw viewClosed();
  }

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
    this.#workWaits = true;
    if (this.#working || this.#closed) return;
    this.#working = true;
    void this.#workThrough();
  }

  async #workThrough(): Promise<void> {
    while (this.#workWaits && !this.#closed) {
      this.#workWaits = false;
      while (await this.#step()) {
        this.#tell();
        await nextTurn();
      }
    }
    this.#working = false;
    this.#tell();
  }

  #tell(): void {
    if (!this.#closed) this.#notifier.changed();
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
    unread.sort((a, b) =>
      a.knownUpTo === b.knownUpTo ? a.bytesRead - b.bytesRead : a.knownUpTo - b.knownUpTo,
    );
    for (const log of unread) {
      if (!(await log.readMore(nextTurn))) continue;
      if (log.takeChanged()) this.#beginAnew(this.#logs);
      return true;
    }
    return false;
  }

  async #judgeStep(): Promise<boolean> {
    const rows = this.#rows;
    const wanted = this.#wanted;
    try {
      return await rows.judge();
    } catch (error) {
      if (!isExpressionProblem(error)) throw error;
      if (this.#rows !== rows || this.#wanted !== wanted) return true;
      this.#filterProblem = expressionProblem(error);
      // All other parts of the filter hold.
      this.#wanted = { ...wanted, text: '' };
      rows.setFilter(prepareFilter(this.#wanted, this.#table).filter);
      this.#generation += 1;
      return true;
    }
  }

  #beginAnew(logs: readonly OpenLog[]): void {
    this.#logs = logs;
    this.#rows = new ViewRows(logs, this.#table);
    this.#rows.setFilter(prepareFilter(this.#wanted, this.#table).filter);
    this.#generation += 1;
    this.#wake();
  }

  #lookLater(): void {
    if (this.#closed || !this.#following || this.#lookTimer !== null) return;
    this.#lookTimer = setTimeout(() => {
      this.#lookTimer = null;
      if (this.#following) void this.#look().then(() => this.#lookLater());
    }, LOOK_INTERVAL);
  }

  /** Looks at all files once; when that is under way it is waited for. */
  #look(): Promise<void> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookNow(): Promise<void> {
    const before = this.#logs;
    const problems = before.map(({ problem }) => problem);
    const { logs, grown, notices } = await lookAgain(before, this.#table, this.#following);
    if (this.#closed) return;
    this.#notices.push(...notices);
    if (logs !== before) this.#beginAnew(logs);
    if (notices.length > 0 || before.some(({ problem }, at) => problem !== problems[at])) this.#tell();
    if (grown || logs !== before) this.#work();
  }
}
