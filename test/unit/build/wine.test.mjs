import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NEEDED } from '../../../build/bootstrap/system-packages.mjs';
import { wineEnvironment } from '../../../build/bootstrap/wine.mjs';
import { steadyLaunchers } from '../../../build/bootstrap/wine-launchers.mjs';
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
      expect(env.PATH?.endsWith(process.env.PATH ?? '')).toBe(true);
    } finally {
      if (before === undefined) delete process.env.DISPLAY;
      else process.env.DISPLAY = before;
    }
  });
});

describe("Wine's programs", () => {
  /** @type {string} */
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'launchers-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** @param {string} name */
  function program(name) {
    const file = path.join(folder, name);
    writeFileSync(
      file,
      '#!/bin/sh\nread -r personality </proc/self/personality\necho "$personality $*"\nexit 7\n',
    );
    chmodSync(file, 0o755);
  }

  it('are started without random addresses, with their arguments and exit codes', () => {
    program('wine');
    program('wineserver');
    const launchers = steadyLaunchers(path.join(folder, 'cache'), `${folder}:${process.env.PATH ?? ''}`);
    // Where that is forbidden there are none.
    if (spawnSync('setarch', ['x86_64', '-R', 'true']).status !== 0) {
      expect(launchers).toBeNull();
      return;
    }
    const ended = spawnSync(path.join(launchers ?? '', 'wine'), ['reg.exe', 'a  b', '"'], {
      encoding: 'utf8',
    });
    expect(ended.stdout).toBe('00040000 reg.exe a  b "\n');
    expect(ended.status).toBe(7);
    expect(steadyLaunchers(path.join(folder, 'cache'), `${folder}:${process.env.PATH ?? ''}`)).toBe(
      launchers,
    );
    expect(readFileSync(path.join(launchers ?? '', 'wineserver'), 'utf8')).toContain(folder);
  });

  it('are started as they are where one of them is missing', () => {
    program('wine');
    expect(steadyLaunchers(path.join(folder, 'cache'), folder)).toBeNull();
  });
});
