import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Timeline, TimelineLane } from '../../../electron/engine/reasoning/diagnosis.ts';
import { nextItem } from '../../../renderer/components/timeline/timeline-keys.ts';
import {
  firstRange,
  isWhole,
  itemsInOrder,
  panned,
  pictureOf,
  rangeText,
  shortestWindow,
  wholeRange,
  zoomed,
} from '../../../renderer/view-model/timeline.ts';

function lane(component: string, change: Partial<TimelineLane> = {}): TimelineLane {
  return {
    component,
    kind: 'thread',
    lines: 10,
    first: { time: '2001-05-14T08:00:00', source: `Logs/${component}.log:1`, text: 'first' },
    last: { time: '2001-05-17T20:40:00', source: `Logs/${component}.log:10`, text: 'last' },
    spans: [],
    state: 'writing',
    because: 'It wrote three minutes before the end.',
    ...change,
  };
}

const despool = lane('Despool', {
  state: 'waiting',
  spans: [
    {
      kind: 'waiting',
      from: '2001-05-17T02:23:41',
      to: '2001-05-17T05:43:10',
      fromSource: 'Logs/Despool.log:7',
      toSource: 'Logs/Despool.log:10',
      lines: 4,
      text: 'waits 4 times from 02:23 to 05:43',
    },
  ],
});

const site: Timeline = {
  from: '2001-05-14T08:00:00',
  to: '2001-05-17T20:43:00',
  lanes: [lane('Sitecomp', { kind: 'service' }), lane('Ddm', { state: 'idle' }), despool],
  marks: [
    {
      kind: 'backup-completed',
      service: null,
      time: '2001-05-17T02:20:00',
      source: 'Logs/Smsbkup.log:1',
      text: '',
    },
    {
      kind: 'service-started',
      service: 'SMS_EXECUTIVE',
      time: '2001-05-17T02:21:00',
      source: 'Logs/Smsexec.log:3',
      text: 'started',
    },
    { kind: 'collected', service: null, time: '2001-05-17T20:43:00', source: '', text: '' },
  ],
  words: [],
};

const whole = wholeRange(site) ?? { from: 0, to: 1 };

describe('what part of the timeline is shown', () => {
  it('is the last day and a half at first', () => {
    expect(rangeText(firstRange(whole))).toBe('16 May 08:43 to 17 May 20:43');
  });

  it('is nothing when no line carries a time', () => {
    expect(wholeRange({ ...site, from: null, to: null })).toBeNull();
  });

  it('stays within what there is, however it is zoomed and moved', () => {
    const step = fc.oneof(
      fc.record({
        zoom: fc.double({ min: 0.01, max: 100, noNaN: true }),
        around: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.record({ pan: fc.double({ min: -5, max: 5, noNaN: true }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let range = firstRange(whole);
        for (const one of steps) {
          range = 'zoom' in one ? zoomed(range, one.zoom, one.around, whole) : panned(range, one.pan, whole);
          expect(range.from).toBeGreaterThanOrEqual(whole.from - 1);
          expect(range.to).toBeLessThanOrEqual(whole.to + 1);
          expect(range.to - range.from).toBeGreaterThanOrEqual(shortestWindow - 1);
          const picture = pictureOf(site, range);
          expect(picture.ticks.length).toBeLessThanOrEqual(8);
          for (const item of itemsInOrder(picture)) {
            expect(item.from).toBeGreaterThanOrEqual(-1e-9);
            expect(item.to).toBeLessThanOrEqual(1 + 1e-9);
          }
        }
      }),
    );
  });

  it('can be all of it', () => {
    expect(isWhole(zoomed(firstRange(whole), 100, 0.5, whole), whole)).toBe(true);
    expect(isWhole(firstRange(whole), whole)).toBe(false);
  });
});

describe('the picture of a timeline', () => {
  const picture = pictureOf(site, firstRange(whole));

  it('has the lanes that stand still first, and idle ones last', () => {
    expect(picture.lanes.map(({ name }) => name)).toEqual(['Despool', 'Sitecomp', 'Ddm']);
  });

  it('says each thing in words, with the place it was read from', () => {
    const texts = itemsInOrder(picture).map(({ text, source }) => [text, source]);
    expect(texts).toContainEqual(['Despool: waits 4 times from 02:23 to 05:43', 'Logs/Despool.log:7']);
    expect(texts).toContainEqual(['17 May 02:21:00: SMS_EXECUTIVE started (started)', 'Logs/Smsexec.log:3']);
    expect(texts).toContainEqual(['17 May 20:43:00: Evidence collected', '']);
  });

  it('leaves out what lies outside of it', () => {
    const early = pictureOf(site, { from: whole.from, to: whole.from + 3_600_000 });
    expect(early.flags).toEqual([]);
    expect(early.lanes.find(({ name }) => name === 'Despool')?.items.map(({ kind }) => kind)).toEqual([
      'first-line',
    ]);
    expect(early.end).toBeNull();
  });
});

describe('keys in a timeline', () => {
  const picture = pictureOf(site, firstRange(whole));
  const items = itemsInOrder(picture);

  it('go through all items in the order of time', () => {
    const seen = [items[0]];
    for (;;) {
      const from = seen.at(-1);
      const next = from === undefined ? null : nextItem('ArrowRight', from, picture);
      if (next === null) break;
      seen.push(next);
    }
    expect(seen).toEqual(items);
  });

  it('go up and down to the nearest item of the next row', () => {
    const executive = items.find(({ text }) => text.includes('SMS_EXECUTIVE'));
    if (executive === undefined) throw new Error('The start of the Executive is missing.');
    expect(nextItem('ArrowDown', executive, picture)).toMatchObject({ lane: 'Despool', kind: 'waiting' });
    expect(nextItem('ArrowUp', executive, picture)).toBeNull();
    expect(nextItem('x', executive, picture)).toBeNull();
  });
});
