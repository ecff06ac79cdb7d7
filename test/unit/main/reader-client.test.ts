import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ReaderClient } from '../../../electron/main/reader-client.ts';
import type { ReaderProcess } from '../../../electron/main/reader-client.ts';
import type { FromReader, TaskProgress } from '../../../electron/reader/protocol.ts';

/**
 * A reader that does what the path says, as a real process: the client's part is how processes behave, so what is
 * read does not matter here.
 */
const READER = `
const { pbkdf2 } = require('node:crypto');
const { stat } = require('node:fs');
process.on('message', (message) => {
  const [what] = message.request.paths;
  const progress = { activity: what, filesDone: 1, bytesDone: 2, bytesTotal: null };
  process.send({ kind: 'progress', id: message.id, progress }, () => {
    if (what === 'crash') process.exit(7);
    if (what === 'hang') for (;;);
    if (what === 'wait') return;
    // The one thread for the file system is kept busy, as by a share that does not answer.
    if (what === 'share') return pbkdf2('', '', 2 ** 31 - 1, 64, 'sha512', () => undefined);
    stat(__filename, () => {
      process.send({ kind: 'result', id: message.id, result: { result: 'done', value: { label: what, pid: process.pid } } });
    });
  });
});
`;

let folder: string;
let started: number;
let client: ReaderClient;

function startReader(): ReaderProcess {
  started += 1;
  const child = fork(path.join(folder, 'reader.cjs'), {
    execArgv: [],
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
  });
  return {
    send: (message) => child.send(message),
    kill: () => child.kill('SIGKILL'),
    onMessage: (listener) => child.on('message', (message) => listener(message as FromReader)),
    onExit: (listener) => child.on('exit', listener),
  };
}

/** Starts a reading and gives it back once it has shown a sign of life. */
async function begin(what: string) {
  const seen: TaskProgress[] = [];
  let first: () => void = () => undefined;
  const alive = new Promise<void>((resolve) => {
    first = resolve;
  });
  const task = client.run('read', { paths: [what] }, (progress) => {
    seen.push(progress);
    first();
  });
  await alive;
  return { task, seen };
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'doctor-reader-'));
  await writeFile(path.join(folder, 'reader.cjs'), READER);
});

afterAll(() => rm(folder, { recursive: true }));

describe('client of the reader process', () => {
  const fresh = (): void => {
    started = 0;
    client = new ReaderClient(startReader);
  };

  afterEach(() => client.stop());

  it('gives tasks to one process and passes progress and result on', async () => {
    fresh();
    const { task, seen } = await begin('one');
    expect(await task.result).toMatchObject({ result: 'done', value: { label: 'one' } });
    expect(seen).toEqual([{ activity: 'one', filesDone: 1, bytesDone: 2, bytesTotal: null }]);
    expect(await client.run('read', { paths: ['two'] }).result).toMatchObject({ value: { label: 'two' } });
    expect(started).toBe(1);
  });

  it('makes a crash an error with a next step, and starts a new process for the next task', async () => {
    fresh();
    const { task } = await begin('crash');
    expect(await task.result).toMatchObject({
      result: 'failed',
      error: { code: 'reader-ended', message: expect.stringContaining('code 7') as string },
    });
    expect(await client.run('read', { paths: ['after'] }).result).toMatchObject({ result: 'done' });
    expect(started).toBe(2);
  });

  // Half a second is what the requirement allows.
  it.each(['wait', 'hang', 'share'])(
    'cancels within half a second when the process is in "%s"',
    async (what) => {
      fresh();
      const { task } = await begin(what);
      task.cancel();
      expect(await Promise.race([task.result, delay(500, 'too late')])).toEqual({ result: 'cancelled' });
    },
  );

  it.each(['wait', 'hang', 'share'])('reads the next site after a cancel in "%s"', async (what) => {
    fresh();
    const { task } = await begin(what);
    task.cancel();
    const next = client.run('read', { paths: ['next'] });
    expect(await next.result).toMatchObject({ result: 'done', value: { label: 'next' } });
    expect(started).toBe(2);
  });

  it('gives the other tasks of a process that is ended by a cancel to a new one', async () => {
    fresh();
    const { task } = await begin('hang');
    const other = client.run('read', { paths: ['other'] });
    task.cancel();
    expect(await task.result).toEqual({ result: 'cancelled' });
    expect(await other.result).toMatchObject({ result: 'done', value: { label: 'other' } });
    expect(started).toBe(2);
  });

  it('leaves a result that came before the cancel', async () => {
    fresh();
    const { task } = await begin('done');
    const result = await task.result;
    task.cancel();
    expect(await task.result).toBe(result);
    await client.run('read', { paths: ['after'] }).result;
    expect(started).toBe(1);
  });

  it('says so when no process can be started, and tries again for the next task', async () => {
    let starts = 0;
    started = 0;
    client = new ReaderClient(() => {
      starts += 1;
      if (starts === 1) throw new Error('spawn ENOMEM');
      return startReader();
    });
    expect(await client.run('read', { paths: ['one'] }).result).toMatchObject({
      result: 'failed',
      error: { code: 'reader-not-started', message: expect.stringContaining('spawn ENOMEM') as string },
    });
    expect(await client.run('read', { paths: ['two'] }).result).toMatchObject({ result: 'done' });
  });

  it('tells no progress after the cancel', async () => {
    fresh();
    const { task, seen } = await begin('wait');
    task.cancel();
    await task.result;
    expect(seen).toHaveLength(1);
  });

  it('ends open tasks as cancelled when it is stopped', async () => {
    fresh();
    const { task } = await begin('hang');
    client.stop();
    expect(await task.result).toEqual({ result: 'cancelled' });
  });
});
