import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchedTexts } from '../../../electron/engine/knowledge/entry.ts';
import { diagnose } from '../../../electron/engine/reasoning/diagnose.ts';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { parseIsoTime, toServerTime } from '../../../electron/engine/time/format.ts';
import { loadKnowledge } from '../../../electron/knowledge-base/load.ts';
import { mapStrings } from '../../../electron/report/map-strings.ts';
import { renderReport } from '../../../electron/report/render-report.ts';
import { readSite } from '../../../electron/site/read-site.ts';

const assets = path.resolve(import.meta.dirname, '../../../assets');
const names: Readonly<Record<string, readonly [server: string, site: string]>> = {
  'sp2-after-backup': ['SMSHQ01', 'HQ1'],
  'sp3-at-startup': ['SMSMUC01', 'MUC'],
  'sp3-nothing-sent': ['SMSBOS01', 'BOS'],
  'sp4-busy': ['SMSSEA02', 'SEA'],
};

async function diagnosed(sample: string): Promise<Diagnosis> {
  const knowledge = await loadKnowledge(assets);
  const evidence = await readSite([path.join(assets, 'samples', `${sample}.zip`)], {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    watched: watchedTexts(knowledge),
  });
  const fixed = parseIsoTime('2003-01-01T00:00');
  if (fixed === null) throw new Error('The time of the test is none.');
  return diagnose(evidence, knowledge, { answers: [], fallbackNow: toServerTime(fixed, evidence.clock) });
}

function strings(value: unknown): readonly string[] {
  const found: string[] = [];
  mapStrings(value, (text) => {
    found.push(text);
    return text;
  });
  return found;
}

describe.each(Object.keys(names))('redacted report of %s', (sample) => {
  it('says the same, but for the names', async () => {
    const plain = await diagnosed(sample);
    const options = { caseInfo: null, plans: [] };
    const redacted = JSON.parse(renderReport(plain, 'json', { ...options, redact: true })) as Diagnosis;
    expect(redacted.verdict).toBe(plain.verdict);
    expect(redacted.headline).toBe(plain.headline);
    expect(redacted.findings.map((finding) => [finding.id, finding.verdict, finding.title])).toEqual(
      plain.findings.map((finding) => [finding.id, finding.verdict, finding.title]),
    );
    const waiting = (diagnosis: Diagnosis): readonly string[] =>
      diagnosis.findings.flatMap((finding) =>
        [...finding.for, ...finding.against].flatMap(({ text, source }) =>
          /waiting/i.test(text) ? [`${source} ${text}`] : [],
        ),
      );
    expect(waiting(plain).length).toBeGreaterThan(0);
    expect(waiting(redacted)).toEqual(waiting(plain));
    const before = strings(plain);
    const after = strings({ ...redacted, redaction: undefined });
    expect(after).toHaveLength(before.length);
    // Nothing but the site server, codes of sites and keys that begin with them was taken for a name.
    const other = after.filter((text) => /\b(?:ACCOUNT|PERSON|DOMAIN|CASE|ADDRESS|MAIL|TEXT)-\d/.test(text));
    expect(other).toEqual([]);
    after.forEach((text, index) => {
      const shape = text.replace(/\b(?:SERVER|SITE|KEY|SOURCE)-\d+/g, '#');
      // Names of files in the inboxes are cut down to what kind of file they are.
      const kind = /^\*(\.[a-z0-9]+)$/.exec(text)?.[1];
      if (kind !== undefined) expect(before[index]?.toLowerCase().endsWith(kind)).toBe(true);
      else if (!shape.includes('#') && text !== '(left out)') expect(text).toBe(before[index]);
    });
  });

  it('holds no name of the site', async () => {
    const plain = await diagnosed(sample);
    const [server, site] = names[sample] ?? ['', ''];
    expect([server, site]).toEqual([plain.site.server, plain.site.code]);
    for (const format of ['json', 'text', 'markdown', 'html'] as const) {
      const report = renderReport(plain, format, { redact: true, caseInfo: null, plans: [] });
      expect(report).not.toMatch(new RegExp(`${server}|(?<![A-Z0-9])${site}`, 'i'));
    }
  });
});
