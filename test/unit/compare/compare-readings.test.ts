import { describe, expect, it } from 'vitest';
import { compareReadings } from '../../../electron/engine/case/compare-readings.ts';
import type { FixOutcome, SiteComparison } from '../../../electron/engine/case/comparison.ts';
import { hung, reading, well, type Told } from './made-up-site.ts';

const before = reading(hung);
const against = (after: Told): SiteComparison => compareReadings(before, reading(after));
const fact = (comparison: SiteComparison, id: string) =>
  comparison.facts.find((candidate) => candidate.id === id);
const finding = (comparison: SiteComparison, id: string) =>
  comparison.findings.find((candidate) => candidate.id === id);

describe('the made-up sites', () => {
  it('are what they are called', () => {
    expect(before.findings[0]).toMatchObject({ id: 'Q260366', verdict: 'confirmed' });
    expect(reading(well)).toMatchObject({ verdict: 'no-known-fault', stalls: [] });
  });
});

/** `[what is read afterwards, the outcome, what the headline says]` */
const table: readonly (readonly [string, Told, FixOutcome, RegExp])[] = [
  [
    'all well on the next morning',
    well,
    'fixed',
    /^Fixed: Q260366 no longer shows, and nothing got worse\.$/,
  ],
  ['well, after the upgrade to SP4', { ...well, release: '2.0 SP4' }, 'fixed', /^Fixed: Q260366/],
  [
    'restarted half an hour ago, the backlog draining',
    {
      ...well,
      at: '17 18:30',
      others: '17 18:29',
      backups: ['17 02:19'],
      receive: { files: 300, oldest: '17 03:00' },
    },
    'partly',
    /^Partly fixed: Q260366 no longer shows, and the backlog drains; it is empty in about 3 hours at this pace\.$/,
  ],
  [
    'restarted, but more files than in the first reading',
    {
      ...well,
      at: '17 18:30',
      others: '17 18:29',
      backups: ['17 02:19'],
      receive: { files: 500, oldest: '17 03:00' },
    },
    'partly',
    /backlog is still there; read again in a few minutes/,
  ],
  [
    'hung as before, an hour later',
    { ...hung, at: '17 18:30', receive: { files: 450, oldest: '17 02:24' } },
    'not-fixed',
    /^Not fixed: Q260366 is still confirmed, and the backlog has grown\.$/,
  ],
  [
    'hung as before, with as many files',
    { ...hung, at: '17 18:30' },
    'not-fixed',
    /^Not fixed: Q260366 is still confirmed\.$/,
  ],
  [
    'hung, and Site Component Manager stopped',
    {
      ...hung,
      at: '17 18:30',
      services: { SMS_EXECUTIVE: 'running', SMS_SITE_COMPONENT_MANAGER: 'stopped' },
    },
    'worse',
    /^Worse: Q260366 still shows, and SMS_SITE_COMPONENT_MANAGER is stopped\.$/,
  ],
  [
    'stopped and left so',
    {
      ...hung,
      at: '17 18:30',
      services: { SMS_EXECUTIVE: 'stopped', SMS_SITE_COMPONENT_MANAGER: 'running' },
    },
    'worse',
    /^Worse: whether the fault is gone is not shown, and SMS_EXECUTIVE is stopped\.$/,
  ],
  [
    'well, but Site Component Manager was not started again',
    { ...well, services: { SMS_EXECUTIVE: 'running', SMS_SITE_COMPONENT_MANAGER: 'stopped' } },
    'partly',
    /^Partly fixed: Q260366 no longer shows, but something got worse: SMS_SITE_COMPONENT_MANAGER, stopped\.$/,
  ],
  [
    'well, but another inbox has a backlog now',
    { ...well, inboxes: { 'ddm.box': { files: 900, oldest: '17 20:00' } } },
    'partly',
    /^Partly fixed: Q260366 no longer shows, but work piles up in ddm\.box\.$/,
  ],
  [
    'the other fault after an upgrade to SP3',
    {
      ...hung,
      at: '19 18:30',
      release: '2.0 SP3',
      despooler: { waits: '19 02:23' },
      others: '19 02:20',
      receive: { files: 420, oldest: '19 02:24' },
    },
    'worse',
    /^Worse: Q260366 no longer shows, but Q304381 does now\.$/,
  ],
  [
    'nothing but the release, which another service pack changed',
    { at: '18 09:00', release: '2.0 SP4', despooler: null, others: null, receive: null },
    'cannot-tell',
    /^It cannot be told: Q260366 is excluded, but nothing shows that the site works again\.$/,
  ],
  [
    'the waiting files moved away, the log of the despooler deleted',
    { ...hung, at: '17 20:45', despooler: null, receive: { files: 0 } },
    'cannot-tell',
    /^It cannot be told: Q260366 is excluded, but whether “.*waiting.*” still holds could not be seen\.$/,
  ],
  [
    'the same with all logs deleted, after another service pack',
    { ...hung, at: '17 20:45', release: '2.0 SP4', despooler: null, others: null, receive: { files: 0 } },
    'cannot-tell',
    /^It cannot be told: Q260366 is excluded, but whether/,
  ],
  [
    'without the logs',
    { ...well, despooler: null, others: null, receive: { files: 400, oldest: '17 02:24' } },
    'cannot-tell',
    /lacks what would show whether Q260366 is gone/,
  ],
  [
    'without the inboxes',
    { ...well, receive: null },
    'cannot-tell',
    /^It cannot be told yet: Q260366 no longer shows, but whether the backlog is gone was not read\.$/,
  ],
  [
    'the files thrown away, the despooler still waiting',
    { ...hung, at: '17 18:30', receive: { files: 0 } },
    'not-fixed',
    /^Not fixed: Q260366 is ruled out now, but “Despool.log ends with the waiting line.*” is still true\.$/,
  ],
  [
    'hung as before, after the upgrade to SP4',
    { ...hung, at: '17 20:30', release: '2.0 SP4' },
    'not-fixed',
    /is still true\.$/,
  ],
  [
    'a new crash beside it',
    { ...well, crash: '18 07:00' },
    'partly',
    /something got worse: Crash folders, 1 of 18 May 2001, 07:00\.$/,
  ],
  ['at the same moment', hung, 'cannot-tell', /nothing new was seen/],
  ['earlier', { ...well, at: '17 12:00' }, 'cannot-tell', /earlier than the first/],
  ['of another site', { ...well, code: 'NYC' }, 'cannot-tell', /these are two sites, CEN and NYC/],
  [
    'without any time',
    { at: null, despooler: null, others: null, receive: null, release: '2.0 SP4' },
    'cannot-tell',
    /does not say of when it is/,
  ],
];

describe('a hung site, read again', () => {
  it.each(table)('%s', (_name, after, outcome, headline) => {
    const comparison = against(after);
    expect([comparison.outcome, comparison.headline]).toEqual([outcome, expect.stringMatching(headline)]);
  });
});

describe('a comparison', () => {
  it('says which condition turned, and where that stands', () => {
    expect(finding(against(well), 'Q260366')).toMatchObject({
      before: 'confirmed',
      after: 'ruled out',
      change: 'flipped',
      because: expect.stringMatching(/was true and is false now.*Logs\/Despool\.log:\d+/s) as string,
    });
  });

  it('does not count it as gone that less was collected', () => {
    const comparison = against({ ...well, despooler: null, others: null, receive: null });
    expect(finding(comparison, 'Q260366')).toMatchObject({ change: 'lost-evidence', after: 'possible' });
    expect(comparison.because.join('\n')).toContain('To decide it: Copy SMS\\Logs\\Despool.log');
  });

  it('does not take a fault for cured whose release only became known', () => {
    const unknown = reading({ ...hung, release: null });
    const comparison = compareReadings(unknown, reading({ ...well, release: '2.0 SP4' }));
    expect(unknown.findings[0]?.verdict).toBe('likely');
    expect(finding(comparison, 'Q304381')).toMatchObject({ change: 'flipped' });
    const still = compareReadings(unknown, reading({ ...hung, at: '17 18:30', release: '2.0 SP4' }));
    expect(finding(still, 'Q304381')).toMatchObject({
      change: 'weaker',
      because: expect.stringContaining('It may never have been this fault.') as string,
    });
    expect(still.outcome).toBe('cannot-tell');
  });

  it('says that it can come back while the release stays', () => {
    expect(against({ ...well, backups: ['17 02:19'] }).because).toEqual(
      expect.arrayContaining([
        'Still to be seen: the site still runs 2.0 SP2, for which Q260366 is listed, so it can come back. 2.0 SP3 ends it.',
        'Still to be seen: no backup ended between the two readings. Read the site once more after the next one.',
      ]),
    );
    expect(against({ ...well, release: '2.0 SP4' }).because.join(' ')).not.toContain('Still to be seen');
  });

  it('tells each fact with its sources and puts what changed first', () => {
    const comparison = against({
      ...well,
      release: '2.0 SP4',
      services: { SMS_EXECUTIVE: 'running', SMS_SITE_COMPONENT_MANAGER: 'stopped' },
    });
    expect(comparison.facts[0]).toMatchObject({
      id: 'service-state:SMS_SITE_COMPONENT_MANAGER',
      before: 'running',
      after: 'stopped',
      change: 'worse',
      afterSource: 'snapshot.ini:3',
    });
    expect(fact(comparison, 'release')).toMatchObject({
      before: '2.0 SP2',
      after: '2.0 SP4',
      change: 'better',
    });
    expect(fact(comparison, 'inbox:despoolr.box/receive')).toMatchObject({
      before: '420 files, oldest 15 hours, a backlog',
      after: 'empty',
      change: 'better',
    });
    expect(fact(comparison, 'thread:SMS_DESPOOLER')).toMatchObject({ change: 'better' });
    expect(fact(comparison, 'backup-end')).toMatchObject({ after: '18 May 2001, 02:21', change: 'changed' });
    const order = comparison.facts.map(({ change }) => change);
    expect(order).toEqual([...order].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)));
  });

  it('does not call a thread better whose log is missing or turned off', () => {
    const without = against({ ...well, despooler: null });
    expect(fact(without, 'thread:SMS_DESPOOLER')).toMatchObject({ change: 'cannot-tell' });
  });

  it('calls SP3 no better than SP2 where the other fault waits', () => {
    expect(fact(against({ ...well, release: '2.0 SP3' }), 'release')).toMatchObject({
      change: 'changed',
      because: 'Q304381 is listed for 2.0 SP3.',
    });
  });

  it('finds nothing to fix where no fault was found', () => {
    const earlier = reading({ ...well, at: '18 08:00', others: '18 07:59' });
    expect(compareReadings(earlier, reading(well)).outcome).toBe('cannot-tell');
    const later = compareReadings(reading({ ...well, at: '17 01:30', despooler: {}, backups: [] }), before);
    expect(later).toMatchObject({
      outcome: 'worse',
      headline: 'Worse: Q260366 shows now, and did not before.',
    });
  });

  it('counts the pauses in the control file for better only where the release needs them', () => {
    const withFile = (state: 'untouched' | 'staggered', release: string) => ({
      ...reading({ ...well, release, at: state === 'staggered' ? '19 09:00' : '18 09:00' }),
      controlFiles: [{ path: 'Inboxes/smsbkup.box/Smsbkup.ctl', note: `It is ${state}.`, state }],
    });
    const change = (release: string) =>
      fact(compareReadings(withFile('untouched', release), withFile('staggered', release)), 'control-file')
        ?.change;
    expect([change('2.0 SP2'), change('2.0 SP4')]).toEqual(['better', 'changed']);
  });

  it('names the inbox that does not drain with the others', () => {
    const both = { 'ddm.box': { files: 120, oldest: '17 05:00' } };
    const comparison = compareReadings(
      reading({ ...hung, inboxes: both }),
      reading({
        ...well,
        at: '17 18:30',
        others: '17 18:29',
        backups: ['17 02:19'],
        receive: { files: 300, oldest: '17 03:00' },
        inboxes: both,
      }),
    );
    expect(comparison).toMatchObject({
      outcome: 'partly',
      headline: 'Partly fixed: Q260366 no longer shows, and the backlog drains, but not in ddm.box.',
    });
  });

  it('calls it worse where young files of the first reading lie there still, old now', () => {
    const young = reading({ ...hung, inboxes: { 'ddm.box': { files: 40, oldest: '17 17:00' } } });
    const later = reading({ ...well, inboxes: { 'ddm.box': { files: 40, oldest: '17 17:00' } } });
    const comparison = compareReadings(young, later);
    expect(fact(comparison, 'inbox:ddm.box')?.change).toBe('worse');
    expect(comparison.outcome).toBe('partly');
  });

  it('keeps no inboxes of two readings that stand the wrong way round', () => {
    expect(compareReadings(reading(well), before)).toMatchObject({ outcome: 'cannot-tell', inboxes: null });
  });
});

const ORDER = ['worse', 'better', 'changed', 'cannot-tell', 'same'];
