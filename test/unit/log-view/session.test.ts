import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../electron/contract/ipc.ts';
import type { LogViewState } from '../../../electron/contract/log-view.ts';
import { LogViewSession } from '../../../electron/log-view/log-view-session.ts';
import type { FromLogViewer } from '../../../electron/log-view/protocol.ts';
import { InflatedSource, Unpacking } from '../../../electron/log-view/source/inflated-source.ts';
import { LogView } from '../../../electron/log-view/view/log-view.ts';
import { ZipTree } from '../../../electron/site/tree/zip-tree.ts';
import { serveLogViews } from '../../../electron/log-view/serve-log-views.ts';
import { rawZip } from '../site/zip-bytes.ts';
import { logLine, newFolder, plainLog, until } from './logs.ts';

function session(): { session: LogViewSession; temporaryFolder: string; told: LogViewState[] } {
  const told: LogViewState[] = [];
  const temporaryFolder = newFolder();
  return {
    temporaryFolder,
    told,
    session: new LogViewSession({ temporaryFolder, onChanged: (state) => told.push(state) }),
  };
}

function site(logs: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  fs.mkdirSync(path.join(folder, 'Logs'));
  fs.mkdirSync(path.join(folder, 'Inboxes'));
  for (const [name, content] of Object.entries(logs))
    fs.writeFileSync(path.join(folder, 'Logs', name), content, 'latin1');
  return folder;
}

async function complete(viewer: LogViewSession, viewId: number): Promise<LogViewState> {
  for (;;) {
    const state = await viewer['log-view:follow']({ viewId, follow: false });
    if (state.complete) return state;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('LogViewSession', () => {
  it('opens logs of a folder by the names they are cited by, rolled-over parts first', async () => {
    const place = {
      paths: [site({ 'Sched.log': plainLog(5), 'Sched.lo_': plainLog(7), 'Despool.log': plainLog(3) })],
    };
    const { session: viewer } = session();
    const state = await viewer['log-view:open']({
      files: ['Logs/Sched.log', 'Logs/Despool.log', 'Logs/Sched.lo_', 'Logs/Other.log', '../../etc/passwd'],
      cited: ['Logs/Despool.log:2'],
      place,
    });
    expect(state.files.map(({ path: shown, problem }) => [shown, problem])).toEqual([
      ['../../etc/passwd', 'It is no longer part of the site.'],
      ['Logs/Despool.log', null],
      ['Logs/Other.log', 'It is no longer part of the site.'],
      ['Logs/Sched.lo_', null],
      ['Logs/Sched.log', null],
    ]);
    const { viewId } = state;
    expect((await complete(viewer, viewId)).rows).toBe(15);
    expect((await viewer['log-view:marks']({ viewId, most: 5 })).marks.map(({ source }) => source)).toEqual([
      'Logs/Despool.log:2',
    ]);
    await viewer['log-view:close']({ viewId });
    await expect(viewer['log-view:rows']({ viewId, from: 0, count: 1 })).rejects.toMatchObject({
      code: 'log-view-closed',
    });
  });

  it('opens single logs that were chosen', async () => {
    const folder = site({ 'A.log': plainLog(4) });
    const { session: viewer } = session();
    const state = await viewer['log-view:open']({
      files: ['A.log'],
      cited: [],
      place: { paths: [path.join(folder, 'Logs', 'A.log')] },
    });
    expect(state.rows).toBe(4);
    await viewer.close();
  });

  it('takes logs out of a zip into a private folder, and leaves nothing behind', async () => {
    const zip = path.join(newFolder(), 'site.zip');
    const large = plainLog(30_000);
    const entries = [
      { name: 'SMS/Logs/Big.log', data: large, method: 8 },
      { name: 'SMS/Logs/Small.log', data: plainLog(20) },
      { name: 'SMS/Inboxes/despoolr.box/x.sni', data: 'x' },
    ] as const;
    fs.writeFileSync(zip, rawZip(entries).bytes);
    const { session: viewer, temporaryFolder } = session();
    const opened = await viewer['log-view:open']({
      files: ['Logs/Big.log', 'Logs/Small.log'],
      cited: [],
      place: { paths: [zip] },
    });
    const { viewId } = opened;
    const state = await complete(viewer, viewId);
    expect([state.rows, state.bytesTotal]).toEqual([30_020, large.length + plainLog(20).length]);
    const { rows } = await viewer['log-view:rows']({ viewId, from: 30_019, count: 1 });
    expect(rows[0]).toMatchObject({ text: 'Line 30000', line: 30_000 });
    const [folder] = fs.readdirSync(temporaryFolder);
    const inside = fs.readdirSync(path.join(temporaryFolder, folder ?? ''));
    expect(inside).toHaveLength(2);
    if (process.platform !== 'win32')
      expect(fs.statSync(path.join(temporaryFolder, folder ?? '', inside[0] ?? '')).mode & 0o077).toBe(0);
    await viewer['log-view:close']({ viewId });
    expect(fs.readdirSync(temporaryFolder)).toEqual([]);
  });

  it('takes no more out of a zip than it may', async () => {
    const zip = path.join(newFolder(), 'site.zip');
    fs.writeFileSync(zip, rawZip([{ name: 'Logs/A.log', data: plainLog(20_000), method: 8 }]).bytes);
    const tree = await ZipTree.open(zip, new AbortController().signal);
    const file = { tree, path: 'Logs/A.log', shown: 'Logs/A.log', role: 'log', guessed: false } as const;
    const unpacking = new Unpacking(newFolder(), 1_200_000);
    const sources = [0, 1].map((number) => new InflatedSource(file, 'windows-1252', unpacking, number));
    const view = new LogView({ id: 1, sources, cited: [], onChanged: () => undefined });
    const state = await until(view, ({ complete }) => complete);
    await tree.close();
    expect(state.bytesTotal).toBeLessThanOrEqual(1_200_000);
    expect(state.files.map(({ problem }) => problem)).toEqual([
      'The logs in the zip are too large to be shown together.',
      'The logs in the zip are too large to be shown together.',
    ]);
    await view.close();
    expect(fs.readdirSync(unpacking.folder)).toEqual([]);
  });

  it('shows what it can of a damaged zip entry, and says so', async () => {
    const zip = path.join(newFolder(), 'site.zip');
    const { bytes, offsets } = rawZip([
      { name: 'SMS/Logs/Bad.log', data: plainLog(200), method: 0 },
      { name: 'SMS/Inboxes/despoolr.box/x.sni', data: 'x' },
    ]);
    bytes.write('XX', (offsets[0] ?? 0) + 500, 'latin1');
    fs.writeFileSync(zip, bytes);
    const { session: viewer } = session();
    const { viewId } = await viewer['log-view:open']({
      files: ['Logs/Bad.log'],
      cited: [],
      place: { paths: [zip] },
    });
    const state = await complete(viewer, viewId);
    expect(state.rows).toBe(200);
    expect(state.files[0]?.problem).toMatch(/checksum/);
    await viewer.close();
  });

  it('closes the view before when another is opened, even while that one is opened', async () => {
    const place = { paths: [site({ 'A.log': plainLog(50_000), 'B.log': plainLog(4) })] };
    const { session: viewer } = session();
    const first = viewer['log-view:open']({ files: ['Logs/A.log'], cited: [], place });
    const second = viewer['log-view:open']({ files: ['Logs/B.log'], cited: [], place });
    await expect(first).rejects.toMatchObject({ code: 'log-view-closed' });
    expect((await second).rows).toBe(4);
    await viewer.close();
  });

  it('says what is wrong in plain words', async () => {
    const { session: viewer } = session();
    await expect(
      viewer['log-view:open']({ files: ['Logs/A.log'], cited: [], place: { paths: ['/none/such'] } }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      viewer['log-view:open']({ files: [], cited: [], place: { paths: [site({})] } }),
    ).rejects.toMatchObject({ code: 'no-log-chosen' });
  });
});

describe('serveLogViews', () => {
  it('answers each channel, and errors in words', async () => {
    const { session: viewer } = session();
    const answers = new Map<number, (outcome: Outcome<unknown>) => void>();
    const receive = serveLogViews(viewer, (message: FromLogViewer) => {
      if (message.kind === 'answer') answers.get(message.id)?.(message.outcome);
    });
    let id = 0;
    const ask = (message: Record<string, unknown>): Promise<Outcome<unknown>> =>
      new Promise((resolve) => {
        id += 1;
        answers.set(id, resolve);
        receive({ id, ...message } as Parameters<typeof receive>[0]);
      });
    const place = { paths: [site({ 'A.log': `${logLine({ message: 'Error: x' })}\r\n` })] };
    expect(
      await ask({ channel: 'log-view:open', request: { files: ['Logs/A.log'], cited: [], place } }),
    ).toMatchObject({
      ok: true,
      value: { viewId: 1, rows: 1 },
    });
    const filter = {
      components: [],
      threads: [],
      text: '',
      isExpression: false,
      from: null,
      to: null,
      files: [],
      problemsOnly: true,
    };
    const asked: readonly [string, Record<string, unknown>, unknown][] = [
      ['filter', { filter }, { viewId: 1 }],
      ['follow', { follow: false }, { following: false }],
      ['rows', { from: 0, count: 5 }, { rows: [{ text: 'Error: x', severity: 'error' }] }],
      ['locate', { at: { kind: 'line', file: 'Logs/A.log', line: 1 } }, { row: 0, exact: true }],
      ['find', { from: -1, direction: 'next', what: { kind: 'error' } }, { row: 0 }],
      ['marks', { most: 3 }, { marks: [{ row: 0, kind: 'error' }] }],
      ['copy', { from: 0, to: 0 }, { rows: 1 }],
    ];
    for (const [channel, request, value] of asked) {
      expect(await ask({ channel: `log-view:${channel}`, request: { viewId: 1, ...request } })).toMatchObject(
        { ok: true, value },
      );
    }
    expect(await ask({ channel: 'log-view:close', request: { viewId: 1 } })).toEqual({
      ok: true,
      value: null,
    });
    expect(await ask({ channel: 'log-view:rows', request: { viewId: 1, from: 0, count: 1 } })).toEqual({
      ok: false,
      error: {
        code: 'log-view-closed',
        message: 'This log is no longer open in the log reader.',
        nextStep: 'Open it once more.',
      },
    });
  });
});
