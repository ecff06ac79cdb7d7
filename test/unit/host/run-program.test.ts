import { describe, expect, it } from 'vitest';
import { createHost } from '../../../electron/host/host.ts';
import { type Start, windowsStarter } from '../../../electron/host/programs.ts';
import { runProgram } from '../../../electron/host/run-program.ts';

const node: Start = { file: process.execPath, args: ['-e'], env: process.env, cwd: undefined };
const limits = { limitMs: 20_000, limitBytes: 1 << 20 };

describe('a program', () => {
  it('gives its exit code and both outputs', async () => {
    const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 1722';
    // Exit codes of this system have eight bits; those of Windows have 32.
    const result = await runProgram(node, [script], limits);
    expect(result).toMatchObject({ ending: 'exited', code: 1722 % 256 });
    expect([result.stdout.toString(), result.stderr.toString()]).toEqual(['out', 'err']);
  });

  it('gets its arguments as they are and no input', async () => {
    const script = 'console.log(JSON.stringify(process.argv.slice(1)), require("fs").readFileSync(0).length)';
    const args = ['a "b" c', '& del', '%PATH%', ''];
    const { stdout } = await runProgram(node, [script, '--', ...args], limits);
    expect(stdout.toString().trim()).toBe(`${JSON.stringify(args)} 0`);
  });

  it('is ended at its limit of time', async () => {
    const result = await runProgram(node, ['setInterval(() => {}, 1000)'], { ...limits, limitMs: 300 });
    expect(result).toMatchObject({ ending: 'time', code: null });
  });

  it('is ended when it prints without end, and what it printed until then is kept', async () => {
    const script = 'for (;;) require("fs").writeSync(1, "x".repeat(4096))';
    const result = await runProgram(node, [script], { ...limits, limitBytes: 10_000 });
    expect(result).toMatchObject({ ending: 'output', code: null });
    expect(result.stdout).toHaveLength(10_000);
  });

  it('is not waited for when only what it started holds its output', async () => {
    const script = `const child = require('child_process').spawn(process.execPath,
      ['-e', 'setTimeout(() => {}, 15000)'], { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
      child.unref(); require('fs').writeSync(1, String(child.pid))`;
    const result = await runProgram(node, [script], limits);
    expect(result).toMatchObject({ ending: 'exited', code: 0 });
    // Still running: it was not waited for.
    expect(process.kill(Number(result.stdout.toString()), 'SIGKILL')).toBe(true);
  });

  it('that is not there is said to be missing', async () => {
    const result = await runProgram({ ...node, file: '/nonexistent/reg.exe' }, ['query'], limits);
    expect(result).toMatchObject({ ending: 'missing', code: null });
  });

  it('is ended when it is cancelled', async () => {
    const controller = new AbortController();
    const running = runProgram(node, ['setInterval(() => {}, 1000)'], {
      ...limits,
      signal: controller.signal,
    });
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    const again = runProgram(node, [''], { ...limits, signal: controller.signal });
    await expect(again).rejects.toThrow('enough');
  });
});

describe('where programs are looked for', () => {
  it('is the folder of Windows alone, whatever the PATH and the current folder', () => {
    const start = windowsStarter({ SystemRoot: 'D:\\WINNT', PATH: 'C:\\evil' });
    expect(start('reg')).toMatchObject({ file: 'D:\\WINNT\\System32\\reg.exe', cwd: 'D:\\WINNT\\System32' });
  });

  it.each([undefined, '', '\\\\server\\share', 'Windows'])('is not %j', (root) => {
    expect(windowsStarter({ SystemRoot: root })('sc').file).toBe('C:\\Windows\\System32\\sc.exe');
  });
});

describe('what a program printed', () => {
  /** Stands in for `reg` answering the question for the code page, and for `net` printing in it. */
  const start = (program: string): Start => ({
    ...node,
    args: [
      '-e',
      program === 'reg'
        ? 'console.log("    OEMCP    REG_SZ    850")'
        : 'process.stdout.write(Buffer.from("M\\x81nchen\\r\\n", "latin1"))',
    ],
  });

  it('is decoded in the code page of the registry', async () => {
    expect(await createHost(start).run('net', [])).toMatchObject({ output: 'München\n' });
  });

  it('is decoded in the code page that is given', async () => {
    expect(await createHost(start, 'cp437').run('net', [])).toMatchObject({ output: 'München\n' });
    expect(await createHost(start, 'latin1').run('net', [])).toMatchObject({ output: 'M\x81nchen\n' });
  });
});
