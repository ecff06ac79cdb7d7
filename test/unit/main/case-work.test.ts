import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { listCases } from '../../../electron/case-store/list-cases.ts';
import { packCase } from '../../../electron/case-store/pack-case.ts';
import { unpackCase } from '../../../electron/case-store/unpack-case.ts';
import { diskFiles } from '../../../electron/files/file-operations.ts';
import { livePlace } from '../../../electron/main/case/plan-material.ts';
import type { CaseWork } from '../../../electron/main/case/case-work.ts';
import { hungSite, letItRecover } from '../../e2e/support/live-site.ts';
import { wizardDesks } from './wizard-desk.ts';

const { folder: madeFolder, desk } = wizardDesks();
let folder: string;

beforeEach(() => {
  folder = madeFolder();
});

const kinds = (cases: CaseWork): readonly string[] =>
  cases
    .expect()
    .case.records()
    .map(({ kind }) => kind);

describe('the open case', () => {
  it('is begun by reading, and has site, answers and the word on the fix when it is opened again', async () => {
    const site = await hungSite(folder);
    const first = desk('DESK-7');
    await first.read([site]);
    const answers = [{ question: 'backup-before-stall', value: true, by: null, at: null }];
    await first.work.answer(answers);
    first.cases.answersWereGiven(answers);
    await letItRecover(site);
    await first.read([site]);
    expect(await first.cases.compare()).toMatchObject({ outcome: 'fixed' });
    expect(await first.cases.compare()).toMatchObject({ outcome: 'fixed' });
    expect(kinds(first.cases).filter((kind) => kind === 'verified')).toHaveLength(1);
    await first.cases.close();

    const again = desk('DESK-7');
    const [listed] = await listCases(diskFiles, first.casesFolder);
    const opened = await again.cases.openAt(listed?.folder ?? '');
    expect(opened).toMatchObject({ source: 'where-it-was', opened: { paths: [site] }, answers });
    expect(opened.diagnosis?.findings.find(({ id }) => id === 'Q260366')?.verdict).toBe('ruled-out');
    expect(opened.before?.findings.find(({ id }) => id === 'Q260366')?.verdict).toBe('confirmed');
    expect(opened.view.verified).toMatchObject({ outcome: 'fixed' });
    expect(await livePlace(again.work)).toMatchObject({ folder: site, why: null });
    await again.cases.close();
  });

  it('says once more that it is fixed when something was done since', async () => {
    const site = await hungSite(folder);
    const { cases, read } = desk('DESK-7');
    await read([site]);
    await letItRecover(site);
    await read([site]);
    await cases.compare();
    const { runner } = await cases.ensure();
    const { case: openCase } = cases.expect();
    await openCase.append({ kind: 'step-told', run: 'r', step: 's', note: '', seen: null });
    await cases.compare();
    expect(kinds(cases).filter((kind) => kind === 'verified')).toHaveLength(2);
    expect(await runner.runs()).toEqual([]);
    await cases.close();
  });

  it('of another computer is looked at in what was kept, and nothing of it is changed from here', async () => {
    const site = await hungSite(folder);
    const there = desk('DESK-7');
    await there.read([site]);
    const pack = path.join(folder, 'handed-on.smscase');
    await packCase(diskFiles, there.cases.expect().case.folder, pack);
    await there.cases.close();

    // The same path is there on this computer as well: it may be another server.
    const here = desk('DESK-8');
    const opened = await here.cases.openAt(await unpackCase(pack, here.casesFolder));
    expect(opened).toMatchObject({ source: 'kept', opened: null });
    expect(opened.diagnosis?.verdict).toBe('confirmed');
    const place = await livePlace(here.work);
    expect(place).toMatchObject({ server: null, folder: null });
    expect(place.why).toContain('kept');
    const cited = opened.diagnosis?.findings[0]?.for.find(({ source }) => /Despool/i.test(source));
    expect(await here.work.excerpt(cited?.source ?? '', 1)).toMatchObject({ found: true });
    await here.cases.close();
  });

  it('never lets a name in a case lead out of the folder for kept files', async () => {
    const site = await hungSite(folder);
    const there = desk('DESK-7');
    await there.read([site]);
    const pack = path.join(folder, 'handed-on.smscase');
    await packCase(diskFiles, there.cases.expect().case.folder, pack);
    await there.cases.close();
    const here = desk('DESK-8');
    const unpacked = await unpackCase(pack, here.casesFolder);
    const victim = path.join(folder, 'DESK-8', 'victim');
    mkdirSync(victim);
    writeFileSync(path.join(victim, 'mine.txt'), 'mine');
    const file = path.join(unpacked, 'case.json');
    const described = JSON.parse(readFileSync(file, 'utf8')) as { id: string };
    writeFileSync(file, JSON.stringify({ ...described, id: '../victim' }));
    await here.cases.openAt(unpacked);
    expect(readFileSync(path.join(victim, 'mine.txt'), 'utf8')).toBe('mine');
    await here.cases.close();
  });

  it('stays open when another one cannot be opened, and opens without its site when that is lost', async () => {
    const site = await hungSite(folder);
    const { cases, casesFolder, read } = desk('DESK-7');
    await read([site]);
    const mine = cases.expect().case.folder;
    await expect(cases.openAt(path.join(folder, 'nothing'))).rejects.toMatchObject({ code: 'not-a-case' });
    expect(cases.expect().case.folder).toBe(mine);
    const reading = cases
      .expect()
      .case.records()
      .find((record) => record.kind === 'site-read');
    await cases.close();
    rmSync(path.join(mine, 'evidence', reading?.kind === 'site-read' ? reading.evidence.sha256 : ''));
    const opened = await cases.openAt(mine);
    expect(opened).toMatchObject({ diagnosis: null, opened: null });
    expect(opened.view.notices.map(({ kind }) => kind)).toEqual(['lost-evidence', 'kept-item-lost']);
    expect(await listCases(diskFiles, casesFolder)).toHaveLength(1);
    await cases.close();
  });

  it('is not closed under a step that is being asked about or done', async () => {
    const site = await hungSite(folder);
    const { cases, read } = desk('DESK-7');
    await read([site]);
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    await cases.hold('r', () => Promise.resolve({ value: null, ended }));
    await expect(cases.close()).rejects.toMatchObject({ code: 'step-running' });
    await expect(cases.hold('r', () => Promise.resolve({ value: null, ended }))).rejects.toMatchObject({
      code: 'step-running',
    });
    end();
    await ended;
    await cases.tellCase();
    await cases.close();
  });

  it('keeps a reading that could not be kept as soon as it can', async () => {
    const site = await hungSite(folder);
    const { cases, read } = desk('DESK-7');
    await read([site]);
    await cases.close();
    await cases.ensure();
    expect(kinds(cases).filter((kind) => kind === 'site-read')).toHaveLength(1);
    await cases.close();
  });
});
