import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ScrollPlace,
  type ScrollShape,
  drawnRows,
  elementHeight,
  placeAt,
  placeHeld,
  rowsInSight,
  scrolledTo,
  settled,
  tallestElement,
  virtualTopFor,
} from '../../../renderer/view-model/log-view-scroll.ts';

const shape = (rows: number, viewport = 440): ScrollShape => ({ rows, rowHeight: 22, viewport });
const start: ScrollPlace = { top: 0, virtualTop: 0 };
const tenMillion = shape(10_000_000);
const lastTop = (of: ScrollShape): number => elementHeight(of) - of.viewport;
const firstInSight = (place: ScrollPlace): number => Math.floor(place.virtualTop / 22);

describe('a list that the browser can lay out', () => {
  const small = shape(1_000);

  it('is as high as its rows', () => expect(elementHeight(small)).toBe(22_000));

  it('draws what is in sight and a few rows more', () => {
    expect(drawnRows(scrolledTo(2_200, start, small), small)).toEqual({
      first: 94,
      last: 125,
      offset: 94 * 22,
    });
    expect(drawnRows(start, small).first).toBe(0);
    expect(drawnRows(placeAt(1e9, small), small).last).toBe(999);
  });

  it('draws nothing of an empty list', () => {
    const { first, last } = drawnRows(start, shape(0));
    expect(last).toBeLessThan(first);
  });
});

describe('an element that does not go where it was set to', () => {
  const small = shape(1_000);

  it('shows its first row at its beginning', () => {
    const held = placeHeld(0, placeAt(198, small), small);
    expect(held).toEqual(start);
    expect(drawnRows(held, small)).toMatchObject({ first: 0, offset: 0 });
  });

  it('shows what belongs to where it stands, however far that is from what was wanted', () => {
    const held = placeHeld(2_200, placeAt(20_000, small), small);
    expect(held).toEqual({ top: 2_200, virtualTop: 2_200 });
  });

  it('keeps the place when only the pixels of the screen rounded it', () => {
    const wanted = placeAt(150_000_000, tenMillion);
    const held = placeHeld(wanted.top + 0.4, wanted, tenMillion);
    expect(held.virtualTop).toBe(wanted.virtualTop);
  });
});

describe('ten million rows', () => {
  it('are as high as a browser allows', () => expect(elementHeight(tenMillion)).toBe(tallestElement));

  it('end at the last row when the bar is at its end', () => {
    const place = scrolledTo(lastTop(tenMillion), start, tenMillion);
    expect(drawnRows(place, tenMillion).last).toBe(9_999_999);
  });

  it('stand in the middle when the bar does', () => {
    const place = scrolledTo(lastTop(tenMillion) / 2, start, tenMillion);
    expect(firstInSight(place)).toBeCloseTo(5_000_000, -2);
  });

  it('move a pixel for a pixel when the wheel is turned, in the squeezed middle too', () => {
    const middle = scrolledTo(4_000_000, start, tenMillion);
    const next = scrolledTo(4_000_000 + 66, middle, tenMillion);
    expect(next.virtualTop - middle.virtualTop).toBe(66);
    expect(next.top).toBe(4_000_066);
  });

  it('can be scrolled to the first row with the wheel alone, from anywhere near it', () => {
    let place = placeAt(1_600_000, tenMillion);
    for (let turn = 0; turn < 40_000 && place.virtualTop > 0; turn += 1) {
      place = scrolledTo(Math.max(0, place.top - 100), place, tenMillion);
      if (turn % 50 === 0) place = settled(place, tenMillion);
    }
    expect(place).toEqual(start);
  });

  it('can be scrolled to the last row with the wheel alone', () => {
    const end = 10_000_000 * 22 - tenMillion.viewport;
    let place = placeAt(end - 1_600_000, tenMillion);
    for (let turn = 0; turn < 40_000 && place.virtualTop < end; turn += 1) {
      place = scrolledTo(Math.min(lastTop(tenMillion), place.top + 100), place, tenMillion);
      if (turn % 50 === 0) place = settled(place, tenMillion);
    }
    expect(drawnRows(place, tenMillion).last).toBe(9_999_999);
  });

  it('stay where they are when the bar is put right at rest', () => {
    let place = placeAt(50_000_000, tenMillion);
    for (let turn = 0; turn < 500; turn += 1) place = scrolledTo(place.top + 120, place, tenMillion);
    expect(settled(place, tenMillion).virtualTop).toBe(place.virtualTop);
  });
});

describe('any list', () => {
  const shapes = fc.record({
    rows: fc.oneof(fc.nat(2_000), fc.nat(20_000_000)),
    rowHeight: fc.constant(22),
    viewport: fc.integer({ min: 1, max: 3_000 }),
  });

  it('brings every row into sight', () => {
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (of, share, middle) => {
        fc.pre(of.rows > 0);
        const row = Math.floor(share * (of.rows - 1));
        const place = placeAt(virtualTopFor(row, start, of, middle ? 'middle' : 'least'), of);
        const { first, last, offset } = drawnRows(place, of);
        expect(row).toBeGreaterThanOrEqual(first);
        expect(row).toBeLessThanOrEqual(last);
        // Where it is drawn, seen from the top of the element's visible part.
        const y = offset + (row - first) * 22 - place.top;
        expect(y).toBeGreaterThan(-22);
        expect(y).toBeLessThan(of.viewport);
      }),
    );
  });

  it('keeps the bar within the element and draws rows that exist', () => {
    fc.assert(
      fc.property(shapes, fc.array(fc.nat(tallestElement), { maxLength: 20 }), (of, tops) => {
        let place = start;
        for (const wanted of tops) {
          const most = Math.max(0, lastTop(of));
          place = scrolledTo(Math.min(wanted, most), place, of);
          expect(place.top).toBeGreaterThanOrEqual(0);
          expect(place.top).toBeLessThanOrEqual(most);
          expect(drawnRows(place, of).first).toBeGreaterThanOrEqual(0);
          expect(drawnRows(place, of).last).toBeLessThan(of.rows);
        }
      }),
    );
  });
});

describe('bringing a row into sight', () => {
  const of = shape(1_000);
  const place = placeAt(2_200, of);

  it('moves nothing when it is in sight', () => expect(virtualTopFor(105, place, of, 'middle')).toBe(2_200));
  it('moves no more than needed', () => {
    expect(virtualTopFor(99, place, of, 'least')).toBe(99 * 22);
    expect(virtualTopFor(120, place, of, 'least')).toBe(121 * 22 - 440);
  });
  it('puts a far row in the middle', () =>
    expect(virtualTopFor(500, place, of, 'middle')).toBe(500 * 22 - 209));
  it('pages by whole rows', () => {
    expect(rowsInSight(of)).toBe(20);
    expect(rowsInSight(shape(5, 3))).toBe(1);
  });
});
