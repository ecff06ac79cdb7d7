import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  allOrNothing,
  cannotRun,
  closingLine,
  countsOf,
  selectChecks,
  skippedBecause,
} from '../../../build/checks/outcome.mjs';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the closing line', () => {
  it('adds up all checks', () => {
    expect(closingLine([allOrNothing(true), allOrNothing(false), { passed: 40, failed: 2 }])).toBe(
      '41 passed, 3 failed',
    );
  });

  it('names what was skipped', () => {
    expect(closingLine([allOrNothing(true), skippedBecause('no display')])).toBe(
      '1 passed, 0 failed, 1 skipped',
    );
  });
});

describe('outcomes', () => {
  it('count a runner that failed without a failed test', () => {
    expect(countsOf({ passed: 0, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(countsOf({ passed: 5, failed: 2, skipped: 0 }, 1).failed).toBe(2);
    expect(countsOf({ passed: 5, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  });

  it('let a person go on without what cannot be set up, but not a build machine', () => {
    vi.stubEnv('CI', '');
    expect(cannotRun('no xvfb')).toMatchObject({ failed: 0, skipped: 1, why: 'no xvfb' });
    vi.stubEnv('CI', 'true');
    expect(cannotRun('no xvfb')).toMatchObject({ failed: 1, why: 'no xvfb' });
  });
});

describe('choosing checks', () => {
  const checks = ['format', 'unit', 'e2e'].map((id) => ({
    id,
    title: id,
    run: () => Promise.resolve(allOrNothing(true)),
  }));
  const ids = (/** @type {string[]} */ ...args) => selectChecks(checks, args).map(({ id }) => id);

  it('takes all by default, and the named ones in their usual order', () => {
    expect(ids()).toEqual(['format', 'unit', 'e2e']);
    expect(ids('--only', 'e2e,unit')).toEqual(['unit', 'e2e']);
    expect(ids('--only=unit')).toEqual(['unit']);
  });

  it('does not take a name it does not know for success', () => {
    expect(() => ids('--only', 'units')).toThrow('units');
    expect(() => ids('unit')).toThrow('unit');
    expect(() => ids('--only')).toThrow('--only');
  });
});
