import { describe, expect, it } from 'vitest';
import { compareReadings } from '../../../electron/engine/case/compare-readings.ts';
import { renderReport } from '../../../electron/report/render-report.ts';
import { shortenPaths } from '../../../electron/report/shorten-paths.ts';
import { hung, reading, well } from '../compare/made-up-site.ts';
import { shippedPlans } from './read-asset.ts';
import { sampleRun } from './sample-run.ts';

const formats = ['html', 'markdown', 'text'] as const;
const before = reading(hung);
const after = reading({
  ...well,
  at: '17 18:30',
  others: '17 18:29',
  receive: { files: 300, oldest: '17 03:00' },
  backups: ['17 02:19'],
});
const sha256 = '9f'.repeat(32);
const options = {
  redact: false,
  caseInfo: { name: 'Packages stopped', ticket: 'INC-4711', technician: 'Anna Meyerbeer' },
  plans: shippedPlans(),
  runs: [sampleRun()],
  verification: compareReadings(before, after),
  evidenceSha256: sha256,
};

/** Text of a report without marks of a format and without line ends. */
function words(report: string): string {
  return report
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/[\\*`_|]/g, '')
    .replace(/\s+/g, ' ');
}

describe.each(formats)('a report of a case as %s', (format) => {
  const report = words(renderReport(after, format, options));

  it('tells what was done, by whom and when, what was skipped and why', () => {
    for (const piece of [
      'What was done',
      'live: the program did the steps on the server',
      '17 May 2001, 21:05 by Anna Meyerbeer',
      '2 done, 1 skipped, 1 failed, 1 taken back',
      'Skipped by Anna Meyerbeer on 17 May 2001, 21:07: no rights on machine GOOFY7',
      'Seen: SMSSITECOMPONENTMANAGER is stopped and its process is gone.',
      'net.exe stop SMSSITECOMPONENTMANAGER',
      '+ sleep 60',
      'SMSEXECUTIVE still stops after 180 seconds. End its process.',
      'Taken back by Anna Meyerbeer on 17 May 2001, 21:14: Put back as it was.',
      'Not done: ',
    ]) {
      expect(report).toContain(words(piece));
    }
    expect(report).not.toContain('[Start] sleep');
  });

  it('puts before and after beside each other', () => {
    for (const piece of [
      'Before and after',
      'Partly fixed: Q260366 no longer shows, and the backlog drains; it is empty in about 3 hours at this pace.',
      'no longer shows, on evidence',
      ...(format === 'text'
        ? ['420 files', '300 files']
        : ['420 files, oldest 15 hours, a backlog', '300 files, oldest 16 hours, a backlog']),
      '↑',
      'The same in both: ',
    ]) {
      expect(report).toContain(piece);
    }
  });

  it('has a card for second level', () => {
    const card = report.slice(report.lastIndexOf('Handover card'));
    for (const piece of [
      'CEN',
      '2.0 SP2',
      'INC-4711',
      'Partly fixed',
      sha256,
      'no rights on machine GOOFY7',
    ]) {
      expect(card).toContain(piece);
    }
  });
});

describe('a report of a case', () => {
  it('says in the card that nothing was verified or done', () => {
    const bare = { ...options, runs: [], verification: null };
    const report = words(renderReport(before, 'text', bare));
    expect(report).toContain('Not verified: the site was not read again.');
    expect(report).toContain('Nothing: no plan was begun.');
    expect(report).not.toContain('What was done');
    expect(report).not.toContain('Before and after');
  });

  it('asks to read once more while the backlog drains, and not to hand over at once', () => {
    const todo = (of: Partial<typeof options>): string => {
      const report = words(renderReport(after, 'text', { ...options, ...of }));
      return report.slice(report.indexOf('What to do next'), report.indexOf('Findings: for'));
    };
    expect(todo({})).toContain('Read the site once more');
    expect(todo({})).not.toContain('Keep the proof');
    expect(todo({ verification: compareReadings(before, before) })).toContain('Keep the proof');
  });

  it('has no card where the case is no more than a diagnosis', () => {
    const report = renderReport(before, 'text', { redact: false, caseInfo: null, plans: options.plans });
    expect(report).not.toContain('Handover card');
  });

  it('keeps the card to half a page', () => {
    const report = renderReport(after, 'text', options);
    const card = report.slice(report.lastIndexOf('Handover card'), report.indexOf('About the times'));
    expect(card.split('\n').length).toBeLessThan(35);
  });

  it('stays short with a run and a comparison in it', () => {
    expect(renderReport(after, 'text', options).split('\n').length).toBeLessThan(520);
  });

  it('green stands only on what is fixed', () => {
    const verified = (of: typeof options): boolean =>
      renderReport(after, 'html', of).includes('class="banner verified"');
    expect(verified(options)).toBe(false);
    expect(verified({ ...options, verification: compareReadings(before, reading(well)) })).toBe(true);
  });

  it.each([...formats, 'json'] as const)(
    'without names, as %s, holds no name of runs and readings',
    (format) => {
      const label = 'C:\\Cases\\Fabrikam Ltd\\SMSSNAP-NYSMS01-1';
      const verification = compareReadings(
        { ...before, site: { ...before.site, label, server: 'NYSMS01' } },
        { ...after, site: { ...after.site, label, server: 'NYSMS01' } },
      );
      const report = renderReport(after, format, { ...options, verification, redact: true });
      expect(
        /NYSMS01|Meyerbeer|Fabrikam|Northwind|Traders|GOOFY7|4711|\bCEN\b/.exec(report)?.[0],
      ).toBeUndefined();
      expect(words(report)).toContain(words('net.exe stop SMS_SITE_COMPONENT_MANAGER'));
      expect(report).toContain(sha256);
    },
  );
});

describe('paths in a redacted case', () => {
  it.each([
    ['copied to C:\\Northwind Traders\\proof', 'copied to proof'],
    ['\\\\NYSMS01, folder \\\\NYSMS01\\Fabrikam\\SMS_CEN', '\\\\NYSMS01, folder SMS_CEN'],
    ['wrote "C:\\Program Files\\My Shop\\a b.bak", 12 bytes', 'wrote "a b.bak", 12 bytes'],
    ['read /home/anna/shop/Logs/Despool.log again', 'read Despool.log again'],
    ['Logs/Despool.log:12 says and/or 5/17', 'Logs/Despool.log:12 says and/or 5/17'],
    ['run net.exe /y and look', 'run net.exe /y and look'],
    ['C:\\ is full', 'C:\\ is full'],
  ])('%s', (text, shorter) => {
    expect(shortenPaths(text).text).toBe(shorter);
  });
});
