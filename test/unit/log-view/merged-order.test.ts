import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineTimes } from '../../../electron/log-view/index/line-times.ts';
import { MergedOrder, type Place } from '../../../electron/log-view/merged-order.ts';

/** The order by its definition: again and again the log whose next line is earliest; the first of those as early. */
function naiveOrder(logs: readonly (readonly number[])[]): Place[] {
  const next = logs.map(() => 0);
  const order: Place[] = [];
  for (;;) {
    let best = -1;
    let earliest = Infinity;
    for (const [log, times] of logs.entries()) {
      const time = times[next[log] ?? 0];
      if (time !== undefined && time < earliest) {
        earliest = time;
        best = log;
      }
    }
    if (best < 0) return order;
    order.push({ log: best, line: next[best] ?? 0 });
    next[best] = (next[best] ?? 0) + 1;
  }
}

/** Stamps of a log, mostly rising, now and then none. */
const stamps = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: -20, max: 60 }) },
      { weight: 1, arbitrary: fc.constant(NaN) },
    ),
    {
      maxLength: 400,
    },
  )
  .map((steps) => {
    let now = 1_000_000;
    return steps.map((step) => (Number.isNaN(step) ? NaN : (now += step)));
  });

/** Times by which lines are sorted: without a stamp that of the line before, in front of all stamps that of the first. */
function naiveTimes(list: readonly number[]): number[] {
  let last = list.find((stamp) => !Number.isNaN(stamp)) ?? -Infinity;
  return list.map((stamp) => (last = Number.isNaN(stamp) ? last : stamp));
}

describe('MergedOrder', () => {
  it('sorts as its definition says, however the logs come in', () => {
    fc.assert(
      fc.property(
        fc.array(stamps, { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 90 })), { maxLength: 60 }),
        fc.integer({ min: 1, max: 500 }),
        (logs, deliveries, most) => {
          const times = logs.map(() => new LineTimes());
          const open = logs.map((list, at) => ({
            lines: times[at] ?? new LineTimes(),
            list,
            came: 0,
            ended: false,
          }));
          const order = new MergedOrder(logs.length);
          const told: Place[] = [];
          const advance = (): void => {
            while (order.advance(open, most, (log, line) => told.push({ log, line })) > 0);
          };
          const deliver = (at: number, count: number): void => {
            const log = open[at % open.length];
            if (log === undefined) return;
            for (const stamp of log.list.slice(log.came, log.came + count)) log.lines.push(stamp);
            log.came += count;
          };
          for (const [at, count] of deliveries) {
            deliver(at, count);
            advance();
          }
          for (const [at, log] of open.entries()) {
            deliver(at, log.list.length);
            log.lines.end();
            log.ended = true;
          }
          advance();
          const expected = naiveOrder(logs.map(naiveTimes));
          expect(told).toEqual(expected);
          expect(expected.map((_, row) => order.place(row))).toEqual(expected);
          expect(expected.map((place) => order.rowOf(place))).toEqual([...expected.keys()]);
          const from = Math.floor(expected.length / 3);
          const walked: Place[] = [];
          order.walk(from, from + 100, (log, line) => walked.push({ log, line }));
          expect(walked).toEqual(expected.slice(from, from + 100));
          expect(order.rowOf({ log: 0, line: logs[0]?.length ?? 0 })).toBe(-1);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('finds its way among many rows and logs', () => {
    const logs = Array.from({ length: 300 }, (_, at) => {
      const lines = new LineTimes();
      for (let line = 0; line < 40; line += 1) lines.push(line * 1_000 + ((at * 7) % 300));
      lines.end();
      return { lines, ended: true };
    });
    const order = new MergedOrder(300);
    let rows = 0;
    order.advance(logs, 1_000_000, () => (rows += 1));
    expect(rows).toBe(12_000);
    let before = -1;
    for (let row = 0; row < rows; row += 1) {
      const { log, line } = order.place(row);
      const time = line * 1_000 + ((log * 7) % 300);
      expect(time).toBeGreaterThanOrEqual(before);
      before = time;
      if (row % 97 === 0) expect(order.rowOf({ log, line })).toBe(row);
    }
  });

  it('adds nothing behind a line that may still come', () => {
    const slow = new LineTimes();
    const quick = new LineTimes();
    for (const time of [10, 20, 30]) quick.push(time);
    for (const time of [5, 15]) slow.push(time);
    const order = new MergedOrder(2);
    const told: number[] = [];
    const logs = [
      { lines: slow, ended: false },
      { lines: quick, ended: false },
    ];
    order.advance(logs, 100, (log, line) => told.push((log === 0 ? slow : quick).get(line)));
    expect(told).toEqual([5, 10, 15]);
  });
});
