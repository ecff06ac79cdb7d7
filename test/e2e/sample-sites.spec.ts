import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { SAMPLE_EXPECTATIONS } from './support/expectations.ts';
import { expect, test } from './support/fixtures.ts';
import { citedLine } from './support/sites.ts';
import { runWholeWizard, WHO } from './support/whole-run.ts';

function finding(diagnosis: Diagnosis, id: string) {
  return diagnosis.findings.find((candidate) => candidate.id === id)!;
}

/** Letters and digits only, so that marks and blanks that are stripped for display do not matter. */
function letters(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 40);
}

for (const expected of SAMPLE_EXPECTATIONS) {
  test(`${expected.sample} goes from the first page to its reports`, async ({ wizard, reportPage }) => {
    const { html, json } = await runWholeWizard(wizard, expected);

    await test.step('the JSON report carries the diagnosis', () => {
      expect(json.schema).toBe('sms-site-doctor/diagnosis@1');
      expect(json.site).toMatchObject({ code: expected.code, release: expected.release });
      expect(json.verdict).toBe(expected.verdict);
      expect(json.at.slice(0, 10)).toBe(expected.day);
      for (const [id, verdict] of Object.entries(expected.findings)) {
        expect(finding(json, id).verdict, id).toBe(verdict);
        if (verdict === 'ruled-out') expect(finding(json, id).whyNot).toBeTruthy();
      }
    });

    await test.step('each cited log line stands at its line number', async () => {
      const cited = json.findings
        .flatMap((entry) => [...entry.for, ...entry.against])
        .filter(({ source }) => /^Logs\/.*:\d+$/i.test(source));
      for (const { source, text } of cited) {
        const quoted = letters(text).slice(0, 20);
        expect(quoted, `${source} quotes its line`).not.toBe('');
        const line = await citedLine(expected.sample, source);
        expect(letters(line ?? ''), source).toContain(quoted);
      }
      for (const [id, verdict] of Object.entries(expected.findings)) {
        if (verdict !== 'confirmed') continue;
        const proof = finding(json, id).for.map(({ source }) => source);
        expect(
          proof.filter((source) => /^Logs\/.*:\d+$/i.test(source)),
          `${id} cites log lines`,
        ).not.toEqual([]);
      }
    });

    await test.step('the HTML report says the same to a person', async () => {
      for (const words of [WHO.name, WHO.ticket, WHO.technician, expected.code, expected.release]) {
        expect(html).toContain(words);
      }
      expect(html).toContain('Q260366');
      expect(html).toContain('Q304381');
      expect(html).not.toMatch(/<script|https?:\/\/[^"'<\s]+\.(?:js|css|woff2?)/i);
      await expect(reportPage.preview.locator('body')).toContainText(expected.code);
    });
  });
}
