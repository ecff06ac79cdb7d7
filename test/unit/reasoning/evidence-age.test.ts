import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer, SiteEvidence } from '../../../electron/engine/evidence/model.ts';
import { diagnose } from '../../../electron/engine/reasoning/diagnose.ts';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { emptySite, inbox, line, logs, may, release, WAITING } from './site.ts';

const knowledge = await loadKnowledge(path.resolve(import.meta.dirname, '../../../assets'));
const snapshot = {
  value: may(17, '17:30'),
  source: { kind: 'snapshot' as const, path: 'snapshot.ini', line: 3 },
};
const east = { offsetMinutes: -240, basis: 'snapshot' as const, source: 'snapshot.ini:5' };
const site: SiteEvidence = { ...emptySite, collectedAt: snapshot, clock: east };

/** Server time of May 2001 as UTC of a desk. */
function now(day: number, time: string, deskOffsetMinutes = 120) {
  return { utc: may(day, time) + 240 * 60_000, deskOffsetMinutes };
}

function judge(
  evidence: SiteEvidence,
  options: {
    readonly now?: ReturnType<typeof now>;
    readonly at?: number;
    readonly answers?: readonly Answer[];
  },
): Diagnosis {
  return diagnose(evidence, knowledge, { answers: [], ...options });
}

const answered = (question: string, value: string | boolean): Answer => ({
  question,
  value,
  by: 'A. Meyer',
  at: null,
});

describe('the age of the evidence', () => {
  it('is not told without a now', () => {
    expect(judge(site, {}).age).toMatchObject({ ageMinutes: null, text: 'not known', stale: false });
  });

  it('is measured in server time, wherever the desk stands', () => {
    const { age, headline } = judge(site, { now: now(18, '08:30') });
    expect(age).toMatchObject({
      collectedAt: '2001-05-17T17:30:00',
      ageMinutes: 15 * 60,
      text: 'collected 15 hours ago',
      stale: false,
      flags: [],
    });
    expect(headline).not.toContain('Collect again');
  });

  it('takes the desk’s offset where the server’s is not known', () => {
    const clock = { offsetMinutes: null, basis: 'none' as const, source: null };
    const at = { utc: may(17, '18:30'), deskOffsetMinutes: 60 };
    expect(judge({ ...site, clock }, { now: at }).age.ageMinutes).toBe(120);
  });

  it('flags evidence older than a day, and the verdict says so without changing', () => {
    const stale = judge(site, { now: now(20, '17:30') });
    expect(stale.age).toMatchObject({
      stale: true,
      flags: [{ kind: 'older-than-a-day', source: 'snapshot.ini:3' }],
    });
    expect(stale.headline).toMatch(
      /This holds for 17 May 2001; the evidence is 3 days old\. Collect again before you act\.$/,
    );
    expect(stale.verdict).toBe(judge(site, {}).verdict);
  });

  it('is not flagged at a day to the minute', () => {
    expect(judge(site, { now: now(18, '17:30') }).age.stale).toBe(false);
    expect(judge(site, { now: now(18, '17:31') }).age.stale).toBe(true);
  });

  it('is measured by the time that was asked for', () => {
    expect(judge(site, { now: now(31, '00:00'), at: may(17, '20:30') }).age.ageMinutes).toBe(180);
  });

  it('flags evidence from the future, but not two clocks that differ a little', () => {
    expect(judge(site, { now: now(17, '17:20') }).age.stale).toBe(false);
    expect(judge(site, { now: now(17, '14:30') }).age.flags).toMatchObject([
      { kind: 'dated-after-now', text: expect.stringContaining('3 hours after now') as string },
    ]);
  });
});

describe('the age where nothing says when it was collected', () => {
  const work = logs(knowledge, { 'Logs/Sched.log': line('17:00:00', 'SMS_SCHEDULER', 'x') });
  const bare: SiteEvidence = { ...site, collectedAt: null, logs: work };

  it('is that of the newest line, and no time of collection is claimed', () => {
    const { age, headline } = judge(bare, { now: now(21, '17:00') });
    const sentence = 'The newest line is 4 days old: say when this was collected, or collect again.';
    expect(age).toEqual({
      collectedAt: null,
      basis: 'the newest log line',
      ageMinutes: 4 * 1440,
      text: 'its newest line is 4 days old; when it was collected is not known',
      stale: true,
      flags: [{ kind: 'older-than-a-day', text: sentence, source: 'Logs/Sched.log:1' }],
    });
    expect(headline.endsWith(sentence)).toBe(true);
    expect(headline).not.toContain('the evidence is');
  });

  it('is that of the newest file where files came after the logs stopped', () => {
    const { age } = judge(
      { ...bare, inboxes: [inbox('ddm.box', 5, may(18, '08:00'))] },
      { now: now(21, '08:00') },
    );
    expect(age).toMatchObject({ collectedAt: null, basis: 'the newest file in the inboxes' });
    expect(age.text).toContain('its newest file is 3 days old');
  });

  it('is the real one for a server that was read just now', () => {
    const { age } = judge(
      { ...bare, collectedAt: { ...snapshot, value: may(21, '17:00') } },
      { now: now(21, '17:00') },
    );
    expect(age).toMatchObject({ ageMinutes: 0, text: 'collected just now', stale: false });
  });
});

describe('a change of service pack', () => {
  const sp2 = { ...site, releases: [release('2.00.1493.2000')] };

  it.each([
    ['yes', [answered('release-changed', true)], true],
    ['no', [answered('release-changed', false)], false],
    ['a later day', [answered('release-changed', '2001-05-20')], true],
    ['an earlier day', [answered('release-changed', '2001-05-10')], false],
    ['a newer release than was read', [answered('release', 'SP4')], true],
    ['the same release', [answered('release', 'SP2')], false],
    ['an older release', [answered('release', 'SP1')], false],
  ])('answered with %s', (_, answers, flagged) => {
    const { age } = judge(sp2, { answers });
    expect(age.flags.map((flag) => flag.kind)).toEqual(flagged ? ['before-service-pack'] : []);
    if (flagged) expect(age.flags[0]?.source).toBe('answered by A. Meyer');
  });

  it('is seen where the registry and the version file show two service packs', () => {
    const base = release('2.00.1493.2009', 'client-base', 'Inboxes/clicomp.src/base/compver.ini');
    const mixed = { ...site, releases: [release('2.00.1493.3004'), base] };
    expect(judge(mixed, {}).age.flags).toMatchObject([{ source: 'registry.reg:1' }]);
    // On a secondary site an older registry value has another reason (Q272352).
    const secondary = {
      ...site,
      siteTypes: [{ value: 'secondary' as const, source: snapshot.source }],
      releases: [release('2.00.1239.0000'), base],
    };
    expect(judge(secondary, {}).age.flags).toEqual([]);
  });

  it('is suspected where Setup ran after the last line of every component', () => {
    const work = line('17:00:00', 'SMS_SCHEDULER', 'x');
    const setup = (time: string): string => `<05-17-2001 ${time}>Setup did something\r\n`;
    const after = logs(knowledge, { 'Logs/Sched.log': work, 'Smssetup.log': setup('17:20:00') });
    const flags = judge({ ...site, logs: after }, {}).age.flags;
    expect(flags).toMatchObject([{ kind: 'before-service-pack', source: 'Smssetup.log:1' }]);
    expect(flags[0]?.text).toContain('If it put on a service pack');
    const before = logs(knowledge, { 'Logs/Sched.log': work, 'Smssetup.log': setup('12:00:00') });
    expect(judge({ ...site, logs: before }, {}).age.flags).toEqual([]);
  });
});

describe('what is told of the server', () => {
  it('names free space that is low, programs, logging that is off, stopped threads and hotfixes', () => {
    const source = { kind: 'snapshot' as const, path: 'snapshot.ini', line: 9 };
    const diagnosis = judge(
      {
        ...site,
        disks: [{ disk: 'D:', freeBytes: 40 * 1024 * 1024, source }],
        programs: [{ program: 'sleep.exe', path: null, source }],
        hotfixes: [{ value: 'Q324204', source }],
        tracing: [
          { component: 'SMS_DESPOOLER', enabled: false, logFile: null, maxFileSize: null, source },
          { component: 'SMS_SCHEDULER', enabled: true, logFile: null, maxFileSize: null, source },
        ],
        threadStates: [
          { thread: 'SMS_SCHEDULER', currentState: 'Stopped', requestedOperation: null, source },
        ],
        collection: [{ step: 'event log', outcome: 'failed', note: 'no tool', source }],
      },
      {},
    );
    const value = (id: string): string | undefined => diagnosis.facts.find((fact) => fact.id === id)?.value;
    expect(value('disk:D:')).toBe('40 MB, nearly full');
    expect(value('program:sleep.exe')).toContain('Not found');
    expect(value('tracing')).toBe('On for 1, off for SMS_DESPOOLER');
    expect(value('thread-states')).toContain('SMS_SCHEDULER');
    expect(value('hotfixes')).toBe('Q324204');
    expect(diagnosis.server.disks).toEqual([{ disk: 'D:', freeBytes: 41943040, source: 'snapshot.ini:9' }]);
    expect(diagnosis.notCollected.join(' ')).toContain('Logging is turned off for SMS_DESPOOLER');
    expect(diagnosis.notCollected.join(' ')).toContain('"event log" (no tool)');
  });
});

describe('stalls', () => {
  const source = { kind: 'registry' as const, path: 'registry.reg', line: 7 };
  const silent = logs(knowledge, {
    'Logs/Sched.log': line('02:21:00', 'SMS_SCHEDULER', 'a'),
    'Logs/Distmgr.log': line('02:22:00', 'SMS_DISTRIBUTION_MANAGER', 'b'),
    'Logs/Smsexec.log': line(
      '02:20:00',
      'SMS_EXECUTIVE',
      'Initializing the status message reporting system...',
    ),
    'Logs/Sitecomp.log': line('17:20:00', 'SMS_SITE_COMPONENT_MANAGER', 'Polling'),
  });
  const listed = (files: number, path = 'Distmgr.box') => ({
    path: `Inboxes/${path}`,
    files,
    bytes: 0,
    zeroByteFiles: 0,
    oldest: files === 0 ? null : may(17, '02:30'),
    newest: files === 0 ? null : may(17, '02:30'),
    byExtension: [],
    suspicious: [],
    newestFiles: [],
    source: { kind: 'folder' as const, path: `Inboxes/${path}`, line: null },
  });
  const read = (files: number): SiteEvidence => ({
    ...site,
    logs: silent,
    inboxes: [listed(files)],
    coverage: { ...emptySite.coverage, logs: true, inboxes: true },
  });
  const kinds = (diagnosis: Diagnosis) =>
    Object.fromEntries(diagnosis.stalls.map((stall) => [stall.component, stall.kind]));

  it('are threads that fell silent together with work before them, told by the event before', () => {
    const diagnosis = judge(read(30), {});
    expect(kinds(diagnosis)).toEqual({ SMS_SCHEDULER: 'silent', SMS_DISTRIBUTION_MANAGER: 'silent' });
    const distribution = diagnosis.stalls.find((stall) => stall.component === 'SMS_DISTRIBUTION_MANAGER');
    expect(distribution?.because).toContain('2 minutes after SMS_EXECUTIVE was started (Logs/Smsexec.log:1)');
    expect(distribution?.because).toContain('30 files in distmgr.box');
    expect(distribution?.because).toContain('1 other thread');
  });

  it('are none where nothing waits in any inbox: the threads are idle', () => {
    const diagnosis = judge(read(0), {});
    expect(kinds(diagnosis)).toEqual({ SMS_SCHEDULER: 'idle', SMS_DISTRIBUTION_MANAGER: 'idle' });
    expect(diagnosis.stalls.map((stall) => stall.because).join(' ')).toContain('distmgr.box is empty');
  });

  it('are no threads that were stopped or whose logging is off', () => {
    const muted: SiteEvidence = {
      ...read(30),
      threadStates: [{ thread: 'SMS_SCHEDULER', currentState: 'Stopped', requestedOperation: null, source }],
      tracing: [
        { component: 'SMS_DISTRIBUTION_MANAGER', enabled: false, logFile: null, maxFileSize: null, source },
      ],
    };
    const diagnosis = judge(muted, {});
    expect(diagnosis.stalls).toEqual([]);
    const because = diagnosis.timeline.lanes.map((lane) => lane.because).join(' ');
    expect(because).toContain('shows this thread as Stopped (registry.reg:7)');
    expect(because).toContain('Its logging is turned off (registry.reg:7)');
  });

  it('are no threads that paused as long before', () => {
    const paused = logs(knowledge, {
      'Logs/Sched.log':
        line('02:21:00', 'SMS_SCHEDULER', 'a').replaceAll('May 17', 'May 16') +
        line('02:21:00', 'SMS_SCHEDULER', 'a'),
      'Logs/Distmgr.log': line('17:22:00', 'SMS_DISTRIBUTION_MANAGER', 'b'),
    });
    const diagnosis = judge({ ...read(0), logs: paused }, {});
    expect(diagnosis.stalls).toMatchObject([{ component: 'SMS_SCHEDULER', kind: 'idle' }]);
    expect(diagnosis.stalls[0]?.because).toContain('so this is usual for it');
  });

  it('waiting ones are told with the event before them', () => {
    const waiting = logs(knowledge, {
      'Logs/Despool.log': line('02:23:00', 'SMS_DESPOOLER', WAITING),
      'Logs/Smsexec.log': line(
        '02:20:00',
        'SMS_EXECUTIVE',
        'Initializing the status message reporting system...',
      ),
    });
    expect(judge({ ...read(0), logs: waiting }, {}).stalls[0]?.because).toContain(
      'came 3 minutes after SMS_EXECUTIVE was started',
    );
  });
});
