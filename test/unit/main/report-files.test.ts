import { execFile } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileAtomically } from '../../../electron/files/atomic-write.ts';
import { reportFileName } from '../../../electron/main/report-name.ts';
import { savingError } from '../../../electron/main/saving-error.ts';
import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';

const diagnosis = (code: string | null, at: string): Pick<Diagnosis, 'site' | 'at'> => ({
  at,
  site: {
    code,
    server: null,
    release: null,
    build: null,
    releaseSources: [],
    type: null,
    releaseDispute: null,
    label: '',
  },
});

describe('name of a report', () => {
  it('carries the site code and the day the diagnosis holds for', () => {
    expect(reportFileName(diagnosis('P01', '2001-05-17T02:23:00'), 'html')).toBe(
      'SMS-diagnosis-P01-2001-05-17.html',
    );
    expect(reportFileName(diagnosis('P01', '2001-05-17T02:23:00-04:00'), 'json')).toBe(
      'SMS-diagnosis-P01-2001-05-17.json',
    );
  });

  it('leaves out what is not known', () => {
    expect(reportFileName(diagnosis(null, '2001-05-17T02:23:00'), 'text')).toBe(
      'SMS-diagnosis-2001-05-17.txt',
    );
    expect(reportFileName(diagnosis('P01', '2001-05-17T02:23:00'), 'html', true)).toBe(
      'SMS-diagnosis-redacted-2001-05-17.html',
    );
    expect(reportFileName(diagnosis(null, 'unknown'), 'markdown')).toBe('SMS-diagnosis.md');
  });

  it('keeps a damaged site code from becoming a path', () => {
    expect(reportFileName(diagnosis('../P:1', '2001-05-17'), 'html')).toBe(
      'SMS-diagnosis-P1-2001-05-17.html',
    );
  });
});

describe('saving a report', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'doctor-save-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('writes a new file and replaces an old one, leaving nothing else behind', async () => {
    const file = path.join(folder, 'report.html');
    await writeFileAtomically(file, 'first');
    await writeFileAtomically(file, 'second: ü');
    expect(await readFile(file, 'utf8')).toBe('second: ü');
    expect(await readdir(folder)).toEqual(['report.html']);
  });

  it('leaves what was there, and no temporary file, when it fails', async () => {
    const file = path.join(folder, 'report.html');
    await mkdir(file);
    await writeFile(path.join(file, 'inside'), 'kept');
    await expect(writeFileAtomically(file, 'new')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['report.html']);
    expect(await readFile(path.join(file, 'inside'), 'utf8')).toBe('kept');
  });

  describe('where links and special files can be made', { skip: process.platform === 'win32' }, () => {
    it('follows a link and leaves it a link', async () => {
      const file = path.join(folder, 'elsewhere', 'report.html');
      const link = path.join(folder, 'report.html');
      await mkdir(path.dirname(file));
      await writeFile(file, 'old');
      await symlink('elsewhere/report.html', link);
      await writeFileAtomically(link, 'new');
      expect((await lstat(link)).isSymbolicLink()).toBe(true);
      expect(await readFile(file, 'utf8')).toBe('new');
      expect(await readdir(path.dirname(file))).toEqual(['report.html']);
    });

    it('follows a link whose target is not there yet', async () => {
      const link = path.join(folder, 'report.html');
      await symlink('later.html', link);
      await writeFileAtomically(link, 'new');
      expect((await lstat(link)).isSymbolicLink()).toBe(true);
      expect(await readFile(path.join(folder, 'later.html'), 'utf8')).toBe('new');
    });

    it('refuses links that go round in a circle', async () => {
      await symlink('two', path.join(folder, 'one'));
      await symlink('one', path.join(folder, 'two'));
      await expect(writeFileAtomically(path.join(folder, 'one'), 'new')).rejects.toThrow('ELOOP');
      expect((await readdir(folder)).sort()).toEqual(['one', 'two']);
    });

    it('writes into a pipe instead of replacing it', async () => {
      const pipe = path.join(folder, 'pipe');
      await promisify(execFile)('mkfifo', [pipe]);
      const [received] = await Promise.all([readFile(pipe, 'utf8'), writeFileAtomically(pipe, 'new')]);
      expect(received).toBe('new');
      expect((await lstat(pipe)).isFIFO()).toBe(true);
    });

    it('is done when the new content stands there, even if the folder cannot be flushed', async () => {
      const inside = path.join(folder, 'no-listing');
      await mkdir(inside);
      await chmod(inside, 0o333);
      await chmod(folder, 0o755);
      // A folder that may not be opened does not stop the superuser.
      const superuser = process.geteuid?.() === 0;
      if (superuser) process.seteuid?.(65_534);
      try {
        await writeFileAtomically(path.join(inside, 'report.html'), 'new');
      } finally {
        if (superuser) process.seteuid?.(0);
        await chmod(inside, 0o755);
      }
      expect(await readFile(path.join(inside, 'report.html'), 'utf8')).toBe('new');
    });
  });

  it('says why and what to do when the folder is gone', async () => {
    const file = path.join(folder, 'gone', 'report.html');
    const error = await writeFileAtomically(file, 'new').catch((reason: unknown) => reason);
    expect(savingError(file, error)).toEqual({
      code: 'save-enoent',
      message: 'report.html could not be saved: the folder is not there any more.',
      nextStep: 'Save it in another folder, such as Documents. Nothing of it is lost.',
    });
  });
});
