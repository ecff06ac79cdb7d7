import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer, SiteEvidence } from '../../../electron/engine/evidence/model.ts';
import { diagnose } from '../../../electron/engine/reasoning/diagnose.ts';
import type { Diagnosis, Finding } from '../../../electron/engine/reasoning/diagnosis.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { emptySite, inbox, line, logs, may, release, WAITING } from './site.ts';

const knowledge = await loadKnowledge(path.resolve(import.meta.dirname, '../../../assets'));

const collected = {
  value: may(17, '17:30'),
  source: { kind: 'snapshot' as const, path: 'snapshot.ini', line: 3 },
};
const waits = ['02:23:00', '02:28:00', '17:25:00']
  .map((time) => line(time, 'SMS_DESPOOLER', WAITING))
  .join('');
const backlog = inbox('Despoolr.box/Receive', 420, may(17, '02:24'), may(17, '17:28'));
const inboxesRead = { ...emptySite.coverage, inboxes: true, logs: true };

const stalled: SiteEvidence = {
  ...emptySite,
  collectedAt: collected,
  releases: [release('2.00.1493.2000')],
  logs: logs(knowledge, { 'Logs/Despool.log': waits }),
  inboxes: [backlog],
  coverage: inboxesRead,
};

function judge(evidence: SiteEvidence, answers: readonly Answer[] = []): Diagnosis {
  return diagnose(evidence, knowledge, { answers });
}

function finding(diagnosis: Diagnosis, id: string): Finding {
  const found = diagnosis.findings.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`${id} is not among the findings`);
  return found;
}

const answer = (question: string, value: string | boolean): Answer => ({
  question,
  value,
  by: 'A. Meyer',
  at: null,
});

describe('the verdict', () => {
  it('is confirmed by a listed release, the waiting line to the end and an old backlog, without service states', () => {
    const diagnosis = judge(stalled);
    expect(diagnosis.verdict).toBe('confirmed');
    expect(finding(diagnosis, 'Q260366').verdict).toBe('confirmed');
    expect(finding(diagnosis, 'Q260366').for.map((item) => item.source)).toContain('Logs/Despool.log:3');
    expect(finding(diagnosis, 'Q304381')).toMatchObject({ verdict: 'ruled-out' });
    expect(finding(diagnosis, 'Q304381').whyNot).toContain('not listed for this release');
  });

  it('is likely for both articles when the release is not known, and asks for it first', () => {
    const diagnosis = judge({ ...stalled, releases: [] });
    expect(diagnosis.verdict).toBe('likely');
    expect(diagnosis.findings.map((item) => item.verdict)).toEqual(['likely', 'likely']);
    expect(diagnosis.nextQuestions[0]).toMatchObject({ id: 'release', decides: ['Q260366', 'Q304381'] });
  });

  it('follows the answer to that question', () => {
    const diagnosis = judge({ ...stalled, releases: [] }, [answer('release', '2.0 SP3')]);
    expect(diagnosis.findings.map((item) => [item.id, item.verdict])).toEqual([
      ['Q304381', 'confirmed'],
      ['Q260366', 'ruled-out'],
    ]);
    expect(finding(diagnosis, 'Q304381').for.map((item) => item.source)).toContain('answered by A. Meyer');
  });

  it('is likely when the inboxes were not collected', () => {
    const diagnosis = judge({ ...stalled, inboxes: [], coverage: { ...inboxesRead, inboxes: false } });
    expect(finding(diagnosis, 'Q260366').verdict).toBe('likely');
    expect(finding(diagnosis, 'Q260366').missing[0]?.howToCollect).toContain('Receive');
  });

  it('is never above possible on a backlog alone', () => {
    const diagnosis = judge({ ...stalled, logs: emptySite.logs });
    expect(finding(diagnosis, 'Q260366').verdict).toBe('possible');
    expect(diagnosis.verdict).toBe('undetermined');
  });

  it('does not accuse a log that waited once and went on working', () => {
    const text =
      line('17:00:00', 'SMS_DESPOOLER', WAITING) + line('17:25:00', 'SMS_DESPOOLER', 'Executing instruction');
    const diagnosis = judge({ ...stalled, logs: logs(knowledge, { 'Logs/Despool.log': text }) });
    expect(finding(diagnosis, 'Q260366').verdict).toBe('ruled-out');
    expect(diagnosis.verdict).toBe('no-known-fault');
  });

  it('does not accuse on one waiting line moments before the collection', () => {
    const text =
      line('17:20:00', 'SMS_DESPOOLER', 'Executing instruction') + line('17:29:00', 'SMS_DESPOOLER', WAITING);
    const diagnosis = judge({ ...stalled, logs: logs(knowledge, { 'Logs/Despool.log': text }) });
    expect(finding(diagnosis, 'Q260366').verdict).toBe('possible');
  });

  it('takes a single last waiting line for a stall when the log was silent for hours after it', () => {
    const text = line('02:23:00', 'SMS_DESPOOLER', WAITING);
    expect(judge({ ...stalled, logs: logs(knowledge, { 'Logs/Despool.log': text }) }).verdict).toBe(
      'confirmed',
    );
  });

  it('tells an earlier stall that recovered, but does not call it a fault of today', () => {
    const text = waits + line('17:26:00', 'SMS_DESPOOLER', 'Executing instruction');
    const diagnosis = judge({ ...stalled, logs: logs(knowledge, { 'Logs/Despool.log': text }) });
    expect(finding(diagnosis, 'Q260366')).toMatchObject({ verdict: 'ruled-out' });
    expect(finding(diagnosis, 'Q260366').history).toContain('Logs/Despool.log:4');
    expect(diagnosis.verdict).toBe('no-known-fault');
  });

  it('does not call it a stall when SMS_EXECUTIVE was started after the last waiting line', () => {
    const start = line('17:27:00', 'SMS_EXECUTIVE', 'Initializing the status message reporting system...');
    const read = logs(knowledge, { 'Logs/Despool.log': waits, 'Logs/Smsexec.log': start });
    expect(judge({ ...stalled, logs: read }).verdict).toBe('undetermined');
  });

  it.each([
    [
      'the service is stopped',
      { services: [{ service: 'SMS_EXECUTIVE', state: 'stopped' as const, source: collected.source }] },
    ],
    [
      'a crash of the same time',
      {
        crashes: [
          {
            folder: 'Logs/CrashDumps',
            time: may(17, '02:20'),
            service: 'SMS_EXECUTIVE',
            thread: null,
            source: collected.source,
          },
        ],
      },
    ],
    [
      'another thread of the Executive that still logs',
      {
        logs: logs(knowledge, {
          'Logs/Despool.log': waits,
          'Logs/Sched.log': line('02:00:00', 'SMS_SCHEDULER', 'a') + line('17:20:00', 'SMS_SCHEDULER', 'b'),
        }),
      },
    ],
  ])('is lowered and says so: %s', (_, change: Partial<SiteEvidence>) => {
    const found = finding(judge({ ...stalled, ...change }), 'Q260366');
    expect(found.verdict).toBe('possible');
    expect(found.against.length).toBeGreaterThan(0);
    expect(found.whyNot).toContain('speaks against');
  });

  it('is not lowered by services of their own that go on logging', () => {
    const read = logs(knowledge, {
      'Logs/Despool.log': waits,
      'Logs/Sitecomp.log': line('17:20:00', 'SMS_SITE_COMPONENT_MANAGER', 'Polling'),
      'Logs/Smsdbmon.log': line('17:25:00', 'SMS_SQL_MONITOR', 'waiting'),
    });
    expect(judge({ ...stalled, logs: read }).verdict).toBe('confirmed');
  });

  it('is likely when Despool.log is missing and the other threads fell silent together', () => {
    const read = logs(knowledge, {
      'Logs/Sched.log': line('02:21:00', 'SMS_SCHEDULER', 'a'),
      'Logs/Distmgr.log': line('02:22:00', 'SMS_DISTRIBUTION_MANAGER', 'b'),
      'Logs/Sitecomp.log': line('17:20:00', 'SMS_SITE_COMPONENT_MANAGER', 'Polling'),
    });
    const diagnosis = judge({ ...stalled, logs: read });
    expect(finding(diagnosis, 'Q260366').verdict).toBe('likely');
    expect(diagnosis.stalls.map((stall) => [stall.component, stall.kind])).toEqual([
      ['SMS_DISTRIBUTION_MANAGER', 'silent'],
      ['SMS_SCHEDULER', 'silent'],
    ]);
  });

  it('does not take idle threads for stalled ones', () => {
    const read = logs(knowledge, {
      'Logs/Sched.log': line('02:21:00', 'SMS_SCHEDULER', 'a'),
      'Logs/Distmgr.log': line('17:22:00', 'SMS_DISTRIBUTION_MANAGER', 'b'),
    });
    expect(judge({ ...stalled, logs: read }).stalls).toMatchObject([
      { component: 'SMS_SCHEDULER', kind: 'idle' },
    ]);
  });

  it('is possible for a site of which nothing is known, and never healthy', () => {
    const diagnosis = judge(emptySite);
    expect(diagnosis.verdict).toBe('undetermined');
    expect(diagnosis.notCollected.length).toBeGreaterThan(4);
    expect(diagnosis.nextQuestions.length).toBeGreaterThan(2);
  });

  it('can be reached by answers alone', () => {
    const diagnosis = judge(emptySite, [
      answer('release', '2.0 SP2'),
      answer('despooler-waits', true),
      answer('receive-backlog', true),
    ]);
    expect(diagnosis.verdict).toBe('confirmed');
  });

  it('shows a conflict of the sources and decides nothing by it', () => {
    const diagnosis = judge({
      ...stalled,
      releases: [
        release('2.00.1493.2000'),
        release('2.00.1493.3004', 'client-base', 'Inboxes/clicomp.src/base/compver.ini'),
      ],
    });
    expect(diagnosis.site.release).toBeNull();
    expect(diagnosis.site.releaseDispute).toContain('disagree');
    expect(diagnosis.site.releaseSources).toHaveLength(2);
    expect(diagnosis.findings.map((item) => item.verdict)).toEqual(['likely', 'likely']);
  });

  it('rules out what is listed for earlier releases where the number stands for a later service pack', () => {
    const diagnosis = judge({
      ...stalled,
      releases: [
        release('2.00.1493.5000'),
        release('2.00.1493.5009', 'client-base', 'Inboxes/clicomp.src/base/compver.ini'),
      ],
    });
    expect(diagnosis.site).toMatchObject({ release: null, laterRelease: '2.00.1493.5000' });
    expect(diagnosis.site.releaseDispute).toContain('Service Pack 5 by the rule of Q213410');
    expect(diagnosis.findings.map((item) => item.verdict)).toEqual(['ruled-out', 'ruled-out']);
    const answered = judge(stalled, [answer('release', 'SP5')]);
    expect(answered.findings.map((item) => item.verdict)).toEqual(['ruled-out', 'ruled-out']);
    expect(
      judge({ ...stalled, releases: [release('2.00.1493.5000')] }, [answer('release', 'SP2')]),
    ).toMatchObject({
      verdict: 'confirmed',
      site: { release: '2.0 SP2', laterRelease: null },
    });
  });

  it('decides nothing by a later service pack that only some sources name', () => {
    const diagnosis = judge({
      ...stalled,
      releases: [
        release('2.00.1493.2000'),
        release('2.00.1493.5009', 'client-base', 'Inboxes/clicomp.src/base/compver.ini'),
      ],
    });
    expect(diagnosis.site).toMatchObject({ release: null, laterRelease: null });
    expect(diagnosis.site.releaseDispute).toContain('disagree');
    expect(diagnosis.findings.map((item) => item.verdict)).toEqual(['likely', 'ruled-out']);
  });

  it('takes the version files of a secondary site over a registry value that was never updated', () => {
    const diagnosis = judge({
      ...stalled,
      siteTypes: [{ value: 'secondary', source: collected.source }],
      releases: [
        release('2.00.1239.0000'),
        release('2.00.1493.2009', 'client-base', 'Inboxes/clicomp.src/base/compver.ini'),
      ],
    });
    expect(diagnosis.site).toMatchObject({ release: '2.0 SP2', build: '2.00.1493.2009' });
    expect(diagnosis.site.releaseDispute).toContain('Q272352');
    expect(diagnosis.verdict).toBe('confirmed');
  });
});

describe('the verdict keeps its head', () => {
  const only = (texts: Readonly<Record<string, string>>): SiteEvidence => ({
    ...stalled,
    logs: logs(knowledge, texts),
  });
  const startAt = (time: string): string =>
    line(time, 'SMS_EXECUTIVE', 'Initializing the status message reporting system...');

  it('when only the rolled-over part was read and ends with one waiting line', () => {
    const text = line('02:20:00', 'SMS_DESPOOLER', 'work') + line('02:23:00', 'SMS_DESPOOLER', WAITING);
    expect(judge(only({ 'Logs/Despool.lo_': text })).verdict).toBe('undetermined');
    expect(judge(only({ 'Logs/Despool.lo_': waits })).verdict).toBe('confirmed');
    // Four lines in three minutes: how long it went on stands in the part that was not read.
    const few = ['02:21:00', '02:22:00', '02:23:00', '02:24:00'].map((time) =>
      line(time, 'SMS_DESPOOLER', WAITING),
    );
    expect(judge(only({ 'Logs/Despool.lo_': few.join('') })).verdict).toBe('undetermined');
  });

  it('when a backup of the site, with an older Despool.log, lies below it', () => {
    const older = (waits + line('23:00:00', 'SMS_DESPOOLER', 'work')).replaceAll('May 17', 'May 16');
    const copies = { 'SMSBackup/Logs/Despool.log': older, 'Logs/Despool.log': waits };
    const reversed = { 'Logs/Despool.log': waits, 'SMSBackup/Logs/Despool.log': older };
    for (const texts of [copies, reversed]) {
      const diagnosis = judge(only(texts));
      expect(diagnosis.verdict).toBe('confirmed');
      expect(finding(diagnosis, 'Q260366').for.map((item) => item.source)).toContain('Logs/Despool.log:3');
    }
  });

  it('when one line in the middle of a log carries a stamp of another year', () => {
    const text =
      line('17:00:00', 'SMS_DISCOVERY_DATA_MANAGER', 'a') +
      line('17:01:00', 'SMS_DISCOVERY_DATA_MANAGER', 'b').replace('2001', '2011') +
      line('17:02:00', 'SMS_DISCOVERY_DATA_MANAGER', 'c');
    const diagnosis = judge({ ...only({ 'Logs/Ddm.log': text }), collectedAt: null, inboxes: [] });
    expect(diagnosis.at).toBe('2001-05-17T17:02:00');
  });

  it('when a secondary site tells its release by the registry alone', () => {
    const diagnosis = judge({
      ...stalled,
      siteTypes: [{ value: 'secondary', source: collected.source }],
      releases: [release('2.00.1239.0000')],
    });
    expect(diagnosis.site.release).toBeNull();
    expect(diagnosis.site.releaseDispute).toContain('Q272352');
    expect(diagnosis.verdict).toBe('likely');
  });

  it('when hundreds of earlier starts stand in the log', () => {
    const earlier = Array.from({ length: 400 }, (_, index) =>
      startAt('01:00:00').replace('May 17', `May ${String(1 + (index % 16)).padStart(2, '0')}`),
    );
    const diagnosis = judge(
      only({ 'Logs/Despool.log': waits, 'Logs/Smsexec.log': earlier.join('') + startAt('02:20:00') }),
    );
    const started = finding(diagnosis, 'Q260366').conditions.find((item) => item.id === 'executive-started');
    expect(started?.truth).toBe('true');
  });

  it('when another service crashed', () => {
    const crashes = [
      {
        folder: 'Logs/Crash',
        time: may(17, '02:20'),
        service: 'SMS_SITE_COMPONENT_MANAGER',
        thread: null,
        source: collected.source,
      },
    ];
    const coverage = { ...inboxesRead, crashes: true };
    expect(judge({ ...stalled, crashes, coverage }).verdict).toBe('confirmed');
  });

  it('when the answers contradict what was read: it shows them and does not follow', () => {
    const text = line('17:25:00', 'SMS_DESPOOLER', 'Executing instruction');
    const diagnosis = judge(only({ 'Logs/Despool.log': text }), [answer('despooler-waits', true)]);
    const found = finding(diagnosis, 'Q260366');
    expect(found.verdict).toBe('ruled-out');
    // It speaks for the fault, though it does not count.
    expect(found.for.map((item) => item.source)).toContain('answered by A. Meyer');
    expect(found.against.map((item) => item.source)).not.toContain('answered by A. Meyer');
    expect(found.whyNot).toContain('answered yes');
  });

  it('when harmless lines stand between the waiting lines', () => {
    const text = ['02:23:00', '02:33:00', '17:20:00']
      .map(
        (time) =>
          line(time, 'SMS_DESPOOLER', 'Found ready instruction 202sqcs1.sni') +
          line(time, 'SMS_DESPOOLER', WAITING) +
          line(time, 'SMS_DESPOOLER', 'Memory usage: blocks=0 bytes=0'),
      )
      .join('');
    expect(judge(only({ 'Logs/Despool.log': text })).verdict).toBe('confirmed');
  });

  it('and says before or after as it was', () => {
    const read = only({
      'Logs/Despool.log': waits,
      'Logs/Smsbkup.log': line('02:26:00', 'SMS_SITE_BACKUP', '05/17/01 02:26:00 - backup completed.'),
    });
    const backup = finding(judge(read), 'Q260366').conditions.find((item) => item.id === 'backup-before');
    expect(backup?.because).toContain('after the stall began');
  });
});

describe('the time of the diagnosis', () => {
  it('is the snapshot’s own, and the time asked for before it', () => {
    expect(judge(stalled)).toMatchObject({ at: '2001-05-17T17:30:00', atBasis: 'the time of the snapshot' });
    expect(diagnose(stalled, knowledge, { answers: [], at: may(17, '20:00') }).at).toBe(
      '2001-05-17T20:00:00',
    );
  });

  it('is the newest log line without a snapshot; later files still show that time went on', () => {
    const text = line('02:23:00', 'SMS_DESPOOLER', WAITING);
    const diagnosis = judge({
      ...stalled,
      collectedAt: null,
      logs: logs(knowledge, { 'Logs/Despool.log': text }),
    });
    expect(diagnosis.at).toBe('2001-05-17T02:23:00');
    expect(diagnosis.verdict).toBe('confirmed');
  });

  it('does not believe file dates that come from copying', () => {
    const copied = inbox('Despoolr.box/Receive', 420, Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 1));
    const diagnosis = judge({ ...stalled, collectedAt: null, inboxes: [copied] });
    expect(diagnosis.inboxes[0]).toMatchObject({ judgement: 'unknown', backlog: false });
    expect(finding(diagnosis, 'Q260366').verdict).toBe('likely');
  });
});
