import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { LogViewState } from '../../../electron/contract/log-view.ts';
import type { FromLogViewer } from '../../../electron/log-view/protocol.ts';
import { LogViewClient, type LogViewerProcess } from '../../../electron/main/log-view/log-view-client.ts';
import { logViewHandlers } from '../../../electron/main/log-view/log-view-handlers.ts';
import { LOG_VIEW_REQUEST_SCHEMAS } from '../../../electron/main/log-view/request-schemas.ts';
import { ALL, newFolder } from './logs.ts';

/** A process that answers with what it was sent, and crashes or waits when told to. */
const VIEWER = `
process.on('message', (message) => {
  const { id, request } = message;
  const what = request.files?.[0];
  if (what === 'crash') process.exit(9);
  if (what === 'wait') return;
  if (what === 'bad') return process.send({ kind: 'answer', id, outcome: { ok: false, error: { code: 'c', message: 'm', nextStep: 'n' } } });
  process.send({ kind: 'changed', state: { viewId: 1, rows: id } });
  process.send({ kind: 'answer', id, outcome: { ok: true, value: { request, pid: process.pid } } });
});
`;

let client: LogViewClient;
let started = 0;

function newClient(): LogViewClient {
  const file = path.join(newFolder(), 'viewer.cjs');
  writeFileSync(file, VIEWER);
  started = 0;
  client = new LogViewClient((): LogViewerProcess => {
    started += 1;
    const child = fork(file, { execArgv: [] });
    return {
      send: (message) => child.send(message),
      kill: () => child.kill('SIGKILL'),
      onMessage: (listener) => child.on('message', (message) => listener(message as FromLogViewer)),
      onExit: (listener) => child.on('exit', listener),
    };
  });
  return client;
}

afterEach(() => client.stop());

const place = { paths: ['/site'] };

describe('LogViewClient', () => {
  it('starts one process when it is first needed, and tells of changes', async () => {
    const told: LogViewState[] = [];
    newClient().onChanged((state) => told.push(state));
    expect(started).toBe(0);
    const [one, other] = await Promise.all([
      client.ask('log-view:open', { files: ['x'], cited: [], place }),
      client.ask('log-view:close', { viewId: 4 }),
    ]);
    expect(one).toMatchObject({ ok: true, value: { request: { files: ['x'], place } } });
    expect(other).toMatchObject({ ok: true, value: { request: { viewId: 4 } } });
    expect(started).toBe(1);
    expect(told.map(({ rows }) => rows)).toEqual([1, 2]);
  });

  it('says when the process crashed, and starts another', async () => {
    newClient();
    expect(await client.ask('log-view:open', { files: ['crash'], cited: [], place })).toMatchObject({
      ok: false,
      error: { code: 'log-viewer-ended', message: expect.stringContaining('code 9') as unknown },
    });
    expect(await client.ask('log-view:open', { files: ['x'], cited: [], place })).toMatchObject({ ok: true });
    expect(started).toBe(2);
  });

  it('ends what is under way when it is stopped', async () => {
    newClient();
    const waiting = client.ask('log-view:open', { files: ['wait'], cited: [], place });
    client.stop();
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'log-view-closed' } });
  });

  it('says when no process can be started', async () => {
    client = new LogViewClient(() => {
      throw new Error('no memory');
    });
    expect(await client.ask('log-view:close', { viewId: 1 })).toMatchObject({
      ok: false,
      error: { code: 'log-viewer-not-started', message: expect.stringContaining('no memory') as unknown },
    });
  });
});

describe('logViewHandlers', () => {
  it('opens logs of the open site only', async () => {
    let paths: string[] = [];
    const told: LogViewState[] = [];
    const handlers = logViewHandlers(
      newClient(),
      () => ({ paths, site: 'CEN' }),
      (state) => told.push(state),
    );
    await expect(handlers['log-view:open']({ files: ['Logs/A.log'], cited: [] })).rejects.toMatchObject({
      code: 'no-site-open',
    });
    expect(started).toBe(0);
    paths = ['/site'];
    expect(await handlers['log-view:open']({ files: ['Logs/A.log'], cited: [] })).toMatchObject({
      request: { files: ['Logs/A.log'], cited: [], place: { paths: ['/site'], site: 'CEN' } },
    });
    expect(told).toHaveLength(1);
    await expect(handlers['log-view:open']({ files: ['bad'], cited: [] })).rejects.toMatchObject({
      code: 'c',
      nextStep: 'n',
    });
  });
});

describe('LOG_VIEW_REQUEST_SCHEMAS', () => {
  const good: readonly [keyof typeof LOG_VIEW_REQUEST_SCHEMAS, unknown][] = [
    ['log-view:open', { files: ['Logs/A.log'], cited: ['Logs/A.log:1'] }],
    ['log-view:rows', { viewId: 1, from: 0, count: 500 }],
    ['log-view:filter', { viewId: 1, filter: { ...ALL, threads: [4_294_967_295], from: '2001-05-17' } }],
    ['log-view:locate', { viewId: 1, at: { kind: 'line', file: 'Logs/A.log', line: 1 } }],
    ['log-view:locate', { viewId: 1, at: { kind: 'time', time: '2001-05-17' } }],
    ['log-view:find', { viewId: 1, from: -1, direction: 'next', what: { kind: 'cited' } }],
    [
      'log-view:find',
      { viewId: 1, from: 3, direction: 'previous', what: { kind: 'text', text: 'a', isExpression: true } },
    ],
    ['log-view:marks', { viewId: 1, most: 1_000 }],
    ['log-view:copy', { viewId: 1, from: 0, to: 4_999 }],
    ['log-view:follow', { viewId: 1, follow: true }],
    ['log-view:close', { viewId: 1 }],
  ];
  const bad: readonly [keyof typeof LOG_VIEW_REQUEST_SCHEMAS, unknown][] = [
    ['log-view:open', { files: [], cited: [] }],
    ['log-view:open', { files: ['a'], cited: [], place: { paths: ['/etc'] } }],
    ['log-view:rows', { viewId: 1, from: -1, count: 5 }],
    ['log-view:rows', { viewId: 1, from: 0, count: 501 }],
    ['log-view:filter', { viewId: 1, filter: { ...ALL, text: 'x'.repeat(501) } }],
    ['log-view:locate', { viewId: 1, at: { kind: 'line', file: 'Logs/A.log', line: 0 } }],
    ['log-view:find', { viewId: 1, from: 0.5, direction: 'next', what: { kind: 'error' } }],
    ['log-view:find', { viewId: 1, from: 0, direction: 'next', what: { kind: 'other' } }],
    ['log-view:follow', { viewId: 1, follow: 'yes' }],
    ['log-view:close', null],
  ];

  it.each(good)('takes %s %j', (channel, request) => {
    expect(LOG_VIEW_REQUEST_SCHEMAS[channel].safeParse(request).success).toBe(true);
  });

  it.each(bad)('refuses %s %j', (channel, request) => {
    expect(LOG_VIEW_REQUEST_SCHEMAS[channel].safeParse(request).success).toBe(false);
  });
});
