import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SiteEvidence } from '../../../electron/engine/evidence/model.ts';
import { compareInboxes } from '../../../electron/engine/inboxes/compare-inboxes.ts';
import { diagnose } from '../../../electron/engine/reasoning/diagnose.ts';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { emptySite, inbox, may } from '../reasoning/site.ts';

const knowledge = await loadKnowledge(path.resolve(import.meta.dirname, '../../../assets'));

function collected(
  time: string | null,
  counts: Readonly<Record<string, number>>,
  change: Partial<SiteEvidence> = {},
): Diagnosis {
  const source = { kind: 'snapshot' as const, path: 'snapshot.ini', line: 3 };
  const at = time === null ? null : may(17, time);
  return diagnose(
    {
      ...emptySite,
      label: `at ${time ?? 'no time'}`,
      collectedAt: at === null ? null : { value: at, source },
      siteCodes: [{ value: 'CEN', source }],
      inboxes: Object.entries(counts).map(([name, files]) => inbox(name, files, at)),
      coverage: { ...emptySite.coverage, inboxes: true },
      ...change,
    },
    knowledge,
    { answers: [] },
  );
}

const one = (before: number, after: number, minutes = '12:30') =>
  compareInboxes(collected('12:00', { 'ddm.box': before }), collected(minutes, { 'ddm.box': after }))
    .changes[0];

describe('two collections', () => {
  it('tell how fast an inbox drains and when it is empty', () => {
    expect(one(780, 420)).toMatchObject({
      trend: 'draining',
      filesPerMinute: -12,
      emptyInMinutes: 35,
      text: expect.stringMatching(/^Draining at 12 files a minute; empty in about 35 minutes/) as string,
    });
  });

  it('tell slow changes by the hour or the day', () => {
    expect(one(100, 90)?.text).toContain('20 files an hour');
    expect(one(100, 90, '23:59')?.text).toContain('20 files a day');
  });

  it('tell growth', () => {
    expect(one(100, 400)).toMatchObject({ trend: 'growing', filesPerMinute: 10, emptyInMinutes: null });
  });

  it('tell what is empty now', () => {
    expect(one(100, 0)).toMatchObject({ trend: 'emptied', emptyInMinutes: null });
  });

  it.each([
    [10, 13, 'steady'],
    [10, 14, 'growing'],
    [10, 7, 'steady'],
    [10, 6, 'draining'],
    [1000, 1020, 'steady'],
    [1000, 1021, 'growing'],
  ])('take %i, then %i for %s: a little coming and going is no trend', (before, after, trend) => {
    expect(one(before, after)?.trend).toBe(trend);
  });

  it('are put in the order of time', () => {
    const early = collected('12:00', { 'ddm.box': 780 });
    const late = collected('12:30', { 'ddm.box': 420 });
    expect(compareInboxes(late, early)).toEqual(compareInboxes(early, late));
  });

  it('count the offset of the clocks', () => {
    const clock = (offsetMinutes: number) => ({
      clock: { offsetMinutes, basis: 'snapshot' as const, source: null },
    });
    const summer = collected('12:00', { 'ddm.box': 100 }, clock(120));
    const winter = collected('11:30', { 'ddm.box': 200 }, clock(60));
    expect(compareInboxes(summer, winter)).toMatchObject({ minutes: 30, problem: null });
  });

  it('of two sites are not compared', () => {
    const other = collected(
      '12:30',
      { 'ddm.box': 1 },
      {
        siteCodes: [{ value: 'NYC', source: { kind: 'snapshot', path: 'snapshot.ini', line: 4 } }],
      },
    );
    const compared = compareInboxes(collected('12:00', { 'ddm.box': 5 }), other);
    expect(compared).toMatchObject({ minutes: null, changes: [] });
    expect(compared.problem).toContain('two sites: CEN and NYC');
  });

  it('of one time, or without one, show the numbers and no pace', () => {
    const same = compareInboxes(collected('12:00', { 'ddm.box': 5 }), collected('12:00', { 'ddm.box': 50 }));
    expect(same.problem).toContain('same time');
    expect(same.changes).toMatchObject([{ trend: 'unknown', filesPerMinute: null }]);
    const timeless = compareInboxes(collected(null, { 'ddm.box': 5 }), collected('12:00', { 'ddm.box': 50 }));
    expect(timeless.problem).toContain('does not say when it was collected');
  });

  it('do not take a number that was told by hand for a collected one', () => {
    const source = { kind: 'snapshot' as const, path: 'snapshot.ini', line: 3 };
    const told = diagnose({ ...emptySite, collectedAt: { value: may(17, '12:30'), source } }, knowledge, {
      answers: [{ question: 'inbox:ddm.box', value: '420/900', by: 'A. Meyer', at: '2001-05-17T15:00:00' }],
    });
    const [change] = compareInboxes(collected('12:00', { 'ddm.box': 780 }), told).changes;
    expect(change).toMatchObject({ trend: 'unknown', filesPerMinute: null, emptyInMinutes: null });
    expect(change?.text).toContain('told by hand by A. Meyer on 17 May 2001, 15:00');
  });

  it('leave open what only one of them has, and leave out what is empty in both', () => {
    const compared = compareInboxes(
      collected('12:00', { 'ddm.box': 5, 'sinv.box': 0 }),
      collected('12:30', { 'dataldr.box': 7, 'sinv.box': 0 }),
    );
    expect(compared.changes.map((change) => [change.path, change.trend])).toEqual([
      ['Inboxes/dataldr.box', 'unknown'],
      ['Inboxes/ddm.box', 'unknown'],
    ]);
  });
});
