import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checksumOf } from '../../../build/bootstrap/built.mjs';
import { holding } from '../../../build/bootstrap/lock.mjs';
import { run } from '../../../build/bootstrap/run.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'running-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A program that starts a child which would live for minutes and holds the same output, and waits for it. */
const WITH_CHILD = `
  const { spawn } = require('node:child_process');
  spawn(process.execPath, ['-e', 'console.log("child"); setTimeout(() => {}, 120000)'], { stdio: 'inherit' });
`;

describe('running a program', () => {
  it('gives its exit code and what it printed', async () => {
    const result = await run(
      process.execPath,
      ['-e', 'console.log("out"); console.error("err"); process.exit(3)'],
      {
        output: 'capture',
      },
    );
    expect(result).toMatchObject({ code: 3, timedOut: false, stdout: 'out\n' });
    expect(result.output).toContain('err');
  });

  it('hands over arguments as they are, without a shell', async () => {
    const strange = 'a b; echo $HOME "q" & %PATH%';
    const result = await run(process.execPath, ['-p', 'process.argv[1]', strange], { output: 'capture' });
    expect(result.stdout.trim()).toBe(strange);
  });

  it('ends a program that makes no progress, with its children', async () => {
    // The result comes when nobody holds the output any more, so it does not come while the child lives.
    const progress = { limitMs: 1500, measure: () => 0 };
    const result = await run(process.execPath, ['-e', WITH_CHILD], { output: 'capture', progress });
    expect(result).toMatchObject({ timedOut: true, stdout: 'child\n' });
  });

  it('ends a program at its limit', async () => {
    const result = await run(process.execPath, ['-e', 'setTimeout(() => {}, 120000)'], {
      output: 'capture',
      limitMs: 300,
    });
    expect(result).toMatchObject({ timedOut: true, code: 1 });
  });

  it('says when a program cannot be started', async () => {
    await expect(run(path.join(folder, 'no-such-program'), [])).rejects.toThrow('ENOENT');
  });
});

describe('the lock', () => {
  it('lets one work after the other', async () => {
    /** @type {string[]} */
    const events = [];
    const work = (/** @type {string} */ name) => async () => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      events.push(`${name} ends`);
      return name;
    };
    const done = await Promise.all(['a', 'b', 'c'].map((name) => holding('test', work(name), folder)));
    expect(done).toEqual(['a', 'b', 'c']);
    for (let i = 0; i < events.length; i += 2) {
      expect(events[i + 1]).toBe(events[i]?.replace('begins', 'ends'));
    }
  });

  it('does not wait for a holder that is gone', async () => {
    const gone = await run(process.execPath, ['-p', 'process.pid'], { output: 'capture' });
    await writeFile(path.join(folder, 'test.lock'), gone.stdout.trim());
    expect(await holding('test', () => Promise.resolve('done'), folder)).toBe('done');
  });

  it('is given back when the work fails', async () => {
    await expect(holding('test', () => Promise.reject(new Error('broken')), folder)).rejects.toThrow(
      'broken',
    );
    expect(await holding('test', () => Promise.resolve('done'), folder)).toBe('done');
  });
});

describe('the checksum of inputs', () => {
  it('changes with a content, a name and a new file, and with nothing else', async () => {
    await mkdir(path.join(folder, 'src', 'deep'), { recursive: true });
    await writeFile(path.join(folder, 'src', 'deep', 'a.ts'), 'one');
    const sum = () => checksumOf(folder, ['src', 'not-there']);
    const first = sum();
    expect(sum()).toBe(first);

    await writeFile(path.join(folder, 'src', 'deep', 'a.ts'), 'two');
    const second = sum();
    expect(second).not.toBe(first);

    await writeFile(path.join(folder, 'src', 'b.ts'), '');
    const third = sum();
    expect(third).not.toBe(second);

    await rm(path.join(folder, 'src', 'b.ts'));
    expect(sum()).toBe(second);
  });
});
