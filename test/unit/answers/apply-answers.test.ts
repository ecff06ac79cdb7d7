import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer, SiteEvidence } from '../../../electron/engine/evidence/model.ts';
import { diagnose } from '../../../electron/engine/reasoning/diagnose.ts';
import type { Diagnosis, Finding } from '../../../electron/engine/reasoning/diagnosis.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { emptySite, inbox, line, logs, may, release, WAITING } from '../reasoning/site.ts';

const knowledge = await loadKnowledge(path.resolve(import.meta.dirname, '../../../assets'));
const snapshot = {
  value: may(17, '17:30'),
  source: { kind: 'snapshot' as const, path: 'snapshot.ini', line: 3 },
};
const waits = ['02:23:00', '02:28:00', '17:25:00']
  .map((time) => line(time, 'SMS_DESPOOLER', WAITING))
  .join('');

function answer(question: string, value: string | boolean, at: string | null = null): Answer {
  return { question, value, by: 'A. Meyer', at };
}

function judge(answers: readonly Answer[], evidence: SiteEvidence = emptySite): Diagnosis {
  return diagnose(evidence, knowledge, { answers, fallbackNow: may(17, '18:00') });
}

function finding(diagnosis: Diagnosis, id = 'Q260366'): Finding {
  const found = diagnosis.findings.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`${id} is not among the findings`);
  return found;
}

const receive = 'inbox:despoolr.box/receive';

describe('answers alone', () => {
  it('confirm a fault by the same rules, each cited', () => {
    const found = finding(
      judge([
        answer('release', '2.00.1493.2009'),
        answer('log-text:despool', waits),
        answer(receive, '420/900'),
        answer('collected-at', '2001-05-17T17:30'),
      ]),
    );
    expect(found.verdict).toBe('confirmed');
    const sources = found.for.map((item) => item.source);
    expect(sources).toContain('pasted by A. Meyer:1');
    expect(sources).toContain('pasted by A. Meyer:3');
    expect(sources).toContain('answered by A. Meyer');
    expect(found.for.some((item) => item.fact.includes('420 files, the oldest 15 hours old'))).toBe(true);
  });

  it('are likely without the release', () => {
    const diagnosis = judge([
      answer('log-text:despool', waits),
      answer(receive, '420/900'),
      answer('collected-at', '2001-05-17T17:30'),
    ]);
    expect(diagnosis.findings.map((item) => item.verdict)).toEqual(['likely', 'likely']);
  });

  it('rule an article out as evidence would', () => {
    const working = line('17:25:00', 'SMS_DESPOOLER', 'Executing instruction');
    expect(finding(judge([answer('log-text:despool', working)])).verdict).toBe('ruled-out');
    expect(finding(judge([answer(receive, '0/')])).verdict).toBe('ruled-out');
    expect(finding(judge([answer('release', '2.00.1493.4009')])).verdict).toBe('ruled-out');
  });

  it('leave a count without an age undecided', () => {
    const diagnosis = judge([answer(receive, '420/')]);
    expect(diagnosis.inboxes).toMatchObject([
      {
        path: 'Inboxes/despoolr.box/receive',
        files: 420,
        judgement: 'unknown',
        source: 'answered by A. Meyer',
      },
    ]);
  });

  it('take a number for the release, with its build', () => {
    expect(judge([answer('release', '2.00.1493.2009')]).site).toMatchObject({
      release: '2.0 SP2',
      build: '2.00.1493.2009',
    });
  });

  it('name the log where one person pasted several', () => {
    const diagnosis = judge([
      answer('log-text:despool', waits),
      answer('log-text:sched', line('02:20:00', 'SMS_SCHEDULER', 'x')),
    ]);
    expect(diagnosis.threads.map((thread) => thread.lastLine)).toEqual([
      'pasted by A. Meyer (Despool.log):3',
      'pasted by A. Meyer (Sched.log):1',
    ]);
  });

  it('read lines whose times were lost by their number', () => {
    const bare = Array.from({ length: 6 }, () => WAITING).join('\n');
    expect(finding(judge([answer('log-text:despool', bare)])).conditions[1]).toMatchObject({
      id: 'despooler-waits',
      truth: 'true',
    });
    const few = [WAITING, WAITING].join('\n');
    expect(finding(judge([answer('log-text:despool', few)])).conditions[1]?.truth).toBe('unknown');
  });

  it('do not take a line that was cut off while copying for work that went on', () => {
    const cut = `${waits}Waiting for an avail`;
    expect(finding(judge([answer('log-text:despool', cut)])).conditions[1]?.truth).toBe('true');
  });

  it('take the last line again without its tail for no end of the wait', () => {
    expect(finding(judge([answer('log-text:despool', waits + WAITING)])).conditions[1]?.truth).toBe('true');
  });

  it('leave open whether text without time below a wait is work or a remark', () => {
    const text = `${waits}That is all there is.`;
    expect(finding(judge([answer('log-text:despool', text)])).conditions[1]?.truth).toBe('unknown');
  });

  it('never show that something did not happen by lines that were not pasted', () => {
    const diagnosis = judge([
      answer('log-text:despool', waits),
      answer(
        'log-text:smsexec',
        line('00:01:00', 'SMS_EXECUTIVE', 'x') + line('02:30:00', 'SMS_EXECUTIVE', 'y'),
      ),
    ]);
    const started = finding(diagnosis).conditions.find((item) => item.id === 'executive-started');
    expect(started?.truth).toBe('unknown');
  });
});

describe('answers beside what was read', () => {
  const read: SiteEvidence = {
    ...emptySite,
    collectedAt: snapshot,
    releases: [release('2.00.1493.2000')],
    logs: logs(knowledge, { 'Logs/Despool.log': waits }),
    inboxes: [inbox('Despoolr.box/Receive', 3, may(17, '17:20'))],
    services: [
      {
        service: 'SMS_EXECUTIVE',
        state: 'stopped',
        source: { kind: 'services', path: 'services.txt', line: 4 },
      },
    ],
    coverage: { ...emptySite.coverage, logs: true, inboxes: true, services: true },
  };

  it('a newer count takes the place of the listing and says so', () => {
    const diagnosis = judge([answer(receive, '420/900', '2001-05-17T18:00:00')], read);
    expect(diagnosis.inboxes[0]).toMatchObject({
      files: 420,
      judgement: 'true',
      path: 'Inboxes/Despoolr.box/Receive',
    });
    expect(diagnosis.inboxes[0]?.why).toContain('Inboxes/Despoolr.box/Receive shows 3 files');
    expect(diagnosis.facts.find((fact) => fact.id === 'counted:despoolr.box/receive')).toMatchObject({
      state: 'disputed',
    });
  });

  it('an older count does not, and is told', () => {
    const diagnosis = judge([answer(receive, '420/900', '2001-05-16T18:00:00')], read);
    expect(diagnosis.inboxes[0]).toMatchObject({ files: 3, judgement: 'false' });
    expect(diagnosis.inboxes[0]?.why).toContain('420 files were counted by hand before that');
  });

  it('pasted lines that are not newer than the log are not counted again', () => {
    const diagnosis = judge([answer('log-text:despool', waits)], read);
    expect(diagnosis.stalls[0]?.because).toContain('3 times');
    expect(diagnosis.facts.find((fact) => fact.id === 'pasted:despool')).toMatchObject({ state: 'disputed' });
  });

  it('pasted lines that are newer go on from the log', () => {
    const newer = waits + line('17:28:00', 'SMS_DESPOOLER', 'Executing instruction');
    const diagnosis = judge([answer('log-text:despool', newer)], read);
    expect(finding(diagnosis).verdict).toBe('ruled-out');
    expect(finding(diagnosis).against.map((item) => item.source)).toContain('pasted by A. Meyer:4');
  });

  it('a service state that was answered counts, and what was read is told', () => {
    const diagnosis = judge([answer('service-state:SMS_EXECUTIVE', 'running')], read);
    const there = finding(diagnosis).conditions.find((item) => item.id === 'executive-there');
    expect(there).toMatchObject({ truth: 'true' });
    expect(there?.because).toContain('services.txt:4 says stopped');
    expect(diagnosis.facts.find((fact) => fact.id === 'service:SMS_EXECUTIVE')?.state).toBe('disputed');
  });

  it('a service state that was answered before the collection does not count', () => {
    const diagnosis = judge(
      [{ ...answer('service-state:SMS_EXECUTIVE', 'running'), at: '2001-05-16T09:00:00' }],
      read,
    );
    const there = finding(diagnosis).conditions.find((item) => item.id === 'executive-there');
    expect(there).toMatchObject({ truth: 'false' });
    expect(there?.because).toContain('what was read is newer and counts');
  });

  it('a time that was answered does not replace the snapshot’s own', () => {
    const diagnosis = judge([answer('collected-at', '2001-05-20T09:00')], read);
    expect(diagnosis.at).toBe('2001-05-17T17:30:00');
    expect(diagnosis.facts.find((fact) => fact.id === 'collected-at')?.state).toBe('disputed');
  });

  it('a rule that was set by hand judges its inbox only', () => {
    const evidence = {
      ...read,
      inboxes: [inbox('Despoolr.box/Receive', 30, may(17, '15:30')), inbox('ddm.box', 30, may(17, '15:30'))],
    };
    const diagnosis = judge([answer('backlog-rule:despoolr.box/receive', '50/240')], evidence);
    expect(diagnosis.inboxes.map((item) => [item.judgement, item.rule?.from])).toEqual([
      ['false', 'answered'],
      ['true', 'common'],
    ]);
    expect(diagnosis.inboxes[0]?.rule?.text).toContain('set by hand (answered by A. Meyer)');
  });
});
