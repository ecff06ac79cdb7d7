import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { LogRow, LogViewFilter } from '../../../electron/contract/log-view.ts';
import { severityOf } from '../../../electron/log-view/severity.ts';
import { LogView } from '../../../electron/log-view/view/log-view.ts';
import {
  ALL,
  START,
  allRows,
  logLine,
  newFolder,
  openView,
  plainLog,
  someLog,
  until,
  whole,
  writeLogs,
} from './logs.ts';

/** Twelve thousand lines of three components in three logs, interleaved. */
function threeLogs(lines = 4_000): Readonly<Record<string, string>> {
  const messages = [
    'Waiting for ready instruction file....',
    'ERROR - Failed to open file X',
    'WARNING - skipped, Win32 = 32',
  ];
  const log = (component: string, shift: number): string =>
    Array.from({ length: lines }, (_, line) => {
      const message = line % 50 === 7 ? messages[1] : line % 30 === 3 ? messages[2] : messages[0];
      return `${logLine({ message: `${message} ${line}`, component, thread: 300 + (line % 5), time: START + line * 1_000 + shift })}\r\n`;
    }).join('');
  return {
    'Despool.log': log('SMS_DESPOOLER', 100),
    'Sched.log': log('SMS_SCHEDULER', 500),
    'Sender.log': log('SMS_LAN_SENDER', 300),
  };
}

function summary(rows: readonly LogRow[]): string[] {
  return rows.map(({ file, line }) => `${file}:${line}`);
}

describe('a view of one log', () => {
  it('shows the lines with what they say', async () => {
    const folder = writeLogs({
      'Sinv.log':
        `${logLine({ message: '~ERROR - Failed to  open file~', component: 'SMS_SOFTWARE_INVENTORY_PROCESSOR' })}\r\n` +
        'no tail\r\nNUL\0\0here $$<SMS_X><Thu May 17 02:00:01 2001~><thread=DB>\n',
    });
    const { view } = openView(folder, ['Sinv.log']);
    const state = await view.begun(30_000);
    expect(state.rows).toBe(3);
    expect(await allRows(view)).toEqual([
      {
        row: 0,
        file: 0,
        line: 1,
        time: '2001-05-17T02:00:00.000',
        component: 'SMS_SOFTWARE_INVENTORY_PROCESSOR',
        thread: 322,
        text: 'ERROR - Failed to open file',
        cut: 0,
        severity: 'error',
      },
      {
        row: 1,
        file: 0,
        line: 2,
        time: null,
        component: null,
        thread: null,
        text: 'no tail',
        cut: 0,
        severity: null,
      },
      {
        row: 2,
        file: 0,
        line: 3,
        time: '2001-05-17T02:00:01',
        component: 'SMS_X',
        thread: 0xdb,
        text: 'NUL here',
        cut: 0,
        severity: null,
      },
    ]);
  });

  it('tells what it is made of', async () => {
    const content = plainLog(300) + plainLog(100, { component: 'SMS_SCHEDULER', thread: 5 });
    const { view } = openView(writeLogs({ 'A.log': content }), ['A.log']);
    const state = await whole(view);
    expect(state).toMatchObject({ viewId: 1, rows: 400, lines: 400, complete: true, following: false });
    expect([state.bytesRead, state.bytesTotal]).toEqual([content.length, content.length]);
    expect(state.components).toEqual([
      { name: 'SMS_DESPOOLER', lines: 300 },
      { name: 'SMS_SCHEDULER', lines: 100 },
    ]);
    expect(state.threads).toEqual([
      { thread: 322, lines: 300 },
      { thread: 5, lines: 100 },
    ]);
    expect(state.files[0]).toMatchObject({
      path: 'Logs/A.log',
      bytes: content.length,
      codePage: 'windows-1252',
      problem: null,
    });
  });

  it('decodes UTF-16 and code pages', async () => {
    const message = 'Размер gefüllt 目録';
    const line = logLine({ message });
    const text = `${line}\r\n${line}\r\n`;
    const folder = writeLogs({
      'Le.log': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
      'Be.log': Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
      'Utf8.log': Buffer.from(text, 'utf8'),
      'Odd.log': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le'), Buffer.from('x')]),
    });
    for (const name of ['Le.log', 'Be.log', 'Utf8.log', 'Odd.log']) {
      const { view } = openView(folder, [name]);
      await whole(view);
      expect((await allRows(view)).map(({ text: shown }) => shown)).toEqual([message, message]);
      expect((await view.copy(0, 1)).text).toBe(`${line}\r\n${line}`);
      view.setFilter({ ...ALL, text: 'GEFÜLLT 目' });
      expect((await whole(view)).rows).toBe(2);
    }
  });

  it('searches in a code page that is not Latin', async () => {
    const folder = newFolder();
    fs.writeFileSync(
      path.join(folder, 'Cyr.log'),
      iconv.encode(
        `${logLine({ message: 'Очередь  пуста' })}\r\n${logLine({ message: 'another' })}\r\n`,
        'windows-1251',
      ),
    );
    const { DiskSource } = await import('../../../electron/log-view/source/disk-source.ts');
    const view = new LogView({
      id: 2,
      sources: [new DiskSource('Logs/Cyr.log', path.join(folder, 'Cyr.log'), 'windows-1251')],
      cited: [],
      onChanged: () => undefined,
    });
    view.setFilter({ ...ALL, text: 'очередь ПУСТА' });
    expect((await whole(view)).rows).toBe(1);
    view.setFilter({ ...ALL, text: '^Очередь\\s', isExpression: true });
    expect((await whole(view)).rows).toBe(1);
    await view.close();
  });

  it('shows an empty log, a missing one and one that is a folder', async () => {
    const folder = writeLogs({ 'Empty.log': '' });
    fs.mkdirSync(path.join(folder, 'Folder.log'));
    const { view } = openView(folder, ['Empty.log', 'Gone.log', 'Folder.log']);
    const state = await view.begun(30_000);
    expect(state).toMatchObject({ rows: 0, lines: 0, complete: true });
    expect(state.files.map(({ problem }) => problem)).toEqual([
      null,
      'It is no longer there.',
      expect.stringContaining('not an ordinary file'),
    ]);
    expect(await view.locate({ kind: 'line', file: 'Logs/Empty.log', line: 5 })).toBeNull();
    expect(await view.find(-1, 'next', { kind: 'error' })).toBeNull();
    expect(view.marks(10).marks).toEqual([]);
    expect(await view.copy(0, 100)).toEqual({ text: '', rows: 0 });
  });

  it('has the first rows of a large log before it is read', async () => {
    const { view } = openView(writeLogs({ 'Big.log': plainLog(120_000) }), ['Big.log']);
    const state = await view.begun(30_000);
    expect(state.complete).toBe(false);
    expect(state.rows).toBeGreaterThan(1_000);
    expect((await view.rows(0, 100)).rows).toHaveLength(100);
    const placed = view.locate({ kind: 'line', file: 'Logs/Big.log', line: 119_000 });
    expect(await placed).toEqual({ row: 118_999, exact: true });
    expect((await view.rows(118_999, 1)).rows[0]).toMatchObject({ line: 119_000, text: 'Line 119000' });
    expect((await whole(view)).lines).toBe(120_000);
  });

  it('cuts long messages, but copies the whole line', async () => {
    const long = logLine({ message: `begin ${'ü'.repeat(90_000)}` });
    const { view } = openView(writeLogs({ 'Long.log': Buffer.from(`${long}\r\nnext\r\n`, 'latin1') }), [
      'Long.log',
    ]);
    await whole(view);
    const [row] = (await view.rows(0, 2)).rows;
    expect(row?.text).toHaveLength(4_000);
    expect(row?.cut).toBe(86_006);
    expect(row?.component).toBe('SMS_DESPOOLER');
    const copied = await view.copy(0, 1);
    expect(copied.rows).toBe(2);
    expect(copied.text === `${long}\r\nnext`).toBe(true);
  });

  it('gives the clipboard no more than it holds', async () => {
    const long = 'y'.repeat(2_000_000);
    const { view } = openView(writeLogs({ 'Long.log': [long, long, long, ''].join('\n') }), ['Long.log']);
    await whole(view);
    expect(await view.copy(0, 2)).toEqual({ text: `${long}\r\n${long}`, rows: 2 });
    expect((await view.copy(0, 999_999)).rows).toBe(2);
  });
});

describe('a view of several logs', () => {
  it('sorts by time, a log earlier in the view first', async () => {
    const folder = writeLogs({
      'A.log': [
        logLine({ message: 'a1', time: START }),
        'of a1',
        logLine({ message: 'a2', time: START + 2_000 }),
        '',
      ].join('\r\n'),
      'B.log': [
        'of b1',
        logLine({ message: 'b1', time: START }),
        logLine({ message: 'b2', time: START + 1_000 }),
      ].join('\n'),
    });
    const { view } = openView(folder, ['A.log', 'B.log']);
    await whole(view);
    expect((await allRows(view)).map(({ text }) => text)).toEqual(['a1', 'of a1', 'of b1', 'b1', 'b2', 'a2']);
  });

  it('filters as a look at each row does', async () => {
    const { view } = openView(writeLogs(threeLogs()), ['Despool.log', 'Sched.log', 'Sender.log']);
    await whole(view);
    const all = await allRows(view);
    expect(all).toHaveLength(12_000);
    expect([...all].sort((a, b) => ((a.time ?? '') < (b.time ?? '') ? -1 : 1))).toEqual(all);
    const paths = ['Logs/Despool.log', 'Logs/Sched.log', 'Logs/Sender.log'];
    const naive = (filter: LogViewFilter): string[] =>
      summary(
        all.filter(
          (row) =>
            (filter.components.length === 0 ||
              filter.components.some((name) => name.toLowerCase() === row.component?.toLowerCase())) &&
            (filter.threads.length === 0 || filter.threads.includes(row.thread ?? -1)) &&
            (filter.files.length === 0 || filter.files.includes(paths[row.file] ?? '')) &&
            (!filter.problemsOnly || severityOf(row.text) !== null) &&
            (filter.from === null || (row.time ?? '') >= filter.from) &&
            (filter.to === null || (row.time ?? '') <= filter.to) &&
            (filter.isExpression
              ? new RegExp(filter.text, 'i').test(row.text)
              : row.text.toLowerCase().includes(filter.text.toLowerCase())),
        ),
      );
    const iso = fc
      .integer({ min: 0, max: 4_000_000 })
      .map((offset) => new Date(START + offset).toISOString().slice(0, 23));
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          components: fc.subarray(['sms_despooler', 'SMS_SCHEDULER', 'SMS_NONE']),
          threads: fc.subarray([300, 302, 304, 9]),
          files: fc.subarray(paths),
          problemsOnly: fc.boolean(),
          from: fc.option(iso),
          to: fc.option(iso),
          isExpression: fc.boolean(),
          text: fc.constantFrom('', 'waiting', 'Win32 = 32', '12', 'e', '.log', 'FAILED TO'),
        }),
        async (filter) => {
          view.setFilter(filter);
          const state = await whole(view);
          const rows = await allRows(view);
          expect(summary(rows)).toEqual(naive(filter));
          expect(rows.map(({ row }) => row)).toEqual([...rows.keys()]);
          expect(state.rows).toBe(rows.length);
          expect(state.filterProblem).toBeNull();
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it('filters logs of any content as a look at each row does', async () => {
    await fc.assert(
      fc.asyncProperty(
        someLog,
        someLog,
        fc.constantFrom('grüße', 'NUL here', 'win32', '$5 <OR>', '\t', 'a TAB', '$'),
        async (one, other, text) => {
          const { view } = openView(writeLogs({ 'A.log': one, 'B.log': other }), ['A.log', 'B.log']);
          await whole(view);
          const all = await allRows(view);
          for (const isExpression of [false, true]) {
            const wanted = isExpression ? text.replaceAll('$', '\\$') : text.replace('\t', ' ');
            view.setFilter({ ...ALL, text: wanted, isExpression });
            await whole(view);
            const needle = text.replace('\t', isExpression ? '\t' : ' ').toLowerCase();
            expect(summary(await allRows(view))).toEqual(
              summary(all.filter((row) => row.text.toLowerCase().includes(needle))),
            );
          }
          await view.close();
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);

  it('finds rows by line and by time, shown or not', async () => {
    const { view } = openView(writeLogs(threeLogs(1_000)), ['Despool.log', 'Sched.log', 'Sender.log']);
    await whole(view);
    for (const filter of [ALL, { ...ALL, problemsOnly: true }, { ...ALL, components: ['SMS_SCHEDULER'] }]) {
      view.setFilter(filter);
      await whole(view);
      const rows = await allRows(view);
      for (const { row, file, line } of rows.filter((_, index) => index % 41 === 0)) {
        const path_ = ['Logs/Despool.log', 'Logs/Sched.log', 'Logs/Sender.log'][file] ?? '';
        expect(await view.locate({ kind: 'line', file: path_, line })).toEqual({ row, exact: true });
      }
      for (const time of ['2001-05-17T02:00:00', '2001-05-17T02:05:17.500', '2001-05-17T02:16:39']) {
        const found = await view.locate({ kind: 'time', time });
        const naive = rows.find((row) => (row.time ?? '') >= time);
        if (filter === ALL) expect(found?.row).toBe(naive?.row);
        else expect(Math.abs((found?.row ?? -9) - (naive?.row ?? rows.length - 1))).toBeLessThanOrEqual(1);
      }
    }
    expect(await view.locate({ kind: 'time', time: '1999-01-01' })).toEqual({ row: 0, exact: false });
    expect(await view.locate({ kind: 'time', time: '2009-01-01' })).toEqual({ row: 999, exact: false });
    expect(await view.locate({ kind: 'line', file: 'Logs/Sched.log', line: 99_999 })).toEqual({
      row: 999,
      exact: false,
    });
    await expect(view.locate({ kind: 'line', file: 'Logs/Other.log', line: 1 })).rejects.toMatchObject({
      code: 'line-not-in-view',
    });
    await expect(view.locate({ kind: 'time', time: 'noon' })).rejects.toMatchObject({
      code: 'time-not-readable',
    });
  });

  it('says that a moment is the very one of a row', async () => {
    const { view } = openView(writeLogs({ 'A.log': plainLog(10, { time: START + 40 }) }), ['A.log']);
    await whole(view);
    expect(await view.locate({ kind: 'time', time: '2001-05-17T02:00:03' })).toEqual({ row: 3, exact: true });
    expect(await view.locate({ kind: 'time', time: '2001-05-17T02:00:03.039' })).toEqual({
      row: 3,
      exact: false,
    });
    expect(await view.locate({ kind: 'time', time: '2001-05-17T02:00:03.040' })).toEqual({
      row: 3,
      exact: true,
    });
  });

  it('finds the next and the previous of a kind', async () => {
    const cited = [
      'Logs/Sched.log:500',
      'Logs/Despool.log:20',
      'Logs/Despool.log:99999',
      'Logs/None.log:1',
      'no line',
    ];
    const { view } = openView(writeLogs(threeLogs(1_000)), ['Despool.log', 'Sched.log'], cited);
    await whole(view);
    for (const filter of [ALL, { ...ALL, threads: [300, 304, 302] }]) {
      view.setFilter(filter);
      await whole(view);
      const rows = await allRows(view);
      const kinds = [
        { what: { kind: 'error' } as const, fits: (row: LogRow) => row.severity === 'error' },
        {
          what: { kind: 'cited' } as const,
          fits: ({ file, line }: LogRow) => (file === 1 && line === 500) || (file === 0 && line === 20),
        },
        {
          what: { kind: 'text', text: 'file.... 9', isExpression: false } as const,
          fits: ({ text }: LogRow) => text.includes('file.... 9'),
        },
        {
          what: { kind: 'text', text: '77$', isExpression: true } as const,
          fits: ({ text }: LogRow) => text.endsWith('77'),
        },
      ];
      for (const { what, fits } of kinds) {
        for (const from of [-1, 0, 19, 40, 700, 1_500, rows.length - 1, rows.length + 5]) {
          const next = rows.find((row) => row.row > from && fits(row));
          expect(await view.find(from, 'next', what)).toEqual(next === undefined ? null : { row: next.row });
          const previous = rows.findLast((row) => row.row < from && fits(row));
          expect(await view.find(from, 'previous', what)).toEqual(
            previous === undefined ? null : { row: previous.row },
          );
        }
      }
    }
    expect(await view.find(-1, 'next', { kind: 'text', text: '', isExpression: false })).toBeNull();
    const nowhere = { kind: 'text', text: 'stands nowhere', isExpression: false } as const;
    const overtaken = [view.find(-1, 'next', nowhere), view.find(1_500, 'previous', nowhere)];
    expect(await view.find(-1, 'next', nowhere)).toBeNull();
    expect(await Promise.all(overtaken)).toEqual([{ superseded: true }, { superseded: true }]);
    const recounted = view.find(-1, 'next', nowhere);
    view.setFilter({ ...ALL, text: 'file' });
    expect(await recounted).toEqual({ superseded: true });
    view.setFilter(ALL);
    await whole(view);
    await expect(
      view.find(-1, 'next', { kind: 'text', text: '(', isExpression: true }),
    ).rejects.toMatchObject({
      code: 'expression-not-usable',
    });
  });

  it('marks cited rows all, errors and warnings thinned out', async () => {
    const cited = ['Logs/Despool.log:1', 'Logs/Despool.log:2', 'Logs/Sched.log:8'];
    const { view } = openView(writeLogs(threeLogs(1_000)), ['Despool.log', 'Sched.log'], cited);
    await whole(view);
    const rows = await allRows(view);
    const { marks, generation } = view.marks(20);
    expect(generation).toBe(view.state().generation);
    expect(marks.filter(({ kind }) => kind === 'cited').map(({ row, source }) => [row, source])).toEqual([
      [0, 'Logs/Despool.log:1'],
      [2, 'Logs/Despool.log:2'],
      [15, 'Logs/Sched.log:8'],
    ]);
    const others = marks.filter(({ kind }) => kind !== 'cited');
    expect(others).toHaveLength(20);
    for (const { row, kind } of others) expect(rows[row]?.severity).toBe(kind);
    const many = view.marks(10_000).marks.filter(({ kind }) => kind !== 'cited');
    expect(many.map(({ row }) => row)).toEqual(
      rows.filter(({ severity }) => severity !== null).map(({ row }) => row),
    );
    view.setFilter({ ...ALL, files: ['Logs/Sched.log'], problemsOnly: true });
    await whole(view);
    const shown = await allRows(view);
    expect(view.marks(10_000).marks.map(({ row, kind }) => [row, kind])).toEqual([
      [0, 'warning'],
      [1, 'cited'],
      [1, 'error'],
      ...shown.slice(2).map(({ row, severity }) => [row, severity]),
    ]);
  });

  it('reads ten megabytes in twenty logs as they are', async () => {
    const lines = 4_000;
    const names = Array.from({ length: 20 }, (_, at) => `Log${at}.log`);
    const files = Object.fromEntries(
      names.map((name, at) => [
        name,
        plainLog(lines, { component: `SMS_C${at}`, time: START + ((at * 37) % 20) * 50 }),
      ]),
    );
    const { view, states } = openView(writeLogs(files), names);
    await view.begun(30_000);
    const state = await whole(view);
    expect([state.rows, state.lines]).toEqual([80_000, 80_000]);
    expect(state.bytesTotal).toBeGreaterThan(7_000_000);
    let before = '';
    for (let from = 0; from < 80_000; from += 7_919) {
      for (const { time, line, text } of (await view.rows(from, 500)).rows) {
        expect(text).toBe(`Line ${line}`);
        if (time !== null && from % 2 === 0) expect(time >= before).toBe(true);
      }
      before = '';
    }
    for (const [index, one] of states.entries())
      expect(one.rows).toBeGreaterThanOrEqual(states[index - 1]?.rows ?? 0);
  });
});

describe('an expression', () => {
  it('that never ends is ended, and the rest of the filter holds', async () => {
    const folder = writeLogs({
      'A.log': `${plainLog(50)}${'a'.repeat(5_000)}\r\n${plainLog(50, { component: 'SMS_B' })}`,
    });
    const { view } = openView(folder, ['A.log']);
    await whole(view);
    view.setFilter({
      ...ALL,
      components: ['SMS_B'],
      text: '^(Line )?(([a-z0-9 ])+.)+[A-Z]([a-z])+$',
      isExpression: true,
    });
    view.setFilter({ ...ALL, text: '(a+)+b', isExpression: true, components: ['SMS_DESPOOLER'] });
    const state = await until(view, ({ complete, filterProblem }) => complete && filterProblem !== null);
    expect(state.filterProblem).toContain('takes too long at Logs/A.log:51');
    expect(state.rows).toBe(51);
    await expect(
      view.find(-1, 'next', { kind: 'text', text: '(a+)+b', isExpression: true }),
    ).rejects.toMatchObject({
      code: 'expression-not-usable',
    });
    view.setFilter(ALL);
    expect(await whole(view)).toMatchObject({ rows: 101, filterProblem: null });
  });

  it('that cannot be read is left out and said', async () => {
    const { view } = openView(writeLogs({ 'A.log': plainLog(20) }), ['A.log']);
    await whole(view);
    expect(view.setFilter({ ...ALL, text: '(', isExpression: true }).filterProblem).toMatch(
      /not an expression/,
    );
    expect((await whole(view)).rows).toBe(20);
    expect(view.setFilter({ ...ALL, from: 'noon' }).filterProblem).toBe('The time "noon" cannot be read.');
  });

  it('is looked for in the logs that are left', async () => {
    const folder = writeLogs({ 'A.log': plainLog(20), 'B.log': plainLog(20) });
    const { view } = openView(folder, ['A.log', 'B.log']);
    await whole(view);
    fs.rmSync(path.join(folder, 'A.log'));
    view.setFilter({ ...ALL, text: 'Line 7' });
    const state = await whole(view);
    expect([state.rows, state.filterProblem]).toEqual([1, null]);
    expect(state.files.map(({ problem }) => problem)).toEqual(['It is no longer there.', null]);
  });

  it('makes rows fetched before worthless', async () => {
    const { view } = openView(writeLogs({ 'A.log': plainLog(20) }), ['A.log']);
    const { generation } = await whole(view);
    const asked = view.rows(0, 20);
    view.setFilter({ ...ALL, text: 'Line 7' });
    expect(await asked).toEqual({ generation: generation + 1, rows: [] });
  });

  it('includes the end of its time span', async () => {
    const { view } = openView(writeLogs({ 'A.log': plainLog(200, { time: START + 40 }) }), ['A.log']);
    await whole(view);
    const rowsTo = async (to: string): Promise<number> => {
      view.setFilter({ ...ALL, to });
      return (await whole(view)).rows;
    };
    expect(await rowsTo('2001-05-17T02:00:03')).toBe(4);
    expect(await rowsTo('2001-05-17T02:00:03.000')).toBe(3);
    expect(await rowsTo('2001-05-17T02:00')).toBe(60);
    expect(await rowsTo('2001-05-17')).toBe(200);
  });
});

describe('a closed view', () => {
  it('says so', async () => {
    const { view } = openView(writeLogs({ 'A.log': plainLog(100_000) }), ['A.log']);
    const waiting = view.locate({ kind: 'line', file: 'Logs/A.log', line: 100_000 });
    await view.close();
    await expect(waiting).rejects.toMatchObject({ code: 'log-view-closed' });
    await expect(view.rows(0, 1)).rejects.toMatchObject({ code: 'log-view-closed' });
  });
});
