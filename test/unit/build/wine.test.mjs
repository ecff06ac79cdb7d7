import { describe, expect, it } from 'vitest';
import { NEEDED } from '../../../build/bootstrap/system-packages.mjs';
import { wineEnvironment } from '../../../build/bootstrap/wine.mjs';
import { wineTests } from '../../../build/checks/wine-checks.mjs';

describe('the tests under Wine', () => {
  it('are skipped where there is no Wine, and that is no failure on a build machine either', async () => {
    expect(await wineTests(() => Promise.resolve('wine was not found.'))).toEqual({
      ...{ passed: 0, failed: 0, skipped: 1 },
      // `npm test` prints it as "skipped: no Wine".
      why: 'no Wine',
    });
  });

  it('bring the compiler for the programs they need', () => {
    expect(NEEDED.wine.flat()).toEqual(['wine64', 'wine', 'gcc-mingw-w64-x86-64-win32']);
  });

  it('start every program in its own prefix, without a window', () => {
    const before = process.env.DISPLAY;
    process.env.DISPLAY = ':7';
    try {
      const env = wineEnvironment('/somewhere');
      expect(env.WINEPREFIX).toBe('/somewhere');
      expect(env.DISPLAY).toBeUndefined();
      expect(env.PATH).toBe(process.env.PATH);
    } finally {
      if (before === undefined) delete process.env.DISPLAY;
      else process.env.DISPLAY = before;
    }
  });
});
