import { describe, expect, it } from 'vitest';
import type { FromReader } from '../../../electron/reader/protocol.ts';
import type { TaskHandlers } from '../../../electron/reader/reader-session.ts';
import { serveTasks } from '../../../electron/reader/serve-tasks.ts';

const unused = (): never => {
  throw new Error('not asked in this test');
};

function served(handlers: Partial<TaskHandlers>) {
  const sent: FromReader[] = [];
  let wake: () => void = () => undefined;
  const receive = serveTasks(
    {
      read: unused,
      diagnose: unused,
      excerpt: unused,
      report: unused,
      plans: unused,
      'plans-for-site': unused,
      evidence: unused,
      runbook: unused,
      'site-file': unused,
      'compare-with': unused,
      'compare-readings': unused,
      'explain-release': unused,
      'recognize-log-text': unused,
      explanations: unused,
      ...handlers,
    },
    (message) => {
      sent.push(message);
      if (message.kind === 'result') wake();
    },
  );
  const result = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return { sent, receive, result };
}

const progress = { activity: 'Reading Logs/Despool.log', filesDone: 0, bytesDone: 0, bytesTotal: null };

describe('tasks of the reader', () => {
  it('are answered with the id they came with', async () => {
    const { sent, receive, result } = served({ plans: () => Promise.resolve([]) });
    receive({ id: 17, task: 'plans', request: null });
    await result;
    expect(sent).toEqual([{ kind: 'result', id: 17, result: { result: 'done', value: [] } }]);
  });

  it('keep the words of an error that says what to do', async () => {
    const error = Object.assign(new Error('What happened.'), { code: 'no-site', nextStep: 'What to do.' });
    const { sent, receive, result } = served({ read: () => Promise.reject(error) });
    receive({ id: 1, task: 'read', request: { paths: ['x'] } });
    await result;
    expect(sent[0]).toEqual({
      kind: 'result',
      id: 1,
      result: {
        result: 'failed',
        error: { code: 'no-site', message: 'What happened.', nextStep: 'What to do.' },
      },
    });
  });

  it('tell a burst of progress once, and nothing after the result', async () => {
    const { sent, receive, result } = served({
      read: (_request, { onProgress }) => {
        for (let filesDone = 0; filesDone < 1000; filesDone += 1) onProgress({ ...progress, filesDone });
        return Promise.reject(new Error('end'));
      },
    });
    receive({ id: 2, task: 'read', request: { paths: ['x'] } });
    await result;
    expect(sent.map(({ kind }) => kind)).toEqual(['progress', 'result']);
    expect(sent[0]).toMatchObject({ progress: { filesDone: 0 } });
  });

  it('tell the newest state when the interval is over', async () => {
    let done: () => void = () => undefined;
    const { sent, receive, result } = served({
      read: (_request, { onProgress }) => {
        onProgress({ ...progress, filesDone: 1 });
        onProgress({ ...progress, filesDone: 2 });
        onProgress({ ...progress, filesDone: 3 });
        return new Promise((_resolve, reject) => {
          done = () => reject(new Error('end'));
        });
      },
    });
    receive({ id: 3, task: 'read', request: { paths: ['x'] } });
    while (sent.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    done();
    await result;
    expect(sent.map((message) => (message.kind === 'progress' ? message.progress.filesDone : 'end'))).toEqual(
      [1, 3, 'end'],
    );
  });
});
