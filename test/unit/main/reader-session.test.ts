import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundledSamples, samplePath } from '../../../electron/main/sample-sites.ts';
import type { ReadResult, TaskProgress } from '../../../electron/reader/protocol.ts';
import { readerSession } from '../../../electron/reader/reader-session.ts';
import type { TaskControl } from '../../../electron/reader/reader-session.ts';

const ASSETS = fileURLToPath(new URL('../../../assets', import.meta.url));

/** What came of reading a single site. */
async function opened(reading: Promise<ReadResult>): Promise<Extract<ReadResult, { readonly kind: 'site' }>> {
  const result = await reading;
  if (result.kind !== 'site') throw new Error('Several sites were found.');
  return result;
}

const quiet = (): TaskControl => ({ onProgress: () => undefined });

/** Path of a bundled sample, by way of the list that the window shows. */
async function sample(id: string): Promise<string> {
  const entry = (await bundledSamples(ASSETS)).find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`There is no sample ${id}.`);
  return samplePath(ASSETS, entry);
}

let sp2: string;
let sp4: string;

beforeAll(async () => {
  [sp2, sp4] = await Promise.all([sample('sp2-after-backup'), sample('sp4-busy')]);
});

describe('session of the reader', () => {
  it('reads a site, tells how far it is, and diagnoses it', async () => {
    const seen: TaskProgress[] = [];
    const control: TaskControl = { onProgress: (progress) => seen.push(progress) };
    const { label, diagnosis } = await opened(readerSession(ASSETS).read({ paths: [sp2] }, control));
    expect(label).toContain('sp2-after-backup');
    expect(diagnosis).toMatchObject({ verdict: 'confirmed', site: { code: 'HQ1', release: '2.0 SP2' } });
    expect(seen.length).toBeGreaterThan(0);
  });

  it('weighs answers with the evidence it holds, and takes them back when they are gone', async () => {
    const session = readerSession(ASSETS);
    const { diagnosis: before } = await opened(session.read({ paths: [sp2] }, quiet()));
    const answer = { question: 'release', value: '2.0 SP4', by: 'A. Meyer', at: null };
    const progress: TaskProgress[] = [];
    const control: TaskControl = { onProgress: (state) => progress.push(state) };
    const answered = await session.diagnose({ paths: [sp2], answers: [answer] }, control);
    expect(answered.answers).toMatchObject([{ question: 'release', value: '2.0 SP4', by: 'A. Meyer' }]);
    expect(await session.diagnose({ paths: [sp2], answers: [] }, control)).toEqual(before);
    // Nothing was read again.
    expect(progress).toEqual([]);
  });

  it('reads a site first whose evidence it does not hold, as after a restart', async () => {
    const diagnosis = await readerSession(ASSETS).diagnose({ paths: [sp4], answers: [] }, quiet());
    expect(diagnosis.site.code).toBe('SEA');
  });

  it('diagnoses answers alone when nothing was read', async () => {
    const answers = [{ question: 'release', value: '2.0 SP2', by: null, at: null }];
    const diagnosis = await readerSession(ASSETS).diagnose({ paths: [], answers }, quiet());
    expect(diagnosis.site.release).toBe('2.0 SP2');
    expect(diagnosis.verdict).not.toBe('confirmed');
  });

  it('keeps the evidence of the site before when a reading fails', async () => {
    const session = readerSession(ASSETS);
    const { diagnosis } = await opened(session.read({ paths: [sp2] }, quiet()));
    const gone = path.join(ASSETS, 'not-there');
    await expect(session.read({ paths: [gone] }, quiet())).rejects.toThrow();
    const progress: TaskProgress[] = [];
    const control: TaskControl = { onProgress: (state) => progress.push(state) };
    expect(await session.diagnose({ paths: [sp2], answers: [] }, control)).toEqual(diagnosis);
    expect(progress).toEqual([]);
  });

  it('shows the lines around each cited place', async () => {
    const session = readerSession(ASSETS);
    const { diagnosis } = await opened(session.read({ paths: [sp2] }, quiet()));
    const source = diagnosis.findings[0]?.for.find((cited) => /Despool.*:\d+$/i.test(cited.source))?.source;
    const lines = await session.excerpt({ paths: [sp2], cited: source ?? '', context: 3 }, quiet());
    expect(lines.filter(({ cited }) => cited)).toHaveLength(1);
    expect(lines.length).toBeGreaterThan(1);
  });

  const noCase = { runs: [], verification: null, evidenceSha256: null };

  it.each(['html', 'json', 'markdown', 'text'] as const)('renders the report as %s', async (format) => {
    const session = readerSession(ASSETS);
    const { diagnosis } = await opened(session.read({ paths: [sp2] }, quiet()));
    const caseInfo = { name: 'Packages stopped', ticket: 'INC-4711', technician: 'A. Meyer' };
    const request = { diagnosis, format, redact: false, caseInfo, ...noCase };
    const report = await session.report(request, quiet());
    expect(report).toContain('Q260366');
  });

  it('writes reports that fit the policy of the preview: no script, no style attribute', async () => {
    const session = readerSession(ASSETS);
    const { diagnosis } = await opened(session.read({ paths: [sp2] }, quiet()));
    const caseInfo = { name: '"><script>alert(1)</script>', ticket: '', technician: '' };
    const request = { diagnosis, format: 'html', redact: false, caseInfo, ...noCase } as const;
    const report = await session.report(request, quiet());
    expect(report).not.toMatch(/<script|\sstyle=|\son\w+=|javascript:/i);
  });

  it('says what is wrong with a path that is not there', async () => {
    const gone = path.join(ASSETS, 'not-there');
    await expect(readerSession(ASSETS).read({ paths: [gone] }, quiet())).rejects.toMatchObject({
      code: 'not-found',
      nextStep: expect.any(String) as string,
    });
  });

  it('knows the plans', async () => {
    const plans = await readerSession(ASSETS).plans(null, quiet());
    expect(plans.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['restart-executive', 'stagger-backup-start', 'upgrade-service-pack']),
    );
  });
});

describe('comparing with a zip that holds several sites', () => {
  let folder: string;
  let both: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'doctor-compare-'));
    const entries: Record<string, Uint8Array> = {};
    for (const [name, file] of Object.entries({ first: sp2, second: sp4 })) {
      for (const [entry, content] of Object.entries(unzipSync(readFileSync(file))))
        entries[`${name}/${entry}`] = content;
    }
    both = path.join(folder, 'both.zip');
    writeFileSync(both, zipSync(entries, { level: 1 }));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['HQ1', 'SEA'])('takes the one that is open: %s', async (code) => {
    const session = readerSession(ASSETS);
    const later = (await opened(session.read({ paths: [code === 'HQ1' ? sp2 : sp4] }, quiet()))).diagnosis;
    expect(later.site.code).toBe(code);
    const compared = await session['compare-with']({ paths: [both], later }, quiet());
    // Both are one collection, so that nothing but the time is wrong with them.
    expect(compared.problem).toContain('at the same time');
    expect(compared.changes.length).toBeGreaterThan(20);
  });

  it.each([
    [{ code: 'sea', server: null }, true],
    [{ code: 'SEA', server: 'ELSEWHERE' }, false],
    [{ code: 'LON', server: null }, false],
    [{ code: null, server: null }, false],
  ])('goes by what is known of the open site: %j', async (known, found) => {
    const session = readerSession(ASSETS);
    const { diagnosis } = await opened(session.read({ paths: [sp4] }, quiet()));
    const later = { ...diagnosis, site: { ...diagnosis.site, ...known } };
    const comparing = session['compare-with']({ paths: [both], later }, quiet());
    if (found) {
      expect((await comparing).problem).toContain('at the same time');
      return;
    }
    await expect(comparing).rejects.toMatchObject({
      code: 'several-sites',
      message: expect.stringMatching(/None of them is/) as string,
      nextStep: expect.stringContaining('earlier collection') as string,
    });
  });

  it('knows the open site by its server alone', async () => {
    const session = readerSession(ASSETS);
    const { diagnosis } = await opened(session.read({ paths: [sp4] }, quiet()));
    expect(diagnosis.site.server).not.toBeNull();
    const later = { ...diagnosis, site: { ...diagnosis.site, code: null } };
    const compared = await session['compare-with']({ paths: [both], later }, quiet());
    expect(compared.problem).toContain('at the same time');
  });
});
