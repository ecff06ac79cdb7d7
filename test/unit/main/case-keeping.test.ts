import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packCase } from '../../../electron/case-store/pack-case.ts';
import { unpackCase } from '../../../electron/case-store/unpack-case.ts';
import type { UserError } from '../../../electron/contract/ipc.ts';
import type { CaseRecord } from '../../../electron/engine/case/records.ts';
import { type FileOperations, diskFiles } from '../../../electron/files/file-operations.ts';
import { CaseWork } from '../../../electron/main/case/case-work.ts';
import { ReaderClient } from '../../../electron/main/reader-client.ts';
import type { ReaderProcess } from '../../../electron/main/reader-client.ts';
import { SiteWork } from '../../../electron/main/site-work.ts';
import type { FromReader } from '../../../electron/reader/protocol.ts';
import { readerSession } from '../../../electron/reader/reader-session.ts';
import { serveTasks } from '../../../electron/reader/serve-tasks.ts';

const ASSETS = fileURLToPath(new URL('../../../assets', import.meta.url));
const SP2 = path.join(ASSETS, 'samples', 'sp2-after-backup.zip');
const ANSWER = { question: 'collected-at', value: '2001-05-17T17:30:00', by: 'A. Meyer', at: null } as const;

let folder: string;
let casesFolder: string;
/** SMS directory of a made-up server. */
let server: string;
let desks: Desk[];

interface Desk {
  readonly work: SiteWork;
  readonly cases: CaseWork;
  readonly troubles: UserError[];
  readonly read: (paths: readonly string[], sample?: true) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** The real reader without a process around it. */
function startReader(): ReaderProcess {
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
}

/** The program as it was just started on a computer. */
function start(computer = 'DESK1', files: FileOperations = diskFiles): Desk {
  const troubles: UserError[] = [];
  let ended: (error: UserError | null) => void = () => undefined;
  const reader = new ReaderClient(startReader);
  const work = new SiteWork(reader, {
    progress: () => undefined,
    outcome: (message) => {
      if (message.result === 'done') cases.siteWasRead();
      ended(message.result === 'failed' ? message.error : null);
    },
  });
  const cases = new CaseWork({
    files,
    casesFolder,
    layOutFolder: path.join(folder, 'kept'),
    work,
    listener: {
      runChanged: () => undefined,
      caseChanged: () => undefined,
      trouble: (error) => troubles.push(error),
    },
    computer,
    user: 'signed-in',
    platform: 'linux',
  });
  const desk: Desk = {
    work,
    cases,
    troubles,
    read: async (paths, sample) => {
      const done = new Promise<UserError | null>((resolve) => {
        ended = resolve;
      });
      work.startReading({ paths, ...(sample === undefined ? {} : { sample }) }, null, cases.isOpen);
      expect(await done).toBeNull();
      // What is kept on the side stands in line before this.
      await cases.inTurn(() => Promise.resolve());
    },
    end: async () => {
      await cases.close();
      reader.stop();
    },
  };
  desks.push(desk);
  return desk;
}

const recordsOf = ({ cases }: Desk): readonly CaseRecord[] => cases.expect().case.records();
const kinds = (desk: Desk): readonly string[] => recordsOf(desk).map(({ kind }) => kind);
const folderOf = ({ cases }: Desk): string => cases.expect().case.folder;

async function closed(desk: Desk): Promise<string> {
  const at = folderOf(desk);
  await desk.end();
  return at;
}

beforeEach(() => {
  desks = [];
  folder = mkdtempSync(path.join(tmpdir(), 'case-work-'));
  casesFolder = path.join(folder, 'cases');
  server = path.join(folder, 'SMS');
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(SP2)))) {
    const [, ...parts] = name.split('/');
    if (name.endsWith('/') || (parts[0] !== 'Logs' && parts[0] !== 'Inboxes')) continue;
    const file = path.join(server, ...parts);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
});

afterEach(async () => {
  for (const desk of desks) await desk.end();
  rmSync(folder, { recursive: true, force: true });
});

describe('a case', () => {
  it('is not begun by looking at a sample, and is by beginning a plan on it', async () => {
    const desk = start();
    await desk.read([SP2], true);
    expect(existsSync(casesFolder)).toBe(false);
    await desk.cases.ensure();
    expect(kinds(desk)).toEqual(['case-created', 'case-opened', 'site-read']);
  });

  it('is begun by reading a site, under the name it was given before', async () => {
    const desk = start();
    await desk.cases.describe({ name: 'Packages stopped', ticket: 'INC-4711', technician: 'A. Meyer' });
    expect(existsSync(casesFolder)).toBe(false);
    await desk.read([server]);
    expect(path.basename(folderOf(desk))).toMatch(/^INC-4711-Packages-stopped-\d{8}-\d{4}$/);
    const read = recordsOf(desk).find((record) => record.kind === 'site-read');
    expect(read).toMatchObject({ by: 'A. Meyer', source: { paths: [server], server: null } });
    const kept = read?.kind === 'site-read' ? read.files.map((item) => item.path) : [];
    expect(kept[0]).toMatch(/Smsbkup\.ctl$/i);
    expect(kept).toContain('Logs/Despool.log');
    expect(desk.troubles).toEqual([]);
  });

  it('says of a log that is too large to be kept', async () => {
    const line =
      'Waiting~  $$<SMS_DESPOOLER><Wed May 16 02:23:00.123 2001 Eastern Daylight Time><thread=213 (0xD5)>\r\n';
    writeFileSync(
      path.join(server, 'Logs', 'Sched.log'),
      line.repeat(Math.ceil((65 * 1024 * 1024) / line.length)),
    );
    const desk = start();
    await desk.read([server]);
    const read = recordsOf(desk).find((record) => record.kind === 'site-read');
    const [kept, notKept] = read?.kind === 'site-read' ? [read.files, read.notKept] : [[], []];
    expect(kept.map((item) => item.path)).not.toContain('Logs/Sched.log');
    expect(notKept.map((item) => item.path)).toContain('Logs/Sched.log');
  });

  it('keeps answers once for each change, and begins with the first one', async () => {
    const desk = start();
    await desk.work.answer([ANSWER]);
    desk.cases.answersWereGiven([ANSWER]);
    desk.cases.answersWereGiven([ANSWER]);
    desk.cases.answersWereGiven([]);
    await desk.cases.inTurn(() => Promise.resolve());
    expect(kinds(desk)).toEqual(['case-created', 'case-opened', 'answers', 'answers']);
    expect(recordsOf(desk).at(0)?.by).toBe('signed-in');
  });

  it('takes another reading of the site in, and compares the first with the latest', async () => {
    const desk = start();
    await desk.read([server]);
    await desk.read([server]);
    expect(kinds(desk).filter((kind) => kind === 'site-read')).toHaveLength(2);
    expect(readdirSync(casesFolder)).toHaveLength(1);
    expect(await desk.cases.compare()).toMatchObject({ outcome: 'cannot-tell' });
    await desk.cases.compare();
    expect(kinds(desk).filter((kind) => kind === 'verified')).toHaveLength(1);
  });

  it('tells that something could not be kept', async () => {
    const full: FileOperations = {
      ...diskFiles,
      create: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    };
    const desk = start('DESK1', full);
    await desk.read([server]);
    expect(desk.troubles).toMatchObject([{ code: 'case-not-written' }]);
    expect(desk.troubles[0]?.message).toContain('disk is full');
  });
});

describe('a case that is opened again', () => {
  it('brings back its site, its answers and where it stands', async () => {
    const before = start();
    await before.read([server]);
    await before.work.answer([ANSWER]);
    before.cases.answersWereGiven([ANSWER]);
    await before.cases.inTurn(() => Promise.resolve());
    const told = before.work.site().diagnosis;
    const at = await closed(before);

    const desk = start();
    const opened = await desk.cases.openAt(at);
    expect(opened).toMatchObject({ source: 'where-it-was', answers: [ANSWER], opened: { paths: [server] } });
    expect(opened.diagnosis?.headline).toBe(told?.headline);
    expect(await desk.work.excerpt('Logs/Despool.log:2', 1)).toMatchObject({ found: true });
  });

  it('shows what it kept when the place is gone', async () => {
    const before = start();
    await before.read([server]);
    const at = await closed(before);
    rmSync(server, { recursive: true });
    const desk = start();
    const opened = await desk.cases.openAt(at);
    expect(opened).toMatchObject({ source: 'kept', diagnosis: { site: { release: '2.0 SP2' } } });
    expect(await desk.work.excerpt('Logs/Despool.log:2', 1)).toMatchObject({ found: true });
  });

  it('never takes a folder of another computer for that of its site', async () => {
    const before = start('DESK1');
    await before.read([server]);
    const at = await closed(before);
    const file = path.join(folder, 'carried.smscase');
    await packCase(diskFiles, at, file);
    // On the other computer something else stands under the same path.
    writeFileSync(path.join(server, 'Logs', 'Despool.log'), 'private\r\n'.repeat(400));
    const desk = start('DESK2');
    const opened = await desk.cases.openAt(await unpackCase(file, path.join(folder, 'other')));
    expect(opened.source).toBe('kept');
    const excerpt = await desk.work.excerpt('Logs/Despool.log:2', 1);
    expect(JSON.stringify(excerpt)).not.toContain('private');
  });

  it('still diagnoses by what was read when the folder was changed since', async () => {
    const before = start();
    await before.read([server]);
    const at = await closed(before);
    cpSync(path.join(server, 'Logs', 'Despool.lo_'), path.join(server, 'Logs', 'Despool.log'));
    const desk = start();
    const opened = await desk.cases.openAt(at);
    expect(opened.diagnosis?.verdict).toBe('likely');
  });

  it.each([
    ['folder', () => server],
    // Touching it could make Windows sign in to a foreign host.
    ['share', () => '\\\\FOREIGN\\SMS'],
  ])('does nothing at a %s that a run on another computer named', async (_what, place) => {
    const before = start('DESK1');
    await before.read([server]);
    const plans = await before.work.plansForSite();
    const plan = plans.ok ? plans.value.find(({ id }) => id === 'stagger-backup-start') : undefined;
    if (plan === undefined) throw new Error('The plan is missing.');
    const { runner } = await before.cases.ensure();
    const run = await runner.begin(plan, 'live', { server: null, folder: place() });
    expect(run.steps.find(({ id }) => id === 'insert-pauses')).toMatchObject({ doneBy: 'wizard' });
    const at = await closed(before);
    const { view } = await start('DESK2').cases.openAt(at);
    const edit = view.runs[0]?.steps.find(({ id }) => id === 'insert-pauses');
    expect(edit).toMatchObject({ doneBy: 'technician' });
    expect(edit?.whyByHand).toContain('DESK1');
  });
});
