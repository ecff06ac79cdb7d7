import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../build/bootstrap/command-line.mjs';
import { inProject } from '../../../build/bootstrap/places.mjs';
import { run } from '../../../build/bootstrap/run.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'command-line-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('running the command line', () => {
  /** @param {string} text */
  const exitCodeOf = async (text) => {
    const program = path.join(folder, 'program.cjs');
    await writeFile(program, text);
    return runCommandLine(['1'], folder, program);
  };

  it.each([0, 1, 2])('gives its exit code %i', async (code) => {
    expect(await exitCodeOf(`process.exit(${String(code)} * Number(process.argv[2]))`)).toBe(code);
  });

  // Windows has no signals: there a program that is ended gives exit code 1 itself.
  it.skipIf(process.platform === 'win32')('does not take its end by a signal for a fault found', async () => {
    expect(await exitCodeOf("process.kill(process.pid, 'SIGKILL'); setTimeout(() => {}, 60000)")).toBe(2);
  });
});

describe('npm run dist', () => {
  /**
   * Runs it as if on another system.
   * @param {string} platform
   * @param {readonly string[]} args
   */
  const distOn = (platform, args) => {
    const pretence = `Object.defineProperty(process, 'platform', { value: '${platform}' })`;
    return run(
      process.execPath,
      [
        '--import',
        `data:text/javascript,${encodeURIComponent(pretence)}`,
        inProject('build', 'dist.mjs'),
        ...args,
      ],
      { output: 'capture' },
    );
  };

  it('says on a system without packages of its own that there are none, and makes no others in their place', async () => {
    const { code, output } = await distOn('darwin', []);
    expect(code).toBe(1);
    expect(output).toContain('Packages for macOS are not configured');
    expect(output).toContain('npm run dist -- linux');
  });

  it.each([[['mac']], [['linux', 'windows']], [['toString']]])('does not know %j', async (args) => {
    const { code, output } = await distOn('darwin', args);
    expect(code).toBe(1);
    expect(output).toContain(`There are no packages for "${args.join(' ')}".`);
  });
});
