/** The log reader: which logs are open, what is filtered, selected and found in them. */
import { create } from 'zustand';
import type { Invocations, UserError } from '../../electron/contract/ipc.ts';
import type { LogRow, LogViewFilter, LogViewMark, LogViewState } from '../../electron/contract/log-view.ts';
import { call, listen } from '../ipc/doctor.ts';
import { copiedText } from '../view-model/log-view-copy.ts';
import { noFilter } from '../view-model/log-view-filter.ts';
import type { LogViewPlace } from '../view-model/log-view-place.ts';
import { type RowSelection, moveCursor, selectedSpan } from '../view-model/log-view-selection.ts';
import { type RowSpan, measureSpan } from '../view-model/log-view-span.ts';
import { RowSupply } from '../view-model/log-view-supply.ts';
import { rowWords } from '../view-model/log-view-words.ts';
import { NumberDictionary } from '../view-model/number-explanations.ts';
import { count, counted } from '../view-model/numbers.ts';
import { copyText } from './clipboard.ts';
import { type LogReaderRequest, useUi } from './ui-store.ts';

/** What can be looked for from a row on. */
export type LogSearch = Invocations['log-view:find']['request']['what'];

/** A row that the list is to bring into sight; the number makes the same row count as new. */
interface Reveal {
  readonly row: number;
  readonly how: 'least' | 'middle';
  readonly number: number;
}

interface LogViewStore {
  readonly phase: 'closed' | 'opening' | 'open' | 'failed';
  readonly view: LogViewState | null;
  /** Why the logs cannot be shown. */
  readonly error: UserError | null;
  /** What went wrong afterwards; the rows that are there stay. */
  readonly trouble: UserError | null;
  readonly filter: LogViewFilter;
  readonly filtering: boolean;
  readonly selection: RowSelection;
  /** How long the selection lasts; null while a single row is selected. */
  readonly span: RowSpan | null;
  readonly marks: readonly LogViewMark[];
  /** Sources of the lines that are marked: `Logs/Despool.log:1042`. */
  readonly cited: ReadonlySet<string>;
  readonly notices: readonly string[];
  /** What came of the last search, in words; null when it was found. */
  readonly message: string | null;
  /** Grows whenever rows have come or gone. */
  readonly rowsVersion: number;
  readonly reveal: Reveal;
  readonly numbers: NumberDictionary | null;
  readonly numbersError: UserError | null;
  /** Opens logs; what was open before is closed. `cited` are the lines to be marked. */
  readonly open: (request: LogReaderRequest, cited: readonly string[]) => Promise<void>;
  readonly close: () => void;
  /** A row that is there; it is fetched when it is wanted. */
  readonly rowAt: (row: number) => LogRow | undefined;
  readonly want: (from: number, to: number) => void;
  readonly select: (row: number, extend: boolean) => void;
  /** Selects a row that may be far away and shows it in the middle. */
  readonly jump: (row: number) => void;
  readonly setFilter: (filter: LogViewFilter) => Promise<void>;
  readonly goTo: (place: LogViewPlace) => Promise<void>;
  readonly find: (what: LogSearch, direction: 'next' | 'previous') => Promise<void>;
  readonly copySelection: () => Promise<void>;
  readonly follow: (follow: boolean) => Promise<void>;
  readonly dismissNotices: () => void;
  readonly retry: () => void;
  readonly loadNumbers: () => Promise<void>;
}

/** Marks beside the scroll bar that are not cited lines. */
const mostMarks = 400;

const atFirst = {
  view: null,
  error: null,
  trouble: null,
  filter: noFilter,
  filtering: false,
  selection: { anchor: 0, cursor: 0 },
  span: null,
  marks: [],
  cited: new Set<string>(),
  notices: [],
  message: null,
} as const;

const searchWords = {
  error: 'error or warning',
  cited: 'cited line',
  text: 'line with this text',
} as const;

let opener: Element | null = null;

/**
 * Shows logs in the log reader, over the page that is open.
 * @param request paths as the diagnosis lists them, several are merged by time, and where to begin
 * @param from where the focus goes back to; without it, to what has it now
 */
export function openLogReader(request: LogReaderRequest, from?: Element | null): void {
  opener = from ?? (typeof document === 'undefined' ? null : document.activeElement);
  useUi.getState().showReader(request);
}

/** What the reader was opened with, to give it the focus back; null when it is no longer in the window. */
export function readerOpener(): Element | null {
  return opener?.isConnected ? opener : null;
}

export const useLogView = create<LogViewStore>()((set, get) => {
  /** Grows with every opening and closing; replies to calls of an earlier one are dropped. */
  let session = 0;
  let viewId: number | null = null;
  /** State that came before the reply that names its view. */
  let early: LogViewState | null = null;
  let marksAsked = false;
  let measured = 0;
  /** Number of the way that was asked for last, by search or to a place; what came of earlier ones is dropped. */
  let ways = 0;
  /** Number of the filter that was asked for last, and what is known to be in use. */
  let filters = 0;
  let confirmed: { readonly number: number; readonly filter: LogViewFilter } = {
    number: 0,
    filter: noFilter,
  };

  const announce = (text: string): void => useUi.getState().announce(text);

  /** Says what came of something, beside the lines and to screen readers. */
  const tellOf = (message: string): void => {
    set({ message });
    announce(message);
  };

  /**
   * Calls for the view that is open; null when it failed (then it is told), the view is gone or the reply is not wanted any
   * more.
   */
  const ask = async <C extends 'rows' | 'filter' | 'locate' | 'find' | 'marks' | 'copy' | 'follow'>(
    channel: C,
    request: Omit<Invocations[`log-view:${C}`]['request'], 'viewId'>,
    isWanted: () => boolean = () => true,
  ): Promise<{ readonly value: Invocations[`log-view:${C}`]['response'] } | null> => {
    const mine = session;
    if (viewId === null) return null;
    // The view's number is all that was left out above.
    const whole = { ...request, viewId } as Invocations[`log-view:${C}`]['request'];
    const reply = await call(`log-view:${channel}`, whole);
    if (mine !== session || !isWanted()) return null;
    if (reply.ok) return reply;
    set({ trouble: reply.error });
    return null;
  };

  const supply = new RowSupply(
    async (from, rows) => (await ask('rows', { from, count: rows }))?.value ?? null,
    () => set(({ rowsVersion }) => ({ rowsVersion: rowsVersion + 1 })),
  );

  const reveal = (row: number, how: Reveal['how']): void =>
    set((state) => ({ reveal: { row, how, number: state.reveal.number + 1 } }));

  const measure = async (): Promise<void> => {
    const mine = ++measured;
    const { from, to } = selectedSpan(get().selection);
    if (from === to) {
      set({ span: null });
      return;
    }
    const span = await measureSpan(from, to, async (first, rows) => {
      const here = Array.from({ length: rows }, (_none, index) => supply.row(first + index));
      if (here.every((row) => row !== undefined)) return here;
      return (await ask('rows', { from: first, count: rows }))?.value.rows ?? [];
    });
    if (mine === measured) set({ span });
  };

  const putCursor = (row: number, how: Reveal['how'], extend = false): void => {
    const rows = get().view?.rows ?? 0;
    set(({ selection }) => ({ selection: moveCursor(selection, row, rows, extend), message: null }));
    reveal(get().selection.cursor, how);
    void measure();
  };

  const fetchMarks = async (): Promise<void> => {
    if (marksAsked) return;
    marksAsked = true;
    const mine = session;
    const before = get().view;
    const reply = await ask('marks', { most: mostMarks });
    if (mine !== session) return;
    marksAsked = false;
    const now = get().view;
    if (reply?.value.generation === now?.generation && reply !== null) set({ marks: reply.value.marks });
    if (reply !== null && (now?.rows !== before?.rows || now?.generation !== before?.generation)) {
      void fetchMarks();
    }
  };

  /** Keeps the cursor on its line when the rows were counted anew. */
  const backTo = async (row: LogRow | undefined, view: LogViewState): Promise<void> => {
    const path = row === undefined ? undefined : view.files[row.file]?.path;
    if (row === undefined || path === undefined) return;
    const reply = await ask('locate', { at: { kind: 'line', file: path, line: row.line } });
    if (reply !== null) putCursor(reply.value?.row ?? 0, 'middle');
  };

  /** Adds what happened to the files, also when the state it came with is too old to be shown. */
  const tellNotices = (told: readonly string[]): void => {
    if (told.length === 0) return;
    set(({ notices }) => ({ notices: [...notices, ...told].slice(-5) }));
    announce(told.join(' '));
  };

  const apply = (told: LogViewState): void => {
    tellNotices(told.notices);
    const before = get().view;
    if (before !== null && told.generation < before.generation) return;
    // A reply can be older than what was told since it was asked for.
    const late = before?.generation === told.generation && told.lines < before.lines;
    const view = late ? { ...before, following: told.following, filterProblem: told.filterProblem } : told;
    const anew = before !== null && before.generation !== view.generation;
    const row = anew ? supply.row(get().selection.cursor) : undefined;
    const atEnd = before !== null && get().selection.cursor === before.rows - 1;
    set({ view });
    supply.update(view.generation, view.rows);
    if (anew) {
      // The old number may be beyond the rows there are now; where the line is known, `backTo` finds it again.
      set(({ selection }) => ({
        marks: [],
        span: null,
        selection: moveCursor(selection, selection.cursor, view.rows, false),
      }));
      measured += 1;
      void backTo(row, view);
    } else if (view.following && atEnd && view.rows > before.rows) {
      putCursor(view.rows - 1, 'least');
    }
    if (anew || before?.rows !== view.rows || before.complete !== view.complete) void fetchMarks();
  };

  listen('log-view:changed', (state) => {
    if (viewId === state.viewId) apply(state);
    else if (viewId === null) {
      const notices = early?.viewId === state.viewId ? early.notices : [];
      early = { ...state, notices: [...notices, ...state.notices] };
    }
  });

  const leave = (): void => {
    session += 1;
    measured += 1;
    if (viewId !== null) void call('log-view:close', { viewId });
    viewId = null;
    early = null;
    marksAsked = false;
    confirmed = { number: filters, filter: noFilter };
    supply.update(-session, 0);
  };

  /** Begins a way to another row. Gives whether it is still the last one that was asked for. */
  const beginWay = (): (() => boolean) => {
    ways += 1;
    const number = ways;
    return () => number === ways;
  };

  const found = async (row: number): Promise<void> => {
    putCursor(row, 'middle');
    const content = await supply.fetchRow(row);
    const { view } = get();
    if (content !== undefined && view !== null) announce(rowWords(content, view.files));
  };

  return {
    ...atFirst,
    phase: 'closed',
    rowsVersion: 0,
    reveal: { row: 0, how: 'least', number: 0 },
    numbers: null,
    numbersError: null,
    open: async ({ files, at }, cited) => {
      leave();
      const mine = session;
      set({ ...atFirst, cited: new Set(cited), phase: 'opening' });
      void get().loadNumbers();
      const reply = await call('log-view:open', { files, cited });
      if (mine !== session) {
        if (reply.ok) void call('log-view:close', { viewId: reply.value.viewId });
        return;
      }
      if (!reply.ok) {
        set({ phase: 'failed', error: reply.error });
        return;
      }
      viewId = reply.value.viewId;
      set({ phase: 'open' });
      apply(early?.viewId === viewId ? early : reply.value);
      early = null;
      if (at !== null) await get().goTo(at);
    },
    close: () => {
      leave();
      set({ ...atFirst, phase: 'closed' });
    },
    rowAt: (row) => supply.row(row),
    want: (from, to) => supply.want(from, to),
    select: (row, extend) => putCursor(row, 'least', extend),
    jump: (row) => putCursor(row, 'middle'),
    setFilter: async (filter) => {
      filters += 1;
      const number = filters;
      const mine = session;
      set({ filter, filtering: true, message: null });
      const reply = await ask('filter', { filter });
      if (mine !== session) return;
      if (reply !== null && number > confirmed.number) confirmed = { number, filter };
      if (number !== filters) {
        // A later filter failed before this one was known to be in use.
        if (!get().filtering) set({ filter: confirmed.filter });
        return;
      }
      set({ filtering: false, filter: confirmed.filter });
      if (reply === null) return;
      apply(reply.value);
      announce(reply.value.filterProblem ?? `${counted(reply.value.rows, 'line')} shown.`);
    },
    goTo: async (at) => {
      const isLast = beginWay();
      const reply = await ask('locate', { at }, isLast);
      if (reply === null) return;
      if (reply.value === null) {
        tellOf('There is no line to go to.');
        return;
      }
      await found(reply.value.row);
      if (!reply.value.exact && isLast()) {
        tellOf(
          at.kind === 'line'
            ? `Line ${count(at.line)} is not among the lines shown; this is the nearest.`
            : 'No line is stamped with this time; this is the nearest.',
        );
      }
    },
    find: async (what, direction) => {
      const isLast = beginWay();
      set({ message: null });
      const reply = await ask('find', { from: get().selection.cursor, direction, what }, isLast);
      if (reply === null) return;
      if (reply.value !== null) {
        if ('superseded' in reply.value) {
          tellOf('The lines changed while they were searched. Search once more.');
        } else await found(reply.value.row);
        return;
      }
      tellOf(`No ${searchWords[what.kind]} ${direction === 'next' ? 'after' : 'before'} this one.`);
    },
    copySelection: async () => {
      const outcome = await copiedText(
        selectedSpan(get().selection),
        async (part) => (await ask('copy', part))?.value.text ?? null,
      );
      if (outcome === null) return;
      if ('problem' in outcome) tellOf(outcome.problem);
      else if (await copyText(outcome.text)) tellOf(`Copied ${counted(outcome.rows, 'line')}.`);
    },
    follow: async (follow) => {
      const reply = await ask('follow', { follow });
      if (reply === null) return;
      apply(reply.value);
      if (follow) putCursor(reply.value.rows - 1, 'least');
      announce(follow ? 'Following: new lines appear at the end.' : 'No longer following.');
    },
    dismissNotices: () => set({ notices: [] }),
    retry: () => {
      set({ trouble: null });
      supply.retry();
    },
    loadNumbers: async () => {
      if (get().numbers !== null) return;
      const reply = await call('explanations:list', null);
      const outcome = reply.ok ? { numbers: new NumberDictionary(reply.value), numbersError: null } : null;
      set(outcome ?? { numbersError: reply.ok ? null : reply.error });
    },
  };
});
