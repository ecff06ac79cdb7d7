/** What came with answers, ages, timelines and comparisons, in reports of a real diagnosis. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer, SiteEvidence } from '../../../electron/engine/evidence/model.ts';
import { compareInboxes } from '../../../electron/engine/inboxes/compare-inboxes.ts';
import { diagnose } from '../../../electron/engine/reasoning/diagnose.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { renderReport, type ReportOptions } from '../../../electron/report/render-report.ts';
import { emptySite, inbox, line, may, WAITING } from '../reasoning/site.ts';

const knowledge = await loadKnowledge(path.resolve(import.meta.dirname, '../../../assets'));
const formats = ['html', 'markdown', 'text'] as const;
const bare: ReportOptions = { redact: false, caseInfo: null, plans: knowledge.plans };

const source = { kind: 'snapshot' as const, path: 'snapshot.ini', line: 9 };
const pasted =
  line('02:22:00', 'SMS_DESPOOLER', 'Mail to zelda@example.com about NYSMS07') +
  line('02:23:00', 'SMS_DESPOOLER', WAITING) +
  line('02:28:00', 'SMS_DESPOOLER', WAITING) +
  line('17:25:00', 'SMS_DESPOOLER', WAITING);
const answers: readonly Answer[] = [
  ['release', '2.00.1493.2009'],
  ['inbox:despoolr.box/receive', '420/900'],
  ['log-text:despool', pasted],
  ['backlog-rule:despoolr.box/receive', '50/240'],
].map(([question = '', value = '']) => ({
  question,
  value,
  by: 'Zelda Quist',
  at: '2001-05-20T18:00:00Z',
}));
const files = [{ name: 'QUIST-PC.CONTOSO.CCR', bytes: 0, time: may(17, '12:00') }];
const evidence: SiteEvidence = {
  ...emptySite,
  collectedAt: { value: may(17, '17:30'), source },
  clock: { offsetMinutes: -240, basis: 'snapshot', source: null },
  inboxes: [
    {
      ...inbox('ccr.box', 30, may(17, '09:00')),
      byExtension: [
        { extension: 'ccr', files: 20, bytes: 0, oldest: null, newest: null },
        { extension: 'abc', files: 10, bytes: 0, oldest: null, newest: null },
      ],
      suspicious: [{ kind: 'empty', files: 1, examples: files }],
    },
  ],
  disks: [{ disk: '\\\\NYSMS07\\D$', freeBytes: 1024, source }],
  tracing: [{ component: 'SMS_SCHEDULER', enabled: false, logFile: null, maxFileSize: null, source }],
};
const diagnosis = diagnose(evidence, knowledge, {
  answers,
  now: { utc: may(20, '21:30'), deskOffsetMinutes: 0 },
});

/** What a reader sees. */
function words(report: string): string {
  return report
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('\\', '')
    .replace(/\s+/g, ' ');
}

describe('a report', () => {
  it.each(formats)('%s says at its head that the evidence is old, and warns before what to do', (format) => {
    const report = words(renderReport(diagnosis, format, bare));
    expect(report).toContain('the evidence is 3 days old. Collect again before you act.');
    expect(report).toContain('collected 3 days ago');
    expect(report.indexOf('First collect again')).toBeLessThan(report.indexOf('Restart SMS_EXECUTIVE'));
    expect(report.indexOf('First collect again')).toBeGreaterThan(0);
  });

  it.each(formats)('%s tells answers in words with who and when, never by their ids', (format) => {
    const report = words(renderReport(diagnosis, format, bare));
    for (const piece of [
      'Files in despoolr.boxreceive',
      ': 420 files, the oldest 15 hours old (Zelda Quist, 20 May 2001, 18:00)',
      'Pasted lines of Despool.log: 4 lines (Zelda Quist',
      'pasted by Zelda Quist:2',
    ])
      expect(report).toContain(piece);
    expect(report).not.toMatch(/log-text:|inbox:|backlog-rule:/);
  });

  it.each(formats)('%s shows timeline, files worth a look and the server', (format) => {
    const report = words(renderReport(diagnosis, format, bare));
    for (const piece of [
      'SMS_DESPOOLER began to wait',
      'The evidence was collected.',
      '1 file of zero bytes',
      '20 .ccr',
      'Logging is turned off for SMS_SCHEDULER',
      'a backlog is 50 files or more',
    ])
      expect(report).toContain(piece);
  });

  it.each(formats)('%s shows a comparison where one is given', (format) => {
    const later: SiteEvidence = {
      ...evidence,
      collectedAt: { value: may(17, '18:30'), source },
      inboxes: [inbox('ccr.box', 10, may(17, '09:00'))],
    };
    const comparison = compareInboxes(diagnosis, diagnose(later, knowledge, { answers: [] }));
    const report = words(renderReport(diagnosis, format, { ...bare, comparison }));
    expect(report).toContain('How the inboxes changed');
    expect(report).toContain('Draining at 20 files an hour; empty in about 30 minutes');
    expect(words(renderReport(diagnosis, format, bare))).not.toContain('How the inboxes changed');
  });

  it.each([...formats, 'json'] as const)('%s without names holds none of the new places', (format) => {
    const report = renderReport(diagnosis, format, { ...bare, redact: true });
    expect(report).not.toMatch(/zelda|quist|contoso|nysms07/i);
    expect(words(report)).toContain('Waiting for an available despooling thread');
    if (format === 'json') {
      expect(report).toContain('*.ccr');
      expect(report).not.toContain('"abc"');
    }
  });

  it('text of a stalled site stays short', () => {
    expect(renderReport(diagnosis, 'text', bare).split('\n').length).toBeLessThan(400);
  });
});
