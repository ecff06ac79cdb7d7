import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checksumOf } from '../../../build/bootstrap/built.mjs';
import { holding } from '../../../build/bootstrap/lock.mjs';
import { inProject } from '../../../build/bootstrap/places.mjs';
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

  const lock = () => path.join(folder, 'test.lock');
  /**
   * Leaves a lock behind, as a process that was ended leaves it.
   * @param {object} holder
   */
  const leave = (holder) =>
    writeFile(lock(), JSON.stringify({ token: 'left-behind', started: null, ...holder }));
  const take = () => holding('test', () => Promise.resolve('done'), folder, 0);

  it('does not wait for a holder that is gone', async () => {
    const gone = await run(process.execPath, ['-p', 'process.pid'], { output: 'capture' });
    await leave({ pid: Number(gone.stdout) });
    expect(await take()).toBe('done');
  });

  it('does not wait for an earlier process that had the id of this one', async () => {
    await leave({ pid: process.pid });
    expect(await take()).toBe('done');
  });

  it.skipIf(process.platform !== 'linux')(
    'does not wait for an earlier process whose id another one has now',
    async () => {
      await leave({ pid: process.ppid, started: '1' });
      expect(await take()).toBe('done');
    },
  );

  it('waits for a holder that runs, and says which file to delete when that takes too long', async () => {
    await leave({ pid: process.ppid });
    await expect(take()).rejects.toMatchObject({
      code: 'LOCK_NOT_FREE',
      message: expect.stringContaining(lock()),
    });
    expect(existsSync(lock())).toBe(true);
  });

  it('does not take a lock that is still being written for one left behind', async () => {
    await writeFile(lock(), '');
    await expect(take()).rejects.toMatchObject({ code: 'LOCK_NOT_FREE' });
  });

  it('is not taken from the one who holds it by another who held it before', async () => {
    const theirs = { pid: process.ppid, token: 'theirs', started: null };
    await holding('test', () => writeFile(lock(), JSON.stringify(theirs)), folder);
    expect(JSON.parse(await readFile(lock(), 'utf8'))).toEqual(theirs);
  });

  it('is held by one process at a time, also when all find one left behind', async () => {
    const gone = await run(process.execPath, ['-p', 'process.pid'], { output: 'capture' });
    await leave({ pid: Number(gone.stdout) });
    const log = path.join(folder, 'log');
    const program = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout as pause } from 'node:timers/promises';
      import { holding } from ${JSON.stringify(pathToFileURL(inProject('build', 'bootstrap', 'lock.mjs')).href)};
      const [folder, log] = process.argv.slice(1);
      await holding('test', async () => {
        appendFileSync(log, 'begins\\n');
        await pause(30);
        appendFileSync(log, 'ends\\n');
      }, folder);`;
    const results = await Promise.all(
      Array.from({ length: 6 }, () =>
        run(process.execPath, ['--input-type=module', '-e', program, folder, log], { output: 'capture' }),
      ),
    );
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await readFile(log, 'utf8')).toBe('begins\nends\n'.repeat(6));
    expect(existsSync(lock())).toBe(false);
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
