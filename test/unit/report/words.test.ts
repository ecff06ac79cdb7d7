import { describe, expect, it } from 'vitest';
import { wrap } from '../../../electron/report/render-text.ts';
import {
  ageWords,
  count,
  offsetWords,
  plainTime,
  serverTime,
  sizeWords,
} from '../../../electron/report/words.ts';

describe('words', () => {
  it.each([
    ['2001-05-17T02:23:00', '17 May 2001, 02:23'],
    ['2001-05-07T22:03:59-04:00', '7 May 2001, 22:03'],
    ['2001-13-07T22:03:59', '2001-13-07T22:03:59'],
    ['not a time', 'not a time'],
  ])('time %s', (iso, wanted) => {
    expect(plainTime(iso)).toBe(wanted);
  });

  it('says when a time is not known, and does not call something else server time', () => {
    expect(serverTime(null)).toBe('not known');
    expect(serverTime('soon')).toBe('soon');
    expect(serverTime('2001-05-17T02:23:00')).toBe('17 May 2001, 02:23 server time');
  });

  it.each([
    [null, 'not known'],
    [-5, 'in the future'],
    [0, 'under a minute'],
    [1, '1 minute'],
    [119, '119 minutes'],
    [900, '15 hours'],
    [4320, '3 days'],
  ])('age %s', (minutes, wanted) => {
    expect(ageWords(minutes)).toBe(wanted);
  });

  it('counts, sizes and offsets', () => {
    expect(count(1, 'inbox', 'inboxes')).toBe('1 inbox');
    expect(count(1204, 'file')).toBe('1,204 files');
    expect([0, 1, 1023, 1024, 10_240, 5_000_000].map(sizeWords)).toEqual([
      '0 bytes',
      '1 byte',
      '1,023 bytes',
      '1.0 KB',
      '10 KB',
      '4.8 MB',
    ]);
    expect([-240, 0, 330].map(offsetWords)).toEqual(['UTC-4', 'UTC+0', 'UTC+5:30']);
  });

  it('wraps without losing a character', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(wrap('', 10)).toEqual([]);
  });
});
