import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SiteEvidence } from '../../../electron/engine/evidence/model.ts';
import { diagnose } from '../../../electron/engine/reasoning/diagnose.ts';
import type { Timeline } from '../../../electron/engine/reasoning/diagnosis.ts';
import { watchedTexts } from '../../../electron/engine/knowledge/entry.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { emptySite, line, logs, may, WAITING } from '../reasoning/site.ts';

const knowledge = await loadKnowledge(path.resolve(import.meta.dirname, '../../../assets'));
const started = 'Initializing the status message reporting system...';

function timeline(texts: Readonly<Record<string, string>>, change: Partial<SiteEvidence> = {}): Timeline {
  const evidence: SiteEvidence = {
    ...emptySite,
    collectedAt: { value: may(17, '17:30'), source: { kind: 'snapshot', path: 'snapshot.ini', line: 3 } },
    logs: logs(knowledge, texts),
    ...change,
  };
  return diagnose(evidence, knowledge, { answers: [] }).timeline;
}

const stalled = {
  'Logs/Despool.log':
    line('01:00:00', 'SMS_DESPOOLER', 'work') +
    line('02:23:00', 'SMS_DESPOOLER', WAITING) +
    line('02:28:00', 'SMS_DESPOOLER', WAITING) +
    line('17:25:00', 'SMS_DESPOOLER', WAITING),
  'Logs/Sched.log': line('00:10:00', 'SMS_SCHEDULER', 'a') + line('02:21:00', 'SMS_SCHEDULER', 'b'),
  'Logs/Smsexec.log': line('02:20:00', 'SMS_EXECUTIVE', started),
  'Logs/Smsbkup.log': line('02:19:00', 'SMS_SITE_BACKUP', '05/17/01 02:19:00 - backup completed.'),
  'Logs/Sitecomp.log': line('17:20:00', 'SMS_SITE_COMPONENT_MANAGER', 'Polling'),
};

describe('the timeline', () => {
  it('has a lane per component with its ends, spans and state', () => {
    const { lanes, from, to } = timeline(stalled);
    expect([from, to]).toEqual(['2001-05-17T00:10:00', '2001-05-17T17:30:00']);
    expect(lanes.map((lane) => [lane.component, lane.kind, lane.state])).toEqual([
      ['SMS_DESPOOLER', 'thread', 'waiting'],
      ['SMS_SCHEDULER', 'thread', 'silent'],
      ['SMS_EXECUTIVE', 'service', 'quiet'],
      ['SMS_SITE_BACKUP', 'service', 'quiet'],
      ['SMS_SITE_COMPONENT_MANAGER', 'service', 'writing'],
    ]);
    const [despooler, scheduler] = lanes;
    expect(despooler?.spans.find((span) => span.kind === 'waiting')).toMatchObject({
      from: '2001-05-17T02:23:00',
      to: '2001-05-17T17:30:00',
      fromSource: 'Logs/Despool.log:2',
      toSource: 'Logs/Despool.log:4',
      lines: 3,
    });
    expect(scheduler?.spans.map((span) => [span.kind, span.from, span.to, span.toSource])).toEqual([
      ['silence', '2001-05-17T00:10:00', '2001-05-17T02:21:00', 'Logs/Sched.log:2'],
      ['silence', '2001-05-17T02:21:00', '2001-05-17T17:30:00', ''],
    ]);
    for (const lane of lanes) expect(lane.because).not.toBe('');
  });

  it('marks starts, backups, crashes and the collection, each once and in order', () => {
    const twice = {
      ...stalled,
      'Logs/Smsexec.log':
        line('02:20:00', 'SMS_EXECUTIVE', started) +
        line(
          '02:20:01',
          'SMS_EXECUTIVE',
          'STATMSG: ID=500 SEV=I LEV=M SOURCE="SMS Server" COMP="SMS_EXECUTIVE" SYS=A SITE=B PID=1 TID=2 GMTDATE=Thu May 17 06:20:01.000 2001',
        ),
    };
    const crash = {
      folder: 'Logs/CrashDumps/1',
      time: may(17, '03:00'),
      service: 'SMS_EXECUTIVE',
      thread: 'SMS_SCHEDULER',
      source: { kind: 'crash' as const, path: 'Logs/CrashDumps/1/Crash.log', line: 1 },
    };
    const { marks } = timeline(twice, { crashes: [crash] });
    expect(marks.map((mark) => [mark.kind, mark.time, mark.source])).toEqual([
      ['backup-completed', '2001-05-17T02:19:00', 'Logs/Smsbkup.log:1'],
      ['service-started', '2001-05-17T02:20:00', 'Logs/Smsexec.log:1'],
      ['crash', '2001-05-17T03:00:00', 'Logs/CrashDumps/1/Crash.log:1'],
      ['collected', '2001-05-17T17:30:00', 'snapshot.ini:3'],
    ]);
  });

  it('says the same in words, in the order of time, each with its source', () => {
    const { words } = timeline(stalled);
    expect(words[0]?.text).toContain('from 17 May 2001, 00:10 to 17 May 2001, 17:30');
    const told = words.filter((sentence) => sentence.time !== null);
    expect(told.map((sentence) => sentence.time)).toEqual(told.map((sentence) => sentence.time).sort());
    expect(told.every((sentence) => sentence.source !== '')).toBe(true);
    const text = told.map((sentence) => sentence.text).join('\n');
    expect(text).toContain('SMS_DESPOOLER began to wait');
    expect(text).toContain('SMS_SCHEDULER fell silent.');
    expect(text).toContain('The evidence was collected.');
  });

  it('stays bounded, and says what it leaves out', () => {
    const starts = Array.from({ length: 190 }, (_, index) =>
      line(
        `${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00`,
        'SMS_EXECUTIVE',
        started,
      ),
    ).join('');
    const many: Record<string, string> = { 'Logs/Smsexec.log': starts };
    for (let index = 0; index < 100; index += 1) {
      many[`Logs/X${index}.log`] = line('05:00:00', `X_${index}`, 'x');
    }
    const { lanes, marks, words } = timeline(many);
    expect(lanes).toHaveLength(80);
    expect(marks.length).toBeLessThanOrEqual(120);
    expect(words.length).toBeLessThan(120);
    const text = words.map((sentence) => sentence.text).join('\n');
    expect(text).toContain('151 older starts, stops, backups and crashes are not told.');
    expect(text).toContain('21 further components are not shown.');
  });

  it('marks starts 25 seconds apart as often as half a minute has passed', () => {
    const starts = Array.from({ length: 20 }, (_, index) => {
      const second = index * 25;
      const time = `02:${String(10 + Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`;
      return line(time, 'SMS_EXECUTIVE', started);
    }).join('');
    const { marks } = timeline({ 'Logs/Smsexec.log': starts });
    expect(marks.filter((mark) => mark.kind === 'service-started')).toHaveLength(10);
  });

  it('keeps the latest waiting spans, whichever text they are of', () => {
    const waiting = watchedTexts(knowledge).filter((watch) =>
      watch.components.some((component) => component.toUpperCase() === 'SMS_DESPOOLER'),
    );
    const [first] = waiting;
    if (first === undefined) throw new Error('nothing is watched for');
    const run = (hour: number, minute: number) => {
      const at = (more: number) => ({
        path: 'Logs/Despool.log',
        line: hour * 60 + minute + more,
        time: may(17, `${String(hour).padStart(2, '0')}:${String(minute + more).padStart(2, '0')}:00`),
        component: 'SMS_DESPOOLER',
        thread: null,
        text: first.text,
      });
      return { first: at(0), last: at(0), count: 1, endedBy: at(1) };
    };
    const ofHour = (hour: number) => Array.from({ length: 15 }, (_, index) => run(hour, index * 2));
    const hits = [ofHour(10), ofHour(3)].map((runs) => ({
      watchId: first.id,
      count: runs.length,
      first: runs[0]?.first ?? run(1, 0).first,
      last: runs.at(-1)?.last ?? run(1, 0).last,
      runs,
    }));
    const { lanes } = timeline(stalled, { logs: { ...logs(knowledge, stalled), hits } });
    const spans = lanes
      .find((lane) => lane.component === 'SMS_DESPOOLER')
      ?.spans.filter((span) => span.kind === 'waiting');
    expect(spans?.filter((span) => span.from.includes('T10:'))).toHaveLength(15);
    expect(spans).toHaveLength(20);
  });

  it('is empty where no line carries a time, and says so', () => {
    const bare = timeline({ 'Logs/Despool.log': 'no tail here\r\n' }, { collectedAt: null });
    expect(bare).toMatchObject({ from: null, to: null, lanes: [], marks: [] });
    expect(bare.words).toHaveLength(1);
  });
});
