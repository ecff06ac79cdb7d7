import { describe, expect, it } from 'vitest';
import type { ReportOptions } from '../../../electron/report/render-report.ts';
import { renderReport } from '../../../electron/report/render-report.ts';
import { compareReadings } from '../../../electron/engine/case/compare-readings.ts';
import { reportedRun } from '../../../electron/report/reported-run.ts';
import { sampleRun } from './sample-run.ts';
import { shippedPlans } from './read-asset.ts';
import { sampleDiagnosis, sampleFinding } from './sample-diagnosis.ts';

const bare: ReportOptions = { redact: false, caseInfo: null, plans: shippedPlans() };
const full: ReportOptions = {
  ...bare,
  caseInfo: { name: 'Packages stopped', ticket: 'INC-4711', technician: 'Anna Meyer' },
  runs: [sampleRun()],
};

describe('JSON report', () => {
  it('is the diagnosis itself when nothing else is given', () => {
    expect(JSON.parse(renderReport(sampleDiagnosis(), 'json', bare))).toEqual(sampleDiagnosis());
  });

  it('adds case, runs, comparison and evidence only when given', () => {
    const verification = compareReadings(sampleDiagnosis(), sampleDiagnosis());
    const evidenceSha256 = 'ab'.repeat(32);
    const options = { ...full, verification, evidenceSha256 };
    expect(JSON.parse(renderReport(sampleDiagnosis(), 'json', options))).toEqual({
      ...sampleDiagnosis(),
      case: full.caseInfo,
      runs: [reportedRun(sampleRun())],
      verification,
      evidenceSha256,
    });
  });
});

describe('every written report', () => {
  const formats = ['html', 'markdown', 'text'] as const;

  it.each(formats)(
    '%s says verdict, evidence with its line, what is missing and why not the other',
    (format) => {
      const report = words(renderReport(sampleDiagnosis(), format, full));
      for (const piece of [
        'Fault confirmed',
        'SMS_EXECUTIVE stands still since the site backup started it again.',
        'Logs/Despool.log:1042',
        'Waiting for an available despooling thread',
        'The state of SMS_EXECUTIVE is not known.',
        'Why not Q304381? 2.0 SP2 is not listed for this article; it names 2.0 SP3.',
        'Not collected: Sitecomp.log was not in the folder.',
        'Line 88 holds binary garbage; the lines after it were used.',
        'Is SMS_EXECUTIVE shown as started?',
        '17 May 2001, 20:43 server time',
        'UTC-4',
        'despoolr.box/receive',
        '15 hours old',
        'net.exe stop SMS_SITE_COMPONENT_MANAGER',
        'INC-4711',
        'Skipped by Anna Meyerbeer on 17 May 2001, 21:07: no rights on machine GOOFY7',
        'How to read this report',
      ]) {
        expect(report).toContain(piece);
      }
      for (const tick of ['✓', '✕', '?']) expect(report).toContain(tick);
    },
  );

  it.each(formats)('%s tells the steps and commands of the first plan that nobody has begun', (format) => {
    const steps = shippedPlans().find(({ id }) => id === 'restart-executive')?.steps ?? [];
    const commands = steps.flatMap((step) => step.commands ?? []);
    const first = steps.find((step) => step.caution !== undefined);
    expect(first).toBeDefined();
    const command = commands.find((candidate) => !/[<>]/.test(candidate)) ?? '';
    expect(command).not.toBe('');
    expect(words(renderReport(sampleDiagnosis(), format, bare))).toContain(words(command));
    const caution = (options: ReportOptions): boolean =>
      words(renderReport(sampleDiagnosis(), format, options)).includes(words(first?.caution ?? ''));
    expect([caution(bare), caution(full)]).toEqual([true, false]);
  });

  it.each(formats)('%s of a site without evidence is honest about it', (format) => {
    const empty = sampleDiagnosis({
      verdict: 'undetermined',
      findings: [sampleFinding({ verdict: 'possible', whyNot: 'Nothing decides it.' })],
      inboxes: [],
      stalls: [],
      services: [],
      logs: [],
      threads: [],
      events: [],
    });
    const report = words(renderReport(empty, format, bare));
    expect(report).toContain('Not decided yet');
    expect(report).toContain('Not collected: no inbox was in what was read.');
    expect(report).toContain('Not collected: nothing says which services were running.');
    expect(report).not.toContain('NET STOP');
    expect(report).not.toContain('The strongest evidence');
  });

  it.each(formats)('%s promises questions only where there are some', (format) => {
    const open = { verdict: 'undetermined', findings: [] } as const;
    const asked = words(renderReport(sampleDiagnosis(open), format, bare));
    expect(asked).toContain('What was read does not decide it yet. The questions below would.');
    const none = words(renderReport(sampleDiagnosis({ ...open, nextQuestions: [] }), format, bare));
    expect(none).toContain('What was read does not decide it yet.');
    expect(none).not.toContain('questions below');
  });

  it.each(formats)('%s hands a site that is stuck without a known fault to second level', (format) => {
    const unknown = { verdict: 'no-known-fault', findings: [], nextQuestions: [] } as const;
    const { stalls, inboxes } = sampleDiagnosis();
    for (const stuck of [
      sampleDiagnosis({ ...unknown, inboxes: [] }),
      sampleDiagnosis({ ...unknown, stalls: [] }),
    ]) {
      const report = words(renderReport(stuck, format, bare));
      expect(report).toContain('Copy the folder SMSLogs');
      expect(report).toContain('second level');
      expect(report).not.toContain('No step is advised');
    }
    const quiet = sampleDiagnosis({
      ...unknown,
      stalls: stalls.map((stall) => ({ ...stall, kind: 'silent' as const })),
      inboxes: inboxes.map((inbox) => ({ ...inbox, backlog: false, judgement: 'false' as const })),
    });
    const report = words(renderReport(quiet, format, bare));
    expect(report).toContain('No step is advised');
    expect(report).not.toContain('second level');
    expect(words(renderReport(sampleDiagnosis(), format, bare))).not.toContain('Hand the case over');
  });

  it('says when nothing tells since when a thread stands still', () => {
    const stalls = sampleDiagnosis().stalls.map((stall) => ({ ...stall, since: null }));
    expect(renderReport(sampleDiagnosis({ stalls }), 'text', bare)).toContain('not known');
  });

  it('text keeps within 96 columns', () => {
    const long = sampleDiagnosis({ headline: `word ${'x'.repeat(300)} word` });
    for (const line of renderReport(long, 'text', full).split('\n'))
      expect(Array.from(line).length).toBeLessThanOrEqual(96);
  });

  it('takes passwords out of every format, redacted or not', () => {
    const leaking = sampleDiagnosis({
      unreadable: [
        {
          source: 'Logs/Licsvcfg.log:9',
          why: 'It says: login sa, password=Hunter2 and PWD: "two words" there.',
        },
      ],
    });
    for (const format of [...formats, 'json'] as const) {
      for (const redact of [false, true]) {
        const report = renderReport(leaking, format, { ...bare, redact });
        expect(report).not.toMatch(/Hunter2|two words/);
        expect(report).toMatch(/password-removed/);
      }
    }
  });
});

describe('HTML report', () => {
  const html = renderReport(sampleDiagnosis(), 'html', full);

  it('loads and runs nothing', () => {
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<object|@import|url\(|\son[a-z]+=|https?:\/\//i);
    for (const [, target] of html.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^#[\w-]+$/);
  });

  it('can be read without seeing it: one first heading, no level left out, heads with scope, links that lead somewhere', () => {
    const levels = [...html.matchAll(/<h([1-6])[ >]/g)].map((hit) => Number(hit[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, index) => expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1));
    expect(html.match(/<th(?![^>]*scope=)[ >]/g)).toBeNull();
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((hit) => hit[1]));
    expect(ids.size).toBe([...html.matchAll(/ id="/g)].length);
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(ids.has(target)).toBe(true);
  });

  it('has every element closed', () => {
    expect(unclosed(html)).toEqual([]);
  });
});

/** Elements left open or closed in the wrong order. */
function unclosed(html: string): readonly string[] {
  const alone = new Set(['meta', 'br', 'rect']);
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [whole, slash, name = ''] of html
    .replace(/<style>[\s\S]*<\/style>/, '')
    .matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (alone.has(name)) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) wrong.push(whole);
  }
  return [...wrong, ...open];
}

/** What a reader sees: marks of the format gone, blanks collapsed. */
function words(report: string): string {
  return report
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('\\', '')
    .replace(/\s+/g, ' ');
}
