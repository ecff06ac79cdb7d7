import type { LogViewFilter } from '../../contract/log-view.ts';
import { parseIsoTime } from '../../engine/time/format.ts';
import type { TagTable } from '../index/tag-table.ts';
import { expressionProblem, isExpressionProblem } from './expression-problem.ts';
import { type LineTest, lineTest } from './line-test.ts';

/** A filter of the window, made ready. */
export interface ViewFilter {
  /** Paths of the files shown; null: all. */
  readonly files: ReadonlySet<string> | null;
  /** Server times, both included. */
  readonly from: number;
  readonly to: number;
  /** Whether lines of a tag are shown. */
  passesTag(tag: number): boolean;
  readonly test: LineTest | null;
}

/** Lets everything through. */
export const NO_FILTER: LogViewFilter = {
  components: [],
  threads: [],
  text: '',
  isExpression: false,
  from: null,
  to: null,
  files: [],
  problemsOnly: false,
};

function timeOf(written: string | null, open: number): number | null {
  if (written === null) return open;
  return parseIsoTime(written)?.wall ?? null;
}

/** The last millisecond that a time as written includes: `02:23` holds for the whole minute. */
function endOf(written: string): number {
  if (/[T ]\d{1,2}:\d{2}:\d{2}\.(\d+)/.test(written)) return 0;
  if (/[T ]\d{1,2}:\d{2}:\d{2}/.test(written)) return 999;
  return /[T ]\d{1,2}:\d{2}/.test(written) ? 59_999 : 86_399_999;
}

function listProblem(parts: readonly (string | null)[]): string | null {
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? null : said.join(' ');
}

/**
 * Makes a filter ready. A part of it that cannot be used is left out, and said.
 *
 * @param table tags of the view, which may still grow
 * @returns the filter, null when it lets all through, and what is wrong with it, or null
 */
export function prepareFilter(
  wanted: LogViewFilter,
  table: TagTable,
): { readonly filter: ViewFilter | null; readonly problem: string | null } {
  let test: LineTest | null = null;
  let testProblem: string | null = null;
  try {
    test = lineTest(wanted);
  } catch (error) {
    if (!isExpressionProblem(error)) throw error;
    testProblem = expressionProblem(error);
  }
  const from = timeOf(wanted.from, -Infinity);
  const to = timeOf(wanted.to, Infinity);
  const problem = listProblem([
    testProblem,
    from === null ? `The time "${wanted.from}" cannot be read.` : null,
    to === null ? `The time "${wanted.to}" cannot be read.` : null,
  ]);
  const components = new Set(wanted.components.map((name) => name.toLowerCase()));
  const threads = new Set(wanted.threads);
  const isPlain =
    components.size === 0 &&
    threads.size === 0 &&
    wanted.files.length === 0 &&
    !wanted.problemsOnly &&
    test === null &&
    (from ?? -Infinity) === -Infinity &&
    (to ?? Infinity) === Infinity;
  if (isPlain) return { filter: null, problem };
  const verdicts: boolean[] = [];
  const filter: ViewFilter = {
    files: wanted.files.length === 0 ? null : new Set(wanted.files),
    from: from ?? -Infinity,
    to: to === null ? Infinity : to + (wanted.to === null ? 0 : endOf(wanted.to)),
    passesTag(tag) {
      return (verdicts[tag] ??=
        (components.size === 0 || components.has(table.component(tag)?.toLowerCase() ?? '')) &&
        (threads.size === 0 || threads.has(table.thread(tag) ?? -1)) &&
        (!wanted.problemsOnly || table.severity(tag) !== null));
    },
    test,
  };
  return { filter, problem };
}

/** True when a filter asks for times: lines of a log without any are then left out. */
export function asksForTime(filter: ViewFilter): boolean {
  return filter.from !== -Infinity || filter.to !== Infinity;
}
