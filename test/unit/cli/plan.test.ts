/** The built command line: runbooks and kits of collected sites. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCase } from '../../../electron/case-store/open-case.ts';
import { packCase } from '../../../electron/case-store/pack-case.ts';
import { diskFiles } from '../../../electron/files/file-operations.ts';
import type { RunbookJson } from '../../../electron/report/runbook/render-runbook.ts';
import { LICENSE, MANAGER, controlFileWith } from '../control-file/control-files.ts';
import { evidenceOf, hung } from '../compare/made-up-site.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const program = path.join(root, 'out/cli/sms-site-doctor.cjs');
const sample = (name: string): string => path.join(root, 'assets/samples', `${name}.zip`);

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, 'plan', ...args], { maxBuffer: 1 << 26 }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, out, err });
    });
  });
}

function expectRefusal(result: Run, words: RegExp): void {
  expect(result.code).toBe(2);
  expect(result.out).toBe('');
  expect(result.err.trim().split('\n')).toHaveLength(1);
  expect(result.err).toMatch(words);
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'doctor-plan-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A snapshot that tells no more than a release. */
async function snapshotOf(name: string, version: string): Promise<string> {
  const place = path.join(folder, name);
  await mkdir(path.join(place, 'Inboxes', 'Smsbkup.box'), { recursive: true });
  await writeFile(
    path.join(place, 'snapshot.ini'),
    `[Snapshot]\r\nFormatVersion=1\r\nComputer=BOSSMS07\r\nFullVersion=${version}\r\nSMSDirectory=F:\\SMS\r\n`,
  );
  return place;
}

describe('plan --for an article', () => {
  it('prints its plans in their order, with the commands of the site and the change of the control file', async () => {
    const { code, out } = await run(sample('sp2-after-backup'), '--for', 'q260366', '--format', 'json');
    expect(code).toBe(0);
    const { schema, plans } = JSON.parse(out) as RunbookJson;
    expect(schema).toBe('sms-site-doctor/plan@1');
    expect(plans.map(({ id, fit }) => [id, fit])).toEqual([
      ['restart-executive', 'advised'],
      ['stagger-backup-start', 'advised'],
      ['upgrade-service-pack', 'advised'],
    ]);
    expect(plans[0]?.site).toMatchObject({ server: 'SMSHQ01', smsDirectory: 'D:\\SMS', release: '2.0 SP2' });
    expect(plans[1]?.controlFile?.diff.filter(({ kind }) => kind === 'added')).toHaveLength(3);
    expect(plans[1]?.steps.find(({ id }) => id === 'insert-pauses')?.undo).toContain(
      'D:\\SMS\\Inboxes\\Smsbkup.box',
    );
  });

  it('names what is advised at a site that hangs at startup', async () => {
    const { code, out } = await run(sample('sp3-at-startup'), '--for', 'Q304381');
    expect(code).toBe(0);
    expect(out).toContain('Plans for this site');
    expect(out).toContain('Q304381 is confirmed here.');
    expect(out).not.toContain('Keep a copy, then insert the pauses');
  });

  it('refuses an article that is ruled out, with the reason and what to give in its place', async () => {
    const result = await run(sample('sp2-after-backup'), '--for', 'Q304381');
    expectRefusal(result, /Q304381 is ruled out for this site\. .*2\.0 SP2.*upgrade-service-pack/);
  });

  it.each(['Q999999', 'restart', '12', ''])('refuses "%s", naming what there is', async (id) => {
    expectRefusal(
      await run(sample('sp2-after-backup'), '--for', id),
      /Give one of: .*Q260366.*restart-executive/,
    );
  });
});

describe('plan --for a plan', () => {
  it('prints it whatever speaks against it, and says what does', async () => {
    const { code, out } = await run(sample('sp4-busy'), '--for', 'stagger-backup-start');
    expect(code).toBe(0);
    expect(out).toContain('Not for this site');
    expect(out).toContain('Keep a copy, then insert the pauses');
  });

  it('uses answers to the questions', async () => {
    const answers = path.join(folder, 'answers.yaml');
    await writeFile(answers, 'release: 2.0 SP3\n');
    const place = await snapshotOf('answered', '');
    const { code, out } = await run(place, '--for', 'upgrade-service-pack', '--answers', answers);
    expect(code).toBe(0);
    expect(out).toContain('Cure for BOSSMS07, 2.0 SP3');
  });

  it('says how the control file must look where none was collected', async () => {
    const place = await snapshotOf('without', '2.00.1493.2009');
    const { code, out } = await run(place, '--for', 'stagger-backup-start');
    expect(code).toBe(0);
    expect(out).toContain('No control file was collected.');
    expect(out).toContain('COPY "F:\\SMS\\Inboxes\\Smsbkup.box\\Smsbkup.ctl"');
  });

  it('says why a control file is not edited that is not as the article expects', async () => {
    const place = await snapshotOf('odd', '2.00.1493.2009');
    await writeFile(path.join(place, 'Inboxes', 'Smsbkup.box', 'Smsbkup.ctl'), '[Tokens]\r\n[Stop]\r\n');
    const { code, out } = await run(place, '--for', 'stagger-backup-start');
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toMatch(/not as Q260366 expects it.*cannot be shown here/);
  });

  it('writes HTML into a file, whole', async () => {
    const file = path.join(folder, 'change.html');
    const args = ['--for', 'restart-executive', '--format', 'html', '--out', file];
    const { code, out } = await run(sample('sp2-after-backup'), ...args);
    expect([code, out]).toEqual([0, '']);
    const html = await readFile(file, 'utf8');
    expect(html.startsWith('<!doctype html>')).toBe(true);
    expect(html.trim().endsWith('</html>')).toBe(true);
  });

  it('does not write over what was collected', async () => {
    const place = await snapshotOf('kept', '2.00.1493.2009');
    const out = await run(place, '--for', 'restart-executive', '--out', path.join(place, 'snapshot.ini'));
    expectRefusal(out, /is read here|lies in/);
    const kit = await run(place, '--for', 'restart-executive', '--kit', path.join(place, 'kits'));
    expectRefusal(kit, /--kit/);
    expect(await readdir(place)).not.toContain('kits');
  });

  it('needs a source that is there, and something to plan for', async () => {
    expectRefusal(await run(path.join(folder, 'nowhere'), '--for', 'Q260366'), /nowhere/);
    expectRefusal(await run(sample('sp4-busy')), /--for/);
  });
});

describe('plan of a case', () => {
  it.each(['folder', 'file'] as const)('uses the reading and the answers that the %s holds', async (kind) => {
    const place = path.join(folder, `case-${kind}`);
    const who = { by: () => 'A. Meyer', now: () => new Date(0), computer: 'DESK-7' };
    const opened = await createCase(
      diskFiles,
      place,
      { name: 'Packages stuck', ticket: 'INC-4711', technician: 'A. Meyer' },
      who,
    );
    const read = evidenceOf({ ...hung, release: null });
    const controlFile = {
      path: 'Inboxes/Smsbkup.box/Smsbkup.ctl',
      bytes: 900,
      spelling: 'usual',
      hasStartSection: true,
      state: 'untouched',
    };
    const kept = await opened.keepEvidence(
      'evidence.json',
      Buffer.from(JSON.stringify({ ...read, controlFiles: [controlFile] })),
    );
    const stored = await opened.keepEvidence(
      controlFile.path,
      Buffer.from(controlFileWith([MANAGER, LICENSE])),
    );
    await opened.append({
      kind: 'site-read',
      label: read.label,
      source: { paths: [], server: null, folder: null, site: null },
      evidence: kept,
      diagnosis: kept,
      files: [stored],
      notKept: [],
      headline: '',
      verdict: 'likely',
    });
    const answer = { question: 'release', value: '2.0 SP2', by: 'A. Meyer', at: null };
    await opened.append({ kind: 'answers', answers: [answer] });
    await opened.close();
    const source = kind === 'folder' ? place : `${place}.smscase`;
    if (kind === 'file') await packCase(diskFiles, place, source);
    const { code, out } = await run(source, '--for', 'stagger-backup-start');
    expect(code).toBe(0);
    expect(out).toContain('Q260366 is confirmed here.');
    expect(out).toMatch(/\+ *sleep 60/);
  });
});

describe('plan --kit', () => {
  it('writes one kit for each plan that may be done, named after plan and server', async () => {
    const kits = path.join(folder, 'kits');
    const { code, out, err } = await run(sample('sp2-after-backup'), '--for', 'Q260366', '--kit', kits);
    expect(code).toBe(0);
    expect(out).toContain('Plans for this site');
    const names = (await readdir(kits)).sort();
    expect(names).toEqual([
      'SMSFIX-restart-executive-SMSHQ01',
      'SMSFIX-stagger-backup-start-SMSHQ01',
      'SMSFIX-upgrade-service-pack-SMSHQ01',
    ]);
    for (const name of names) {
      expect(err).toContain(name);
      expect(await readdir(path.join(kits, name))).toEqual(
        expect.arrayContaining(['kit.json', 'runbook.html']),
      );
    }
  });

  it('says which plan has none and why, and fails where it was asked for by its id', async () => {
    const place = await snapshotOf('no-kit', '2.00.1493.2009');
    const kits = path.join(folder, 'some-kits');
    const some = await run(place, '--for', 'Q260366', '--kit', kits);
    expect(some.code).toBe(0);
    expect(some.err).toMatch(/No kit for stagger-backup-start: No control file was collected/);
    expect(await readdir(kits)).not.toContain('SMSFIX-stagger-backup-start-BOSSMS07');
    const none = await run(place, '--for', 'stagger-backup-start', '--kit', kits);
    expectRefusal(none, /No control file was collected/);
  });

  it('does not write into a folder that is not empty', async () => {
    const kits = path.join(folder, 'twice');
    const args = ['--for', 'restart-executive', '--kit', kits];
    expect((await run(sample('sp2-after-backup'), ...args)).code).toBe(0);
    expectRefusal(await run(sample('sp2-after-backup'), ...args), /not empty/);
  });
});
