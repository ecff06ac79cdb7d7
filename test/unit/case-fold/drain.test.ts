/** Pace and time to empty from counts of files. */
import { describe, expect, it } from 'vitest';
import { drainTrend, drainView } from '../../../electron/engine/case/drain.ts';

const INBOX = 'Inboxes/Despoolr.box/Receive';

/** One count every `seconds`. */
function counts(files: readonly number[], seconds = 60): { at: string; files: number }[] {
  return files.map((count, index) => ({
    at: new Date(Date.UTC(2001, 4, 17, 2, 23, index * seconds)).toISOString(),
    files: count,
  }));
}

describe('a backlog', () => {
  it('that drains has a pace and a time to empty', () => {
    const view = drainView(INBOX, counts([480, 468, 456, 444, 432, 420]));
    expect(view?.filesPerMinute).toBeCloseTo(-12);
    expect(view?.emptyInMinutes).toBeCloseTo(35);
    expect(view?.text).toBe('Drains at 12 files a minute, empty in about 35 minutes');
  });

  it('is judged by its latest counts', () => {
    const view = drainView(
      INBOX,
      counts([10, 20, 40, 80, 160, ...Array.from({ length: 10 }, (_, n) => 150 - 10 * n)]),
    );
    expect(view?.filesPerMinute).toBeCloseTo(-10);
  });

  it.each([
    [[], 'unknown'],
    [[5], 'unknown'],
    [[0], 'empty'],
    [[5, 3, 0], 'empty'],
    [[100, 90], 'unknown'],
    [[100, 90, 80], 'falls'],
    [[100, 110, 120], 'grows'],
    [[100, 100, 100], 'stands'],
    [[100, 99, 100], 'stands'],
    [[1000, 995, 990], 'stands'],
  ] as const)('of %j files: %s', (files, trend) => {
    expect(drainTrend(counts(files))).toBe(trend);
  });

  it.each([
    [[100, 110, 120], 60, 'Grows by 10 files a minute'],
    [[100, 97, 94], 3600, 'Drains at 3 files an hour, empty in about 31 hours'],
    [[1000, 900, 800], 3600 * 24, 'Drains at 4 files an hour, empty in about 8 days'],
    [[40, 20, 4], 60, 'Drains at 18 files a minute, empty in about a minute'],
    [[0], 60, 'No file waits any more'],
    [[1], 60, '1 file waits. A few more counts are needed to tell the pace'],
    [[7, 7, 7], 60, '7 files wait, and the number stays about the same'],
  ] as const)('of %j every %i seconds says it in words', (files, seconds, text) => {
    expect(drainView(INBOX, counts(files, seconds))?.text).toBe(text);
  });

  it('has no curve before the first count', () => {
    expect(drainView(INBOX, [])).toBeNull();
  });

  it('is not told from times before the clock was set back, nor from two counts at once', () => {
    const [first, ...rest] = counts([500, 100, 90, 80]);
    const later = { at: '2001-05-17T09:00:00.000Z', files: first?.files ?? 0 };
    expect(drainView(INBOX, [later, ...rest])?.filesPerMinute).toBeCloseTo(-10);
    const same = counts([9, 8, 7], 0);
    expect(drainView(INBOX, same)).toMatchObject({ filesPerMinute: null, emptyInMinutes: null });
  });
});
