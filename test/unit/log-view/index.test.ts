import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLine, tidyMessage } from '../../../electron/engine/log/line.ts';
import { FileIndex } from '../../../electron/log-view/index/file-index.ts';
import { TagTable } from '../../../electron/log-view/index/tag-table.ts';
import { FastTail } from '../../../electron/log-view/lines/fast-tail.ts';
import { LONGEST_LINE, abridge, cleanLine } from '../../../electron/log-view/lines/read-line.ts';
import { shownLines } from '../../../electron/log-view/lines/shown-lines.ts';
import { wholeLines } from '../../../electron/log-view/lines/whole-lines.ts';
import type { LogSource } from '../../../electron/log-view/source/log-source.ts';
import { encodingOf } from '../../../electron/site/text/code-page.ts';
import { START, logLine, plainLog, someLine, someLog } from './logs.ts';

/** A source whose bytes are at hand. */
function sourceOf(bytes: Buffer): LogSource {
  return {
    path: 'Logs/Test.log',
    codePage: 'windows-1252',
    expectedBytes: null,
    problem: null,
    look: () => Promise.resolve({ bytes: bytes.length, whole: true, id: 1, writtenAt: 1 }),
    withOpen: (work) =>
      work((position, length) => Promise.resolve(bytes.subarray(position, position + length))),
    onMore: () => undefined,
    close: () => Promise.resolve(),
  };
}

function indexOf(text: string, pieces: readonly number[] = []): { index: FileIndex; table: TagTable } {
  const table = new TagTable();
  const index = new FileIndex(table, encodingOf(Buffer.alloc(0), 'windows-1252'));
  let at = 0;
  for (const piece of pieces) {
    index.feed(text.slice(at, at + piece));
    at += piece;
  }
  index.feed(text.slice(at));
  index.end();
  return { index, table };
}

/** What is kept of each line, written out. */
function kept({ index, table }: ReturnType<typeof indexOf>): unknown[] {
  return Array.from({ length: index.lines }, (_, line) => {
    const tag = index.tags.get(line);
    return [table.component(tag), table.thread(tag), table.severity(tag), index.times.get(line)];
  });
}

/** Lines as `sed -n` counts them. */
function naiveLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

describe('FastTail', () => {
  it('gives what parseLine gives, or nothing', () => {
    fc.assert(
      fc.property(fc.array(someLine, { minLength: 1, maxLength: 8 }), fc.boolean(), (lines, returns) => {
        const end = returns ? '\r\n' : '\n';
        const flat = lines.map((line) => line.replaceAll('\n', ' '));
        const text = flat.map((line) => line + end).join('');
        const fast = new FastTail();
        fast.use(text);
        let start = 0;
        for (const line of flat) {
          const lineEnd = start + line.length + end.length - 1;
          if (fast.read(start, lineEnd)) {
            const parsed = parseLine(line);
            expect({
              message: text.slice(start, fast.messageEnd),
              component: fast.component,
              time: fast.time,
              thread: fast.thread,
              zone: fast.zone.trim() === '' ? null : fast.zone.trim(),
            }).toEqual({
              message: parsed.message,
              component: parsed.component,
              time: parsed.stamp?.time,
              thread: parsed.thread,
              zone: parsed.stamp?.zone ?? null,
            });
          }
          start += line.length + end.length;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads the usual line', () => {
    const line = logLine({ message: 'x' });
    const fast = new FastTail();
    fast.use(`${line}\n`);
    expect(fast.read(0, line.length)).toBe(true);
  });
});

describe('FileIndex', () => {
  it('is the same for every split of the file', () => {
    fc.assert(
      fc.property(someLog, fc.array(fc.nat(400), { maxLength: 60 }), (text, pieces) => {
        expect(kept(indexOf(text, pieces))).toEqual(kept(indexOf(text)));
      }),
    );
  });

  it('counts lines as a plain split does, and shows each as it is', async () => {
    await fc.assert(
      fc.asyncProperty(someLog, async (text) => {
        const { index } = indexOf(text);
        const lines = naiveLines(text);
        expect(index.lines).toBe(lines.length);
        const shown = await shownLines(sourceOf(Buffer.from(text, 'latin1')), index, [...lines.keys()]);
        expect([...lines.keys()].map((line) => shown.get(line)?.text)).toEqual(
          lines.map((line) => tidyMessage(index.encoding.decode(parseLine(cleanLine(line)).message))),
        );
        const copied = await wholeLines(
          sourceOf(Buffer.from(text, 'latin1')),
          index,
          [...lines.keys()],
          1_000_000,
        );
        expect([...lines.keys()].map((line) => copied.get(line))).toEqual(
          lines.map((line) => index.encoding.decode(line.replace(/\r$/, ''))),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('shows of any lines what it shows of all', async () => {
    await fc.assert(
      fc.asyncProperty(someLog, fc.array(fc.nat(1_000), { maxLength: 20 }), async (text, asked) => {
        const { index } = indexOf(text);
        const source = sourceOf(Buffer.from(text, 'latin1'));
        const all = await shownLines(
          source,
          index,
          Array.from({ length: index.lines }, (_, line) => line),
        );
        const some = [...new Set(asked.filter((line) => line < index.lines))].sort((a, b) => a - b);
        const shown = await shownLines(source, index, some);
        expect([...shown]).toEqual(some.map((line) => [line, all.get(line)]));
      }),
      { numRuns: 60 },
    );
  });

  it('says of each line what the shown line says, where it has a tail', async () => {
    await fc.assert(
      fc.asyncProperty(someLog, async (text) => {
        const { index, table } = indexOf(text);
        const source = sourceOf(Buffer.from(text, 'latin1'));
        const shown = await shownLines(
          source,
          index,
          Array.from({ length: index.lines }, (_, line) => line),
        );
        for (const [line, { component, thread, severity, time }] of shown) {
          const tag = index.tags.get(line);
          expect(severity).toBe(table.severity(tag));
          if (component === null && thread === null && time === null) continue;
          expect([component, thread]).toEqual([table.component(tag), table.thread(tag)]);
          if (time !== null) expect(index.times.get(line)).toBe(Date.parse(`${time}Z`));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('comes to the same when its end is read again', () => {
    fc.assert(
      fc.property(someLog, someLog, (first, second) => {
        const whole = kept(indexOf(first + second));
        const table = new TagTable();
        const index = new FileIndex(table, encodingOf(Buffer.alloc(0), 'windows-1252'));
        index.feed(first);
        index.end();
        const from = index.rewindOffset;
        index.rewind();
        index.feed((first + second).slice(from));
        index.end();
        expect(kept({ index, table })).toEqual(whole);
        const counted = table.components().reduce((sum, { lines }) => sum + lines, 0);
        const named = whole.filter((line) => (line as unknown[])[0] !== null).length;
        expect(counted).toBe(named);
      }),
    );
  });

  it('gives the parts of a wrapped entry its tail', () => {
    const tail = logLine({ message: '', component: 'SMS_SCHEDULER', time: START + 5_000 });
    const torn = logLine({ message: 'One', time: START });
    const text = `${torn.slice(0, -30)}\n${torn.slice(-30)}\nBefore\nit\n${tail.trim()}\nplain\n`;
    expect(kept(indexOf(text)).map((line) => [(line as unknown[])[0], (line as unknown[])[3]])).toEqual([
      ['SMS_DESPOOLER', START],
      ['SMS_DESPOOLER', START],
      ['SMS_SCHEDULER', START + 5_000],
      ['SMS_SCHEDULER', START + 5_000],
      ['SMS_SCHEDULER', START + 5_000],
      ['SMS_SCHEDULER', START + 5_000],
    ]);
  });

  it('takes a stamp a day off those around it for a stray one', () => {
    const times = [0, 1_000, 900_000_000, 2_000, 3_000].map((offset) => START + offset);
    const text = times.map((time) => logLine({ message: 'x', time })).join('\n');
    const { index } = indexOf(`no stamp yet\n${text}`);
    expect(Array.from({ length: 6 }, (_, line) => index.times.get(line) - START)).toEqual([
      0, 0, 1_000, 1_000, 2_000, 3_000,
    ]);
  });

  it('reads head and tail of lines of any length', async () => {
    const long = (characters: number): string =>
      logLine({ message: `head ${'x'.repeat(characters)}`, component: 'SMS_LONG', time: START + 9_000 });
    const sizes = [
      100,
      LONGEST_LINE - 200,
      LONGEST_LINE - 95,
      LONGEST_LINE,
      LONGEST_LINE + 1,
      1_200_000,
      3_000_000,
    ];
    for (const ended of [true, false]) {
      const lines = sizes.flatMap((size) => [logLine({ message: 'short' }), long(size), 'without tail']);
      const text = lines.join('\r\n') + (ended ? '\r\n' : '');
      const { index, table } = indexOf(
        text,
        Array.from({ length: 40 }, () => 131_072),
      );
      const split = indexOf(text);
      expect(kept({ index, table })).toEqual(kept(split));
      const source = sourceOf(Buffer.from(text, 'latin1'));
      const shown = await shownLines(source, index, [...lines.keys()]);
      for (const [number, line] of lines.entries()) {
        const message = parseLine(line).message.trim();
        expect(shown.get(number)?.text).toBe(message.slice(0, 4_000));
        expect(shown.get(number)?.cut).toBe(Math.max(0, message.length - 4_000));
        expect(shown.get(number)?.component).toBe(parseLine(line).component);
      }
      const copied = await wholeLines(source, index, [...lines.keys()], 4_000_000);
      expect([...lines.keys()].map((line) => copied.get(line) === lines[line])).not.toContain(false);
    }
  });

  it('abridges a line to its head and its tail', () => {
    const line = `${'a'.repeat(LONGEST_LINE)}${'b'.repeat(5_000)}`;
    expect(abridge(line)).toHaveLength(LONGEST_LINE);
    expect(abridge(line).endsWith('b'.repeat(4_096))).toBe(true);
  });

  it('keeps a block small', () => {
    const { index } = indexOf(plainLog(5_000));
    expect(index.blocks).toBe(Math.ceil(5_000 / 64));
    expect(index.blockOf(4_999)).toBe(index.blocks - 1);
    expect(index.blockLine(index.blockOf(100))).toBe(64);
  });
});
