import { describe, expect, it } from 'vitest';
import { type WrittenLog, clockOfFiles } from '../../../electron/site/file-clock.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2001, 4, 17, 12);

/** Logs whose last lines were written so many minutes after noon, and whose files are dated so many minutes later. */
const logs = (...pairs: readonly (readonly [line: number, dated: number])[]): readonly WrittenLog[] =>
  pairs.map(([line, dated], index) => ({
    path: `Logs/${String(index)}.log`,
    lastLine: NOON + line * MINUTE,
    written: NOON + dated * MINUTE,
  }));

describe('the clock of files', () => {
  it('is what most logs tell', () => {
    expect(clockOfFiles(logs([0, 240], [10, 250], [30, 270.5], [5, 700]))).toMatchObject({
      offsetMinutes: -240,
      basis: 'file-times',
    });
    expect(clockOfFiles(logs([570, 0], [600, 30], [690, 120]))?.offsetMinutes).toBe(570);
  });

  it('is not told by files that were copied without their dates', () => {
    // All were copied at once; the lines that happen to be a quarter of an hour apart prove nothing.
    expect(clockOfFiles(logs([0, 60], [0.5, 60.1], [-0.5, 60.2], [-90, 60.3]))).toBeNull();
    expect(clockOfFiles(logs([0, 68], [-20, 68], [-47, 68], [-300, 68]))).toBeNull();
  });

  it('is not told by too few, nor by those that do not agree', () => {
    expect(clockOfFiles(logs([0, 240], [10, 250]))).toBeNull();
    expect(clockOfFiles(logs([0, 240], [10, 250], [30, 270], [0, 300], [10, 310], [30, 330]))).toBeNull();
    expect(clockOfFiles([])).toBeNull();
  });
});
