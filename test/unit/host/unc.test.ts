import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isUncPath, probeFolder, probeWith } from '../../../electron/host/unc.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'probe-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a folder that may not answer', () => {
  it('is there', async () => {
    expect(await probeFolder(folder)).toEqual({ answer: 'folder' });
  });

  it('is not there', async () => {
    expect(await probeFolder(path.join(folder, 'gone'))).toEqual({ answer: 'refused', code: 'ENOENT' });
  });

  it('is a file', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    expect(await probeFolder(file)).toEqual({ answer: 'file' });
  });

  it.skipIf(process.platform === 'win32')(
    'is silent when the system does not return from the call',
    async () => {
      const pipe = path.join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      // Opening a pipe nobody writes to keeps the thread inside of the system, as a share that went away does.
      const program = `require('node:fs').openSync(require('node:worker_threads').workerData, 'r')`;
      const answer = await probeWith(program, pipe, { limitMs: 300 });
      // Somebody writes: the thread comes back and can end.
      closeSync(openSync(pipe, 'w'));
      expect(answer).toEqual({ answer: 'silent' });
    },
  );

  it('is not waited for any more when it is cancelled', async () => {
    const controller = new AbortController();
    const probing = probeWith('setInterval(() => {}, 1000)', folder, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(probing).rejects.toThrow('enough');
    await expect(probeFolder(folder, { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('says why when its thread fails', async () => {
    const answer = await probeWith('throw new Error("no thread")', folder, {});
    expect(answer).toEqual({ answer: 'refused', code: 'no thread' });
  });
});

describe('a path on another computer', () => {
  it.each([
    ['\\\\NYSMS01\\SMS_CEN', true],
    ['//nysms01/sms_cen/Logs', true],
    ['\\\\?\\UNC\\NYSMS01\\SMS_CEN', true],
    ['\\\\?\\C:\\SMS', false],
    ['\\\\.\\PhysicalDrive0', false],
    ['D:\\SMS', false],
    ['\\\\NYSMS01', false],
    ['/var/log', false],
  ])('%s: %s', (file, expected) => {
    expect(isUncPath(file)).toBe(expected);
  });
});
