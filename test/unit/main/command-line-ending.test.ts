/** How the built command line ends when it is interrupted or when a fault escapes every command. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const program = path.resolve(import.meta.dirname, '../../../out/cli/sms-site-doctor.cjs');

/** Starts the help, in a process in which a script runs beside it. */
function startHelp(beside: string) {
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${beside}`, program, '--help']);
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({ code, signal, err }));
  return { child, ended };
}

describe.skipIf(process.platform === 'win32')('an interrupted command line', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends at once with 2 at the second signal, here %s',
    async (second) => {
      // Stands for a share that does not answer.
      const { child, ended } = startHelp('setInterval(() => undefined, 1000)');
      try {
        await once(child.stdout, 'data');
        child.kill(second === 'SIGINT' ? 'SIGTERM' : 'SIGINT');
        child.kill(second);
        expect(await ended).toEqual({ code: 2, signal: null, err: '' });
      } finally {
        child.kill('SIGKILL');
      }
    },
  );
});

describe('a fault that no command caught', () => {
  it.each([
    ['an exception', "process.once('beforeExit', () => { throw new Error('The disk was lost.') })"],
    [
      'rejection',
      "process.once('beforeExit', () => { void Promise.reject(new Error('The disk was lost.')) })",
    ],
  ])('as %s is one line, and the exit code is 2', async (_kind, beside) => {
    const { child, ended } = startHelp(beside);
    child.stdout.resume();
    expect(await ended).toEqual({ code: 2, signal: null, err: 'sms-site-doctor: The disk was lost.\n' });
  });
});
