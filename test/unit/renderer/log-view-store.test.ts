import { beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  Channel,
  DoctorApi,
  Invocations,
  NotificationChannel,
  Notifications,
  Outcome,
  UserError,
} from '../../../electron/contract/ipc.ts';
import type { LogRow, LogViewFile, LogViewState } from '../../../electron/contract/log-view.ts';
import { noFilter } from '../../../renderer/view-model/log-view-filter.ts';
import { RowSupply, pageSize } from '../../../renderer/view-model/log-view-supply.ts';

type Request<C extends Channel> = Invocations[C]['request'];
type Response<C extends Channel> = Invocations[C]['response'];

const file = (path: string): LogViewFile => ({
  path,
  bytes: 1,
  codePage: 'windows-1252',
  problem: null,
  clock: { offsetMinutes: null, basis: 'none', source: null, zoneWords: null, disagreement: null },
});

/** Rows of the stand-in: a minute apart, every hundredth an error. */
const rowOf = (row: number): LogRow => ({
  row,
  file: 0,
  line: row + 1,
  time: new Date(Date.UTC(2001, 4, 17) + row * 60_000).toISOString().slice(0, 23),
  component: 'SMS_DESPOOLER',
  thread: 849,
  text: `text ${row}`,
  cut: 0,
  severity: row % 100 === 99 ? 'error' : null,
});

/** The process that reads logs, as the window sees it: a log of so many lines. */
class LogDoctor implements DoctorApi {
  readonly calls: { readonly channel: Channel; readonly request: unknown }[] = [];
  readonly replies = new Map<Channel, (request: never) => unknown>();
  state: LogViewState;
  readonly #listeners = new Set<(message: never) => void>();

  constructor(rows: number) {
    this.state = {
      viewId: 1,
      generation: 1,
      files: [file('Logs/Despool.log')],
      rows,
      lines: rows,
      bytesRead: 1,
      bytesTotal: 1,
      complete: true,
      following: false,
      components: [],
      threads: [],
      notices: [],
      filterProblem: null,
    };
    this.answer('explanations:list', () => ({ win32: [], sql: [], status: [] }));
    this.answer('log-view:open', () => this.state);
    this.answer('log-view:close', () => null);
    this.answer('log-view:marks', () => ({ generation: this.state.generation, marks: [] }));
    this.answer('log-view:rows', ({ from, count }) => ({
      generation: this.state.generation,
      rows: Array.from({ length: Math.max(0, Math.min(count, this.state.rows - from)) }, (_none, index) =>
        rowOf(from + index),
      ),
    }));
    this.answer('log-view:locate', ({ at }) => ({
      row: at.kind === 'line' ? Math.min(at.line - 1, this.state.rows - 1) : 0,
      exact: at.kind === 'line' && at.line <= this.state.rows,
    }));
  }

  answer<C extends Channel>(
    channel: C,
    reply: (request: Request<C>) => Response<C> | Promise<Response<C>>,
  ): void {
    this.replies.set(channel, async (request: never) => ({ ok: true, value: await reply(request) }));
  }

  refuse(channel: Channel, error: UserError): void {
    this.replies.set(channel, () => ({ ok: false, error }));
  }

  tell(change: Partial<LogViewState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener(this.state as never);
  }

  async invoke<C extends Channel>(channel: C, request: Request<C>): Promise<Outcome<Response<C>>> {
    this.calls.push({ channel, request });
    const reply = this.replies.get(channel);
    if (reply === undefined) throw new Error(`Nobody answers ${channel}.`);
    return (await reply(request as never)) as Outcome<Response<C>>;
  }

  on<C extends NotificationChannel>(channel: C, listener: (message: Notifications[C]) => void): () => void {
    if (channel === 'log-view:changed') this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  pathOfDropped(): string {
    return '';
  }
}

let doctor: LogDoctor;

/** Fresh stores; they are made when their module is loaded. */
async function reader(rows = 1_000) {
  vi.resetModules();
  doctor = new LogDoctor(rows);
  vi.stubGlobal('window', { doctor });
  const [{ useLogView, openLogReader }, { useUi }] = await Promise.all([
    import('../../../renderer/stores/log-view-store.ts'),
    import('../../../renderer/stores/ui-store.ts'),
  ]);
  return { log: useLogView.getState, openLogReader, ui: useUi.getState };
}

const despool = { files: ['Logs/Despool.log'], at: null } as const;
const atLine = (line: number) =>
  ({ files: despool.files, at: { kind: 'line', file: 'Logs/Despool.log', line } }) as const;
const settle = () => new Promise((resolve) => setTimeout(resolve));
const asked = (channel: Channel): readonly unknown[] =>
  doctor.calls.filter((call) => call.channel === channel).map((call) => call.request);

beforeEach(() => vi.unstubAllGlobals());

describe('the reader in the window', () => {
  it('lies over the page it was opened from, in the step Logs, and leads back there', async () => {
    const { openLogReader, ui } = await reader();
    ui().go('diagnosis');
    ui().showEvidence('Logs/Despool.log:7');
    openLogReader(atLine(7));
    expect(ui()).toMatchObject({
      page: 'logs',
      evidence: null,
      reader: { from: 'diagnosis', at: { line: 7 } },
    });
    ui().closeReader();
    expect(ui()).toMatchObject({ page: 'diagnosis', reader: null });
  });

  it('goes away when another step is chosen', async () => {
    const { openLogReader, ui } = await reader();
    openLogReader(despool);
    ui().go('inboxes');
    expect(ui()).toMatchObject({ page: 'inboxes', reader: null });
  });
});

describe('opening logs', () => {
  it('begins at the line that was asked for', async () => {
    const { log, ui } = await reader();
    await log().open(atLine(501), ['Logs/Despool.log:501']);
    expect(log()).toMatchObject({ phase: 'open', selection: { anchor: 500, cursor: 500 } });
    expect(log().cited.has('Logs/Despool.log:501')).toBe(true);
    expect(ui().announcement.text).toContain('Despool.log line 501: text 500');
  });

  it('says when the line is not there', async () => {
    const { log } = await reader(10);
    await log().open(atLine(500), []);
    expect(log().selection.cursor).toBe(9);
    expect(log().message).toContain('Line 500 is not among the lines shown');
  });

  it('says why logs cannot be opened', async () => {
    const { log } = await reader();
    const error = { code: 'gone', message: 'The log is gone.', nextStep: 'Collect again.' };
    doctor.refuse('log-view:open', error);
    await log().open(despool, []);
    expect(log()).toMatchObject({ phase: 'failed', error });
  });

  it('does not lose a state that is faster than the reply', async () => {
    const { log } = await reader(10);
    doctor.answer('log-view:open', () => {
      const early = doctor.state;
      doctor.tell({ rows: 20, lines: 20 });
      return early;
    });
    await log().open(despool, []);
    expect(log().view?.rows).toBe(20);
  });

  it('closes what was open, also when it was left before the reply came', async () => {
    const { log } = await reader();
    await log().open(despool, []);
    doctor.state = { ...doctor.state, viewId: 2 };
    const second = log().open(despool, []);
    log().close();
    await second;
    expect(asked('log-view:close')).toEqual([{ viewId: 1 }, { viewId: 2 }]);
    expect(log().phase).toBe('closed');
  });
});

describe('lines', () => {
  it('come by pages when they are wanted', async () => {
    const { log } = await reader();
    await log().open(despool, []);
    log().want(390, 410);
    await settle();
    expect(log().rowAt(390)?.line).toBe(391);
    expect(log().rowAt(410)?.line).toBe(411);
    expect(asked('log-view:rows')).toEqual([
      { viewId: 1, from: 200, count: 200 },
      { viewId: 1, from: 400, count: 200 },
    ]);
  });

  it('are thrown away when they were counted anew, and the cursor stays on its line', async () => {
    const { log } = await reader();
    await log().open(atLine(300), []);
    log().want(290, 310);
    await settle();
    doctor.answer('log-view:locate', () => ({ row: 42, exact: true }));
    doctor.tell({ generation: 2, rows: 100, lines: 1_000, notices: ['Despool.log was rolled over.'] });
    await settle();
    expect(log().selection.cursor).toBe(42);
    expect(log().notices).toEqual(['Despool.log was rolled over.']);
    expect(asked('log-view:locate').at(-1)).toEqual({
      viewId: 1,
      at: { kind: 'line', file: 'Logs/Despool.log', line: 300 },
    });
  });

  it('leave the cursor on one of them when its own line is not known', async () => {
    const { log } = await reader();
    await log().open(despool, []);
    log().select(900, false);
    doctor.tell({ generation: 2, rows: 100, lines: 1_000 });
    expect(log().selection).toEqual({ anchor: 99, cursor: 99 });
  });

  it('come with what happened to the files, told once, however late', async () => {
    const { log } = await reader();
    await log().open(despool, []);
    const shorter = 'Logs/Despool.log became shorter and is read again.';
    const first = doctor.state;
    doctor.tell({ generation: 2, rows: 500, notices: [shorter] });
    // A reply that was under way meanwhile: of this generation with fewer lines.
    doctor.answer('log-view:follow', () => ({ ...doctor.state, lines: 10, notices: [] }));
    await log().follow(false);
    doctor.tell({ ...first, notices: ['Logs/Sched.log is no longer there.'] });
    expect(log().notices).toEqual([shorter, 'Logs/Sched.log is no longer there.']);
  });

  it('ignore a state that is older than the one shown', async () => {
    const { log } = await reader();
    await log().open(despool, []);
    const older = doctor.state;
    doctor.tell({ generation: 3, rows: 5, lines: 1_000 });
    doctor.tell({ ...older });
    expect(log().view?.rows).toBe(5);
  });
});

describe('selecting', () => {
  it('measures how long the selection lasts, also where its ends are not in sight', async () => {
    const { log } = await reader();
    await log().open(despool, []);
    log().select(10, false);
    log().select(770, true);
    await settle();
    expect(log().span).toEqual({ rows: 761, milliseconds: 760 * 60_000 });
    log().select(5, false);
    await settle();
    expect(log().span).toBeNull();
  });

  it('copies whole lines, by parts of what one call gives', async () => {
    const { log } = await reader(20_000);
    const copied: string[] = [];
    doctor.answer('log-view:copy', ({ from, to }) => ({ text: `${from}-${to}`, rows: to - from + 1 }));
    doctor.answer('clipboard:write', ({ text }) => {
      copied.push(text);
      return null;
    });
    await log().open(despool, []);
    log().select(0, false);
    log().select(11_999, true);
    await log().copySelection();
    expect(copied).toEqual(['0-4999\r\n5000-9999\r\n10000-11999']);
    expect(log().message).toBe('Copied 12,000 lines.');
  });

  it('says when too much is selected to copy', async () => {
    const { log } = await reader(50_000);
    await log().open(despool, []);
    log().select(0, false);
    log().select(49_999, true);
    await log().copySelection();
    expect(log().message).toContain('50,000 lines are selected, at most 20,000');
    expect(asked('log-view:copy')).toEqual([]);
  });
});

describe('finding and filtering', () => {
  it('moves to what was found and reads it out', async () => {
    const { log, ui } = await reader();
    doctor.answer('log-view:find', ({ from }) => ({ row: from + 99 }));
    await log().open(despool, []);
    await log().find({ kind: 'error' }, 'next');
    expect(log().selection.cursor).toBe(99);
    expect(ui().announcement.text).toBe('Despool.log line 100, error: text 99');
  });

  it('drops what came of a search that was overtaken, and says when the lines changed meanwhile', async () => {
    const { log } = await reader();
    const replies: ((value: Response<'log-view:find'>) => void)[] = [];
    doctor.answer('log-view:find', () => new Promise((resolve) => replies.push(resolve)));
    await log().open(despool, []);
    const first = log().find({ kind: 'error' }, 'next');
    const second = log().find({ kind: 'error' }, 'next');
    await settle();
    replies[0]?.(null);
    await first;
    expect(log().message).toBeNull();
    replies[1]?.({ superseded: true });
    await second;
    expect(log()).toMatchObject({
      message: 'The lines changed while they were searched. Search once more.',
      selection: { cursor: 0 },
    });
  });

  it('goes to the place that was asked for last, whichever reply is slower', async () => {
    const { log, ui } = await reader();
    const replies: ((value: Response<'log-view:locate'>) => void)[] = [];
    doctor.answer('log-view:locate', () => new Promise((resolve) => replies.push(resolve)));
    const opening = log().open(atLine(900), []);
    await settle();
    const then = log().goTo({ kind: 'line', file: 'Logs/Despool.log', line: 12 });
    await settle();
    replies[1]?.({ row: 11, exact: true });
    await then;
    replies[0]?.({ row: 899, exact: false });
    await opening;
    expect(log()).toMatchObject({ selection: { cursor: 11 }, message: null });
    expect(ui().announcement.text).toContain('text 11');
  });

  it('tells no trouble of a search that was overtaken', async () => {
    const { log } = await reader();
    const error = { code: 'x', message: 'Gone.', nextStep: 'Open it again.' };
    const refusals: (() => void)[] = [];
    doctor.replies.set(
      'log-view:find',
      () => new Promise((resolve) => refusals.push(() => resolve({ ok: false, error }))),
    );
    await log().open(despool, []);
    const first = log().find({ kind: 'error' }, 'next');
    await settle();
    doctor.answer('log-view:find', () => ({ row: 99 }));
    await log().find({ kind: 'error' }, 'next');
    refusals[0]?.();
    await first;
    expect(log()).toMatchObject({ selection: { cursor: 99 }, trouble: null });
  });

  it('says when there is nothing more', async () => {
    const { log, ui } = await reader();
    doctor.answer('log-view:find', () => null);
    await log().open(despool, []);
    await log().find({ kind: 'cited' }, 'previous');
    expect(log().message).toBe('No cited line before this one.');
    expect(ui().announcement.text).toBe('No cited line before this one.');
  });

  it('keeps the line when a filter is used', async () => {
    const { log, ui } = await reader();
    doctor.answer('log-view:filter', () => {
      doctor.state = { ...doctor.state, generation: 2, rows: 10 };
      return doctor.state;
    });
    await log().open(atLine(300), []);
    log().want(290, 310);
    await settle();
    doctor.answer('log-view:locate', () => ({ row: 2, exact: true }));
    await log().setFilter({ ...noFilter, problemsOnly: true });
    await settle();
    expect(log()).toMatchObject({ filtering: false, selection: { cursor: 2 }, view: { rows: 10 } });
    expect(ui().announcement.text).toBe('10 lines shown.');
  });

  it('keeps the earlier filter when the new one could not be used', async () => {
    const { log } = await reader();
    doctor.refuse('log-view:filter', { code: 'x', message: 'Gone.', nextStep: 'Open it again.' });
    await log().open(despool, []);
    await log().setFilter({ ...noFilter, text: 'x' });
    expect(log()).toMatchObject({ filter: noFilter, filtering: false, trouble: { message: 'Gone.' } });
  });
});

describe('filters that overtake each other', () => {
  it('go back to the last one that is known to be in use', async () => {
    const { log } = await reader();
    const replies: ((isUsed: boolean) => void)[] = [];
    doctor.replies.set(
      'log-view:filter',
      () =>
        new Promise((resolve) =>
          replies.push((isUsed) =>
            resolve(
              isUsed
                ? { ok: true, value: doctor.state }
                : { ok: false, error: { code: 'x', message: 'Gone.', nextStep: 'Open it again.' } },
            ),
          ),
        ),
    );
    const typed = (text: string) => ({ ...noFilter, text });
    await log().open(despool, []);
    const both = [log().setFilter(typed('a')), log().setFilter(typed('ab'))];
    await settle();
    for (const reply of replies.splice(0)) reply(false);
    await Promise.all(both);
    expect(log()).toMatchObject({ filter: noFilter, filtering: false });
    const next = [log().setFilter(typed('b')), log().setFilter(typed('bc'))];
    await settle();
    replies[1]?.(false);
    await next[1];
    replies[0]?.(true);
    await next[0];
    expect(log()).toMatchObject({ filter: typed('b'), filtering: false });
  });
});

describe('following', () => {
  it('goes with the end while the cursor is there, and stays where it is otherwise', async () => {
    const { log } = await reader(100);
    doctor.answer('log-view:follow', ({ follow }) => {
      doctor.state = { ...doctor.state, following: follow };
      return doctor.state;
    });
    await log().open(despool, []);
    await log().follow(true);
    expect(log().selection.cursor).toBe(99);
    doctor.tell({ rows: 110, lines: 110 });
    expect(log().selection.cursor).toBe(109);
    log().select(50, false);
    doctor.tell({ rows: 120, lines: 120 });
    expect(log().selection.cursor).toBe(50);
  });
});

describe('the supply of rows', () => {
  const make = (total: () => number) => {
    const fetched: number[] = [];
    const supply = new RowSupply(
      (from, count) => {
        fetched.push(from / pageSize);
        const rows = Array.from({ length: Math.max(0, Math.min(count, total() - from)) }, (_none, index) =>
          rowOf(from + index),
        );
        return Promise.resolve({ generation: 1, rows });
      },
      () => undefined,
    );
    return { supply, fetched };
  };

  it('asks again for a page that was not full, only when there are more rows', async () => {
    let total = 250;
    const { supply, fetched } = make(() => total);
    supply.update(1, total);
    supply.want(200, 260);
    await settle();
    supply.want(200, 260);
    await settle();
    expect(fetched).toEqual([1]);
    total = 300;
    supply.update(1, total);
    await settle();
    expect(fetched).toEqual([1, 1]);
    expect(supply.row(299)?.line).toBe(300);
  });

  it('forgets pages that nobody looked at for long', async () => {
    const { supply } = make(() => 1e6);
    supply.update(1, 1e6);
    for (let page = 0; page < 100; page += 1) {
      supply.want(page * pageSize, page * pageSize);
      await settle();
    }
    expect(supply.row(0)).toBeUndefined();
    expect(supply.row(99 * pageSize)).toBeDefined();
  });

  it('does not ask for ever for what cannot be had, and asks once more when told to', async () => {
    let calls = 0;
    const supply = new RowSupply(
      () => {
        calls += 1;
        return Promise.resolve(null);
      },
      () => undefined,
    );
    supply.update(1, 100);
    supply.want(0, 50);
    await settle();
    expect(calls).toBe(1);
    supply.retry();
    await settle();
    expect(calls).toBe(2);
  });
});
