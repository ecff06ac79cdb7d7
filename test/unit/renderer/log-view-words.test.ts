import { describe, expect, it } from 'vitest';
import type { LogRow, LogViewFile, LogViewState } from '../../../electron/contract/log-view.ts';
import { citedLines } from '../../../renderer/view-model/log-view-cited.ts';
import { filterParts, isNoFilter, noFilter } from '../../../renderer/view-model/log-view-filter.ts';
import { nearestMark } from '../../../renderer/view-model/log-view-marks.ts';
import { textHits, textPieces, textSearch } from '../../../renderer/view-model/log-view-pieces.ts';
import { parseMoment, parsePlace } from '../../../renderer/view-model/log-view-place.ts';
import { moveCursor, rowForKey, selectedSpan } from '../../../renderer/view-model/log-view-selection.ts';
import { measureSpan } from '../../../renderer/view-model/log-view-span.ts';
import {
  clockSummary,
  clockWords,
  countingWords,
  disagreements,
  elapsed,
  exactTime,
  fullTime,
  lineCount,
  readerTitle,
  rowTime,
  rowWords,
  threadWords,
} from '../../../renderer/view-model/log-view-words.ts';
import { stalledSite } from './diagnosis-example.ts';

const file = (path: string, clock: Partial<LogViewFile['clock']> = {}): LogViewFile => ({
  path,
  bytes: 10,
  codePage: 'windows-1252',
  problem: null,
  clock: {
    offsetMinutes: -240,
    basis: 'statmsg',
    source: `${path}:12`,
    zoneWords: 'Eastern Daylight Time',
    disagreement: null,
    ...clock,
  },
});
const row = (number: number, change: Partial<LogRow> = {}): LogRow => ({
  row: number,
  file: 0,
  line: number + 1,
  time: null,
  component: 'SMS_DESPOOLER',
  thread: 849,
  text: 'Waiting',
  cut: 0,
  severity: null,
  ...change,
});

describe('what is typed into Go to', () => {
  const context = {
    files: ['Logs/Despool.log', 'Logs/Sched.log'],
    file: 'Logs/Sched.log',
    time: '2001-05-17T02:23:11.123',
  };
  it.each([
    ['1042', { kind: 'line', file: 'Logs/Sched.log', line: 1042 }],
    ['line 1,042', { kind: 'line', file: 'Logs/Sched.log', line: 1042 }],
    ['Despool.log:7', { kind: 'line', file: 'Logs/Despool.log', line: 7 }],
    ['logs\\despool.log:7', { kind: 'line', file: 'Logs/Despool.log', line: 7 }],
    ['2001-05-17 02:23', { kind: 'time', time: '2001-05-17T02:23:00' }],
    ['2001-5-7T02:23:11.5', { kind: 'time', time: '2001-05-07T02:23:11.500' }],
    ['17 May 2001, 02:23', { kind: 'time', time: '2001-05-17T02:23:00' }],
    ['17 May 2001, 02:23 server time', { kind: 'time', time: '2001-05-17T02:23:00' }],
    ['17 May 2001', { kind: 'time', time: '2001-05-17T00:00:00' }],
    ['18.09.2002 09:30', { kind: 'time', time: '2002-09-18T09:30:00' }],
    ['6.5.2001', { kind: 'time', time: '2001-05-06T00:00:00' }],
    ['5/17/2001 02:00', { kind: 'time', time: '2001-05-17T02:00:00' }],
    ['17/5/2001 02:00', { kind: 'time', time: '2001-05-17T02:00:00' }],
    ['5/5/2001', { kind: 'time', time: '2001-05-05T00:00:00' }],
    ['18 Sep 09:30', { kind: 'time', time: '2001-09-18T09:30:00' }],
    ['5:43', { kind: 'time', time: '2001-05-17T05:43:00' }],
  ])('%s', (typed, place) => expect(parsePlace(typed, context)).toEqual({ place }));

  it.each([
    ['', /line number/],
    ['0', /from 1/],
    ['Hman.log:3', /not among the logs/],
    ['5/6/2001 02:00', /two ways/],
    ['31.02.2002', /neither a line nor a time/],
    ['tomorrow', /neither a line nor a time/],
    ['2001-02-30', /neither a line nor a time/],
    ['2001-05-17 25:00', /neither a line nor a time/],
  ])('%s is refused with a reason', (typed, words) => {
    const parsed = parsePlace(typed, context);
    expect('problem' in parsed ? parsed.problem : '').toMatch(words);
  });

  it('wants a day where none is known', () => {
    expect(parsePlace('02:23', { ...context, time: null })).toEqual({
      problem: 'No day is known here. Add the date: 2001-05-17 02:23.',
    });
    expect(parseMoment('02:23', null)).toBeNull();
  });
});

describe('the selection', () => {
  it('moves within the rows and grows from where it began', () => {
    const one = moveCursor({ anchor: 0, cursor: 0 }, 5, 10, false);
    expect(one).toEqual({ anchor: 5, cursor: 5 });
    const more = moveCursor(one, 2, 10, true);
    expect(selectedSpan(more)).toEqual({ from: 2, to: 5 });
    expect(moveCursor(more, 99, 10, true)).toEqual({ anchor: 5, cursor: 9 });
    expect(moveCursor(more, 3, 0, false)).toEqual({ anchor: 0, cursor: 0 });
  });

  it('follows the keys', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'a'];
    expect(keys.map((key) => rowForKey(key, 50, 100, 20))).toEqual([51, 49, 70, 30, 0, 99, null]);
  });
});

describe('how long a selection lasts', () => {
  const rows = [
    row(0, { text: 'continued' }),
    row(1, { time: '2001-05-17T02:23:11.000' }),
    row(2, { time: '2001-05-17T02:23:12.500' }),
    row(3, { time: '2001-05-17T02:24:14.250' }),
    row(4, { text: 'continued' }),
  ];
  const rowsOf = (from: number, count: number) => Promise.resolve(rows.slice(from, from + count));

  it('is measured from the first to the last stamp in it', async () => {
    expect(await measureSpan(0, 4, rowsOf)).toEqual({ rows: 5, milliseconds: 63_250 });
  });
  it('is not known without two stamps', async () => {
    expect(await measureSpan(0, 1, rowsOf)).toEqual({ rows: 2, milliseconds: null });
    expect(await measureSpan(3, 4, rowsOf)).toEqual({ rows: 2, milliseconds: null });
  });
  it('can be negative, where the clock was set back', async () => {
    const back = [row(0, { time: '2001-05-17T03:00:00' }), row(1, { time: '2001-05-17T02:00:00' })];
    const span = await measureSpan(0, 1, (from, count) => Promise.resolve(back.slice(from, from + count)));
    expect(elapsed(span.milliseconds ?? 0)).toBe('−1 h 0 min 0 s');
  });
});

describe('words', () => {
  it.each([
    [50, '0.050 s'],
    [63_250, '1 min 3.250 s'],
    [8_043_000, '2 h 14 min 3 s'],
    [273_900_000, '3 d 4 h 5 min'],
  ])('%d ms is %s', (milliseconds, words) => expect(elapsed(milliseconds)).toBe(words));

  it('keep the milliseconds of a stamp', () => {
    expect(exactTime('2001-05-17T02:23:11.123')! - exactTime('2001-05-17T02:23:11')!).toBe(123);
    expect(exactTime(null)).toBeNull();
    expect(rowTime('2001-05-07T02:23:11.123')).toBe(' 7 May 02:23:11.123');
    expect(fullTime('2001-05-17T02:23:11.123')).toBe('Thu 17 May 2001, 02:23:11.123');
  });

  it('name rows, threads and the question', () => {
    const words = rowWords(row(1041, { severity: 'error', text: 'x'.repeat(200) }), [
      file('Logs/Despool.log'),
    ]);
    expect(words).toBe(`Despool.log line 1,042, error: ${'x'.repeat(160)}…`);
    expect(threadWords(849)).toBe('849 (0x351)');
    expect(readerTitle(['Logs/Despool.log'])).toBe('What does Despool.log say?');
    expect(readerTitle(['a', 'b'])).toBe('What do the 2 logs say together?');
  });

  it('say which clock the stamps follow and how that is known', () => {
    expect(clockWords(file('Logs/Despool.log'))).toBe(
      'Server time, UTC−04:00, taken from a status message near by, Logs/Despool.log:12. The stamps say “Eastern Daylight Time”.',
    );
    expect(clockWords(file('a', { offsetMinutes: null, basis: 'none', source: null, zoneWords: null }))).toBe(
      'Times are the server’s own; nothing tells their distance to UTC.',
    );
    expect(clockWords(file('a', { offsetMinutes: 330, basis: 'zone-name', zoneWords: null }))).toBe(
      'Server time, UTC+05:30, taken from the zone word, a:12.',
    );
  });

  it('say when logs follow several clocks, and when zone words are contradicted', () => {
    const unknown = file('c', { offsetMinutes: null });
    expect(clockSummary([file('a'), file('b')])).toBe('Server time, UTC−04:00');
    expect(clockSummary([file('a'), unknown])).toBe('Server time, UTC−04:00 where known');
    expect(clockSummary([file('a'), file('b', { offsetMinutes: 0 })])).toBe(
      'Server time, UTC−04:00 and UTC+00:00',
    );
    expect(clockSummary([unknown])).toBe('Server time, distance to UTC not known');
    const disputed = file('Logs/Sinvproc.log', { disagreement: 'They differ.' });
    expect(disagreements([disputed])).toEqual(['They differ.']);
    expect(disagreements([file('a'), disputed])).toEqual(['Sinvproc.log: They differ.']);
  });

  it('say how far the counting is', () => {
    const state = {
      complete: false,
      bytesRead: 512,
      bytesTotal: 1024,
      rows: 3,
      lines: 1_200,
    } as LogViewState;
    expect(countingWords(state)).toBe('Counting lines: 50 %, 512 bytes of 1.0 KB');
    expect(countingWords({ ...state, complete: true })).toBeNull();
    expect(lineCount(state, true)).toBe('3 of 1,200 lines');
    expect(lineCount(state, false)).toBe('1,200 lines');
  });
});

describe('the filter', () => {
  const filter = {
    ...noFilter,
    text: 'despool',
    problemsOnly: true,
    components: ['SMS_DESPOOLER'],
    threads: [1, 2, 3],
    files: ['Logs/Despool.log'],
    from: '2001-05-17T02:00:00',
  };
  it('is told part by part', () => {
    expect(filterParts(filter).map((part) => part.text)).toEqual([
      'holds “despool”',
      'errors and warnings',
      'SMS_DESPOOLER',
      '3 threads',
      'Despool.log',
      'from 17 May 02:00:00',
    ]);
    expect(filterParts({ ...noFilter, text: 'a|b', isExpression: true })[0]?.text).toBe('matches a|b');
  });
  it('can be taken away part by part', () => {
    const left = filterParts(filter).reduce<typeof noFilter>((now, part) => {
      const same = filterParts(now).find((other) => other.id === part.id);
      return same?.without ?? now;
    }, filter);
    expect(left).toEqual(noFilter);
    expect(isNoFilter(left)).toBe(true);
    expect(isNoFilter(filter)).toBe(false);
  });
});

describe('pieces of a message', () => {
  it('are cut where numbers and hits begin and end, and make the whole text', () => {
    const text = 'Delete failed, Win32 = 32';
    const hits = textHits(textSearch('WIN32 = 3', false), text);
    const pieces = textPieces(text, [{ from: 23, to: 25, kind: 'win32', value: 32 }], hits);
    expect(pieces.map((piece) => piece.text)).toEqual(['Delete failed, ', 'Win32 = ', '3', '2']);
    expect(pieces.map((piece) => piece.hit)).toEqual([false, true, true, false]);
    expect(pieces.map((piece) => piece.number)).toEqual([null, null, 0, 0]);
  });
  it('are one piece where nothing is found, and none in an empty text', () => {
    expect(textPieces('abc', [], [])).toEqual([{ from: 0, text: 'abc', number: null, hit: false }]);
    expect(textPieces('', [], [])).toEqual([]);
  });
  it('take a text literally, and an expression as such', () => {
    expect(textHits(textSearch('a.c', false), 'abc a.c')).toEqual([{ from: 4, to: 7 }]);
    expect(textHits(textSearch('a.c', true), 'abc a.c')).toHaveLength(2);
    expect(textHits(textSearch('x*', true), 'abc')).toEqual([]);
    expect(textSearch('', false)).toBeNull();
  });
  it('say why an expression cannot be used', () => {
    expect(textSearch('(', true)).toEqual({ problem: 'This expression cannot be used: unterminated group.' });
  });
});

describe('marks', () => {
  it('are chosen by the nearest row, cited ones first', () => {
    const marks = [
      { row: 10, kind: 'error', source: null },
      { row: 10, kind: 'cited', source: 'Logs/a.log:11' },
      { row: 90, kind: 'warning', source: null },
    ] as const;
    expect(nearestMark(marks, 30)?.kind).toBe('cited');
    expect(nearestMark(marks, 80)?.row).toBe(90);
    expect(nearestMark([], 5)).toBeNull();
  });
  it('are the lines that the diagnosis cites, each once', () => {
    const lines = citedLines({
      ...stalledSite,
      logs: [{ ...stalledSite.logs[0]!, path: 'Logs/Despool.log' }],
    });
    expect(lines).toContain('Logs/Despool.log:1042');
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.every((line) => line.startsWith('Logs/Despool.log:'))).toBe(true);
  });
});
