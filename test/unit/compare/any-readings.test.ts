import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareReadings } from '../../../electron/engine/case/compare-readings.ts';
import { compareInboxes } from '../../../electron/engine/inboxes/compare-inboxes.ts';
import { hung, reading, well, type Told } from './made-up-site.ts';

const moments = ['17 06:00', '17 12:00', '17 17:30', '17 18:30', '18 09:00', '20 09:00'] as const;
const receive = fc.option(
  fc.constantFrom<NonNullable<Told['receive']>>(
    { files: 0 },
    { files: 3, oldest: '17 02:00' },
    { files: 12, oldest: '17 05:30' },
    { files: 400, oldest: '17 02:24' },
    { files: 405, oldest: '17 02:24' },
    { files: 600, oldest: '17 02:24' },
  ),
);

/** Any reading of the site: hung, well, half known, of any release. */
const told = fc.record({
  at: fc.constantFrom(...moments),
  release: fc.option(fc.constantFrom('2.0 SP2', '2.0 SP3', '2.0 SP4')),
  despooler: fc.option(
    fc.constantFrom<NonNullable<Told['despooler']>>(
      {},
      { waits: '17 02:23' },
      { waits: '17 02:23', until: '17 05:00', works: '17 05:30' },
    ),
  ),
  others: fc.option(fc.constantFrom('17 02:20', '17 05:59')),
  receive,
  services: fc.constantFrom<NonNullable<Told['services']>>(
    {},
    { SMS_EXECUTIVE: 'running', SMS_SITE_COMPONENT_MANAGER: 'running' },
    { SMS_EXECUTIVE: 'stopped', SMS_SITE_COMPONENT_MANAGER: 'running' },
    { SMS_EXECUTIVE: 'stop-pending' },
  ),
  backups: fc.constantFrom([], ['17 02:19'], ['17 02:19', '17 05:50']),
});
const flip = {
  better: 'worse',
  worse: 'better',
  changed: 'changed',
  same: 'same',
  'cannot-tell': 'cannot-tell',
};

describe('any reading', () => {
  it('beside itself is neither fixed nor worse', () => {
    fc.assert(
      fc.property(told, (site) => {
        const diagnosis = reading(site);
        const comparison = compareReadings(diagnosis, diagnosis);
        expect(comparison.outcome).toBe('cannot-tell');
        expect(comparison.facts.filter(({ change }) => change === 'better' || change === 'worse')).toEqual(
          [],
        );
        expect(new Set(comparison.findings.map(({ change }) => change))).toEqual(new Set(['same']));
      }),
      { numRuns: 150 },
    );
  });

  it('beside another one the other way round turns better into worse', () => {
    fc.assert(
      fc.property(told, told, (first, second) => {
        const [a, b] = [reading(first), reading(second)];
        const there = compareReadings(a, b);
        const back = new Map(compareReadings(b, a).facts.map((fact) => [fact.id, fact.change]));
        for (const { id, change } of there.facts) expect([id, back.get(id)]).toEqual([id, flip[change]]);
      }),
      { numRuns: 200 },
    );
  });

  it('is called fixed only on evidence', () => {
    let fixed = 0;
    const check = (first: Told, second: Told): void => {
      const [a, b] = [reading(first), reading(second)];
      const { outcome, findings, facts } = compareReadings(a, b);
      if (outcome !== 'fixed') return;
      fixed += 1;
      expect(b.at > a.at).toBe(true);
      expect(b.findings.filter(({ verdict }) => verdict === 'confirmed' || verdict === 'likely')).toEqual([]);
      expect(findings.some(({ change }) => change === 'flipped')).toBe(true);
      expect(findings.some(({ change }) => change === 'new' || change === 'lost-evidence')).toBe(false);
      expect(facts.some(({ change }) => change === 'worse')).toBe(false);
      expect(b.stalls.filter(({ kind }) => kind !== 'idle')).toEqual([]);
      expect(b.inboxes.filter(({ backlog }) => backlog)).toEqual([]);
    };
    check(hung, well);
    fc.assert(fc.property(told, told, check), { numRuns: 600 });
    expect(fixed).toBeGreaterThan(0);
  });

  it('holds the same inboxes as the page for them', () => {
    fc.assert(
      fc.property(told, told, (first, second) => {
        const [a, b] = [reading(first), reading(second)];
        const { inboxes } = compareReadings(a, b);
        if (inboxes !== null) expect(inboxes).toEqual(compareInboxes(a, b));
      }),
      { numRuns: 50 },
    );
  });
});
