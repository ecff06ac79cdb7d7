/** The ground the other tests stand on: prefixes, programs and batch files under Wine, each with an end. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { runCmd, wine } from './support/run.ts';

let prefix: WinePrefix;
beforeAll(async () => {
  prefix = await winePrefix();
});
afterAll(() => prefix.end());

/** Writes a batch file as it would be written on the prefix's Windows. */
async function batch(folder: string, name: string, lines: readonly string[]): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, iconv.encode(lines.map((line) => `${line}\r\n`).join(''), 'cp437'));
  return file;
}

describe('a prefix', () => {
  it('is Windows 10 with a registry and a disk of its own', async () => {
    const { stdout, code } = await wine(prefix, 'cmd.exe', ['/c', 'ver']);
    expect(stdout).toContain('Microsoft Windows 10.0');
    expect(code).toBe(0);
    const other = await winePrefix();
    try {
      await wine(other, 'reg.exe', ['add', 'HKLM\\Software\\Only\\There', '/f']);
      expect((await wine(other, 'reg.exe', ['query', 'HKLM\\Software\\Only'])).code).toBe(0);
      expect((await wine(prefix, 'reg.exe', ['query', 'HKLM\\Software\\Only'])).code).toBe(1);
    } finally {
      await other.end();
    }
    expect(existsSync(other.folder)).toBe(false);
  });

  it('converts paths both ways', () => {
    const logs = path.join(prefix.driveC, 'My SMS', 'Logs');
    expect(prefix.toWindows(logs)).toBe('C:\\My SMS\\Logs');
    expect(prefix.toHost('c:\\My SMS\\Logs')).toBe(logs);
    expect(prefix.toWindows('/somewhere/else')).toBe('Z:\\somewhere\\else');
    expect(prefix.toHost('Z:\\somewhere\\else')).toBe('/somewhere/else');
  });
});

describe('a batch file', () => {
  it('gets its arguments, runs where it is told to and gives its exit code', async () => {
    const file = await batch(path.join(prefix.driveC, 'Söhne und Töchter'), 'show.cmd', [
      '@echo off',
      'echo %~1',
      'echo %~2',
      'cd',
      'echo %~dp0',
      'exit /b 3',
    ]);
    const cwd = path.join(prefix.driveC, 'windows', 'temp');
    const result = await runCmd(prefix, file, ['D:\\My SMS', 'Größe (1)'], { cwd });
    expect(result).toMatchObject({
      code: 3,
      stdout: 'D:\\My SMS\r\nGröße (1)\r\nC:\\windows\\temp\r\nC:\\Söhne und Töchter\\\r\n',
    });
  });

  it('gets what is set in its environment', async () => {
    const file = await batch(prefix.driveC, 'environment.cmd', ['@echo off', 'echo %SMS_CODE%']);
    expect((await runCmd(prefix, file, [], { env: { SMS_CODE: 'CEN' } })).stdout).toBe('CEN\r\n');
  });

  it('is ended at its limit of time', async () => {
    const file = await batch(prefix.driveC, 'endless.cmd', ['@echo off', ':again', 'goto again']);
    const result = await runCmd(prefix, file, [], { limitMs: 1000 });
    expect(result).toMatchObject({ timedOut: true, code: null });
  });

  it('is ended when it prints without end', async () => {
    const file = await batch(prefix.driveC, 'talker.cmd', [':again', 'echo and on and on', 'goto again']);
    const result = await runCmd(prefix, file, [], { limitBytes: 10_000 });
    expect(result).toMatchObject({ tooMuch: true, timedOut: false });
    expect(result.stdout.length).toBeLessThanOrEqual(10_000);
  });

  it('refuses an argument that cmd.exe would change', async () => {
    const file = await batch(prefix.driveC, 'never.cmd', ['@echo off']);
    await expect(runCmd(prefix, file, ['100%'])).rejects.toThrow('cannot be given');
  });
});
