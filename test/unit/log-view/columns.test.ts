import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitColumn } from '../../../electron/log-view/columns/bit-column.ts';
import { ChunkedColumn } from '../../../electron/log-view/columns/chunked-column.ts';
import { TimeColumn } from '../../../electron/log-view/columns/time-column.ts';

describe('BitColumn', () => {
  it('ranks and selects as a plain list does', () => {
    const runs = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 9_000 })), { maxLength: 30 });
    fc.assert(
      fc.property(runs, fc.array(fc.nat(200_000), { maxLength: 20 }), (pieces, asked) => {
        const column = new BitColumn();
        const set: number[] = [];
        let length = 0;
        for (const [bit, count] of pieces) {
          for (let at = 0; at < count; at += 1) {
            column.push(bit);
            if (bit) set.push(length);
            length += 1;
          }
        }
        expect([column.length, column.count]).toEqual([length, set.length]);
        for (const index of [...asked.map((one) => one % (length + 2)), length]) {
          expect(column.rank(index)).toBe(set.filter((position) => position < index).length);
          expect(column.get(index)).toBe(set.includes(index));
        }
        for (const nth of asked.map((one) => one % (set.length + 1))) {
          expect(column.select(nth)).toBe(set[nth] ?? -1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('TimeColumn', () => {
  it('gives back every time it was given', () => {
    const time = fc.oneof(
      fc.integer({ min: 0, max: 5_000_000_000_000 }),
      fc.integer({ min: 990_000_000_000, max: 990_003_600_000 }),
      fc.constant(NaN),
    );
    fc.assert(
      fc.property(fc.array(time, { maxLength: 300 }), fc.nat(20), fc.nat(300), (times, repeat, cut) => {
        const column = new TimeColumn();
        const plain: number[] = [];
        for (let round = 0; round <= repeat; round += 1) {
          for (const one of times) {
            column.push(one);
            plain.push(one);
          }
        }
        const changed = Math.floor(plain.length / 2);
        if (plain.length > 0) {
          column.set(changed, 77);
          plain[changed] = 77;
        }
        const left = Math.max(0, plain.length - cut);
        column.truncate(left);
        plain.length = left;
        expect(column.length).toBe(plain.length);
        expect(plain.map((_, index) => column.get(index))).toEqual(plain);
        const wanted = plain[plain.length - 1] ?? 0;
        expect(column.firstFrom(wanted)).toBe(plain.findIndex((one) => one >= wanted));
      }),
      { numRuns: 100 },
    );
  });
});

describe('ChunkedColumn', () => {
  it('grows, changes and shrinks as a list does', () => {
    const column = ChunkedColumn.words();
    for (let at = 0; at < 40_000; at += 1) column.push(at % 65_536);
    column.set(20_000, 7);
    column.truncate(30_000);
    column.push(9);
    expect([column.length, column.get(19_999), column.get(20_000), column.get(30_000)]).toEqual([
      30_001, 19_999, 7, 9,
    ]);
    expect(column.get(50_000)).toBe(0);
  });
});
