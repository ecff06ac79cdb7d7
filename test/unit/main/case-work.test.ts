import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserError } from '../../../electron/contract/ipc.ts';
import { listCases } from '../../../electron/case-store/list-cases.ts';
import { packCase } from '../../../electron/case-store/pack-case.ts';
import { unpackCase } from '../../../electron/case-store/unpack-case.ts';
import { diskFiles } from '../../../electron/files/file-operations.ts';
import { CaseWork } from '../../../electron/main/case/case-work.ts';
import { livePlace } from '../../../electron/main/case/plan-material.ts';
import { ReaderClient } from '../../../electron/main/reader-client.ts';
import { SiteWork } from '../../../electron/main/site-work.ts';
import type { FromReader } from '../../../electron/reader/protocol.ts';
import { readerSession } from '../../../electron/reader/reader-session.ts';
import { serveTasks } from '../../../electron/reader/serve-tasks.ts';
import { hungSite, letItRecover } from '../../e2e/support/live-site.ts';

const ASSETS = fileURLToPath(new URL('../../../assets', import.meta.url));

let folder: string;
let readers: ReaderClient[];
let troubles: UserError[];

/** The wizard of one computer, without its window. */
function desk(computer: string) {
  const reader = new ReaderClient(() => {
    const listeners: ((message: FromReader) => void)[] = [];
    const receive = serveTasks(readerSession(ASSETS), (message) => {
      for (const listener of listeners) listener(message);
    });
    return {
      send: receive,
      kill: () => undefined,
      onMessage: (listener) => listeners.push(listener),
      onExit: () => undefined,
    };
  });
  readers.push(reader);
  let read: () => void = () => undefined;
  const work = new SiteWork(reader, {
    progress: () => undefined,
    outcome: (message) => {
      expect(message.result).toBe('done');
      cases.siteWasRead();
      read();
    },
  });
  const casesFolder = path.join(folder, computer, 'cases');
  const cases: CaseWork = new CaseWork({
    files: diskFiles,
    casesFolder,
    layOutFolder: path.join(folder, computer, 'kept-files'),
    work,
    listener: {
      runChanged: () => undefined,
      caseChanged: () => undefined,
      trouble: (error) => troubles.push(error),
    },
    computer,
    user: 'meyer',
    platform: 'linux',
  });
  return {
    work,
    cases,
    casesFolder,
    read: async (paths: readonly string[]): Promise<void> => {
      const done = new Promise<void>((resolve) => {
        read = resolve;
      });
      work.startReading({ paths }, null, cases.isOpen);
      await done;
      await cases.settled();
    },
  };
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'doctor-cases-'));
  readers = [];
  troubles = [];
});

afterEach(() => {
  for (const reader of readers) reader.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(troubles).toEqual([]);
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
