/** The built command line on every made-up site and on the four samples that ship. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { CitedEvidence, Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { EvidenceFiles, tidy } from '../../support/evidence-files.ts';
import { runDoctor } from '../../support/run-doctor.ts';
import { SITE_VARIANTS } from '../../support/site-variants.ts';
import { BOTH_RULED_OUT, SP2_CONFIRMED, SP3_CONFIRMED, WAITING_CITED } from '../../support/variant.ts';
import type { Allowed, SiteVariant } from '../../support/variant.ts';

const SAMPLES = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'assets', 'samples');

/** One waiting line that is quoted is enough; more than this many lines are never joined into one entry. */
const LINES_OF_A_BROKEN_ENTRY = 6;

function sampleVariant(id: string, expectation: SiteVariant['expect']): SiteVariant {
  return {
    id: `sample ${id}`,
    make: () => Promise.resolve([join(SAMPLES, `${id}.zip`)]),
    expect: expectation,
  };
}

const SAMPLE_VARIANTS: readonly SiteVariant[] = [
  sampleVariant('sp2-after-backup', {
    exit: 1,
    verdict: 'confirmed',
    findings: SP2_CONFIRMED,
    evidence: [
      WAITING_CITED('Q260366'),
      { finding: 'Q260366', side: 'for', source: /Smsbkup\.log:\d+$/, text: /backup completed/ },
      { finding: 'Q260366', side: 'for', source: /inboxes\.txt/, text: /receive/ },
    ],
    release: '2.0 SP2',
    at: '2001-05-17T17:30',
    note: 'SP2 stalled after a backup.',
  }),
  sampleVariant('sp3-at-startup', {
    exit: 1,
    verdict: 'confirmed',
    findings: SP3_CONFIRMED,
    evidence: [WAITING_CITED('Q304381')],
    release: '2.0 SP3',
    note: 'SP3 stalled at start-up.',
  }),
  sampleVariant('sp4-busy', {
    exit: 0,
    verdict: 'no-known-fault',
    findings: BOTH_RULED_OUT,
    release: '2.0 SP4',
    backlogs: [],
    at: '2002-09-18T10:15',
    note: 'Nothing is wrong.',
  }),
  sampleVariant('sp3-nothing-sent', {
    exit: 0,
    verdict: 'no-known-fault',
    findings: BOTH_RULED_OUT,
    release: '2.0 SP3',
    backlogs: ['replmgr.box/ready', 'schedule.box', 'schedule.box/tosend'],
    note: 'A backlog from another cause.',
  }),
];

/** Runs a test in a folder of its own, so that several can run at once. */
async function inNewFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'doctor-variant-'));
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('diagnose', () => {
  it.concurrent.each([...SAMPLE_VARIANTS, ...SITE_VARIANTS].map((variant) => [variant.id, variant] as const))(
    '%s: the right verdict, from lines that exist',
    { timeout: 120_000 },
    (_id, variant) => inNewFolder((folder) => checkVariant(variant, folder)),
  );
});

async function checkVariant(variant: SiteVariant, folder: string): Promise<void> {
  const { expect: expected } = variant;
  const sources = await variant.make(folder);
  const further = (variant.args ?? []).map((arg) => arg.replace('{folder}', folder));
  const run = await runDoctor(['diagnose', ...sources, '--format', 'json', ...further]);
  expect(listed(expected.exit), `${expected.note}\n${run.stderr}`).toContain(run.exit);
  expect(run.stderr).not.toMatch(/^\s+at .+:\d+/m);
  if (run.exit === 2) {
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    if (expected.stderr) expect(run.stderr).toMatch(expected.stderr);
    return;
  }
  const diagnosis = JSON.parse(run.stdout) as Diagnosis;
  expect(diagnosis.schema).toBe('sms-site-doctor/diagnosis@1');
  expect(run.exit).toBe(diagnosis.verdict === 'confirmed' || diagnosis.verdict === 'likely' ? 1 : 0);
  if (expected.verdict) expect(listed(expected.verdict), expected.note).toContain(diagnosis.verdict);
  checkSite(diagnosis, expected);
  checkFindings(diagnosis, variant);
  for (const name of expected.unreadable ?? []) {
    expect(diagnosis.unreadable.map(({ source }) => source).join('\n')).toContain(name);
  }
  const evidence = new EvidenceFiles(variant.undamaged?.(folder) ?? sources);
  checkCitations(diagnosis, evidence, variant.wrapped ? LINES_OF_A_BROKEN_ENTRY : 0);
}

function checkSite(diagnosis: Diagnosis, expected: SiteVariant['expect']): void {
  if (expected.release !== undefined) expect(diagnosis.site.release).toBe(expected.release);
  if (expected.at) expect(diagnosis.at.slice(0, expected.at.length)).toBe(expected.at);
  if (!expected.backlogs) return;
  const backedUp = diagnosis.inboxes.filter(({ backlog }) => backlog).map(({ path }) => path.toLowerCase());
  expect(backedUp.map((path) => path.replace(/^.*inboxes\//, '')).sort()).toEqual(
    [...expected.backlogs].sort(),
  );
}

function checkFindings(diagnosis: Diagnosis, variant: SiteVariant): void {
  for (const id of ['Q260366', 'Q304381'] as const) {
    const finding = diagnosis.findings.find((one) => one.id === id);
    expect(finding, `${id} is always among the findings`).toBeDefined();
    const allowed = variant.expect.findings?.[id];
    if (allowed) expect(listed(allowed), `${id}: ${variant.expect.note}`).toContain(finding!.verdict);
    if (finding!.verdict === 'ruled-out') expect(finding!.whyNot, `${id} says why not`).toBeTruthy();
  }
  for (const wanted of variant.expect.evidence ?? []) {
    const finding = diagnosis.findings.find((one) => one.id === wanted.finding)!;
    const fitting = finding[wanted.side].filter(
      (cited) => wanted.source.test(cited.source) && (wanted.text?.test(cited.text) ?? true),
    );
    expect(
      fitting.length,
      `${wanted.finding} ${wanted.side}: ${finding[wanted.side].map(({ source }) => source).join(', ')}`,
    ).toBeGreaterThan(0);
  }
}

/** Every `file:line` in the findings holds the text that is quoted from it. */
function checkCitations(diagnosis: Diagnosis, files: EvidenceFiles, around: number): void {
  const cited: CitedEvidence[] = diagnosis.findings.flatMap((finding) => [
    ...finding.for,
    ...finding.against,
  ]);
  for (const { source, text } of cited) {
    const place = /^(.+\.[A-Za-z_]{3}):(\d+)$/.exec(source);
    if (!place) continue;
    const found = files.textAt(place[1]!, Number(place[2]), around);
    expect(found, `${source} exists`).not.toHaveLength(0);
    const quoted = tidy(text)
      .replace(/…$|\.\.\.$/, '')
      .trim();
    expect(
      found.some((line) => line.includes(quoted)),
      `${source} holds "${text}", found ${JSON.stringify(found)}`,
    ).toBe(true);
  }
}

function listed<T>(allowed: Allowed<T>): readonly T[] {
  return Array.isArray(allowed) ? (allowed as readonly T[]) : [allowed as T];
}

it('the samples tested here are the ones that ship', async () => {
  const entries = JSON.parse(await readFile(join(SAMPLES, 'samples.json'), 'utf8')) as {
    readonly id: string;
  }[];
  expect(entries.map(({ id }) => `sample ${id}`)).toEqual(SAMPLE_VARIANTS.map(({ id }) => id));
});
