/** What a kit holds, and that it is whole or does nothing. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles } from '../../../electron/files/file-operations.ts';
import { writeFixKit } from '../../../electron/fix-kit/write-kit.ts';
import { faultyFiles } from '../../support/faulty-files.ts';
import { AFTER, BEFORE, kitInput, restartPlan, staggerPlan, upgradePlan } from './kit-plans.ts';

let work: string;
let folder: string;
beforeEach(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'doctor-kit-'));
  folder = path.join(work, 'kit');
});
afterEach(() => rm(work, { recursive: true, force: true }));

const text = (name: string): Promise<string> => readFile(path.join(folder, name), 'latin1');

describe('a kit', () => {
  it.each([
    [
      restartPlan(),
      ['1-check.cmd', '2-restart.cmd', '2b-end-process.cmd', '3-verify.cmd', 'collect.cmd', 'undo.cmd'],
    ],
    [staggerPlan(), ['1-check.cmd', '2-edit.cmd', '3-verify.cmd', 'collect.cmd', 'undo.cmd']],
    // There is no way back from a service pack.
    [upgradePlan(), ['1-check.cmd', '2-upgrade.cmd', '3-verify.cmd', 'collect.cmd']],
  ])('of $id has its scripts, a page to read first and the printed sheet', async (plan, scripts) => {
    const kept = await writeFixKit(
      diskFiles,
      folder,
      kitInput(plan, { runbook: '<!doctype html><title>x</title>' }),
    );
    const names = (await readdir(folder)).sort();
    expect(names.filter((name) => name.endsWith('.cmd'))).toEqual(scripts);
    expect(names).toEqual(expect.arrayContaining(['README.txt', 'kit.json', 'runbook.html', 'text']));
    const onDisk = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(kept).toHaveLength(onDisk.filter((entry) => entry.isFile()).length);
    for (const item of kept) {
      const bytes = await readFile(path.join(folder, item.path));
      expect(item).toMatchObject({
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
    }
  });

  it('describes itself', async () => {
    const kept = await writeFixKit(diskFiles, folder, kitInput(staggerPlan()));
    const described: unknown = JSON.parse(await text('kit.json'));
    expect(described).toMatchObject({
      schema: 'sms-site-doctor/fix-kit@1',
      case: 'case-0001',
      run: 'run-1',
      plan: 'stagger-backup-start',
      writtenAt: '2001-05-17T18:23:00.000Z',
      steps: ['right-release', 'no-backup', 'find-control-file', 'find-sleep', 'insert-pauses', 'run-backup'],
      files: kept
        .filter((item) => item.path !== 'kit.json')
        .map(({ path: name, bytes, sha256 }) => ({ path: name, bytes, sha256 })),
    });
  });

  it('carries the control file as it is and as it shall be, byte for byte', async () => {
    await writeFixKit(diskFiles, folder, kitInput(staggerPlan()));
    expect(await readFile(path.join(folder, 'data', 'before.ctl'))).toEqual(BEFORE);
    expect(await readFile(path.join(folder, 'data', 'after.ctl'))).toEqual(AFTER);
    const probes = (await readdir(path.join(folder, 'data'))).filter((name) =>
      /^(?:first|middle|last|shorter|longer)/.test(name),
    );
    expect(probes).toHaveLength(5);
    for (const name of probes)
      expect(await readFile(path.join(folder, 'data', name)), name).not.toEqual(BEFORE);
  });

  it('has texts in ASCII, with CRLF, for a console', async () => {
    await writeFixKit(diskFiles, folder, kitInput(staggerPlan()));
    for (const name of ['README.txt', '2-edit.cmd', 'text/run-backup.txt']) {
      const content = await text(name);
      expect(content).toMatch(/^[\x20-\x7e\r\n]*$/);
      expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    }
    const readme = await text('README.txt');
    expect(readme).toContain('A summary - with "quotes" and an a.');
    for (const line of readme.split('\r\n')) expect(line.length).toBeLessThan(79);
  });

  it.each([
    ['Smsbkup.ctl', 'Inboxes\\Smsbkup.box\\Smsbkup.ctl'],
    ['Inboxes/Smsbkup.box/Smsmbkup.ctl', 'Inboxes\\Smsbkup.box\\Smsmbkup.ctl'],
    ['c:\\sms\\Inboxes\\Smsbkup.box\\Smsbkup.ctl', 'Inboxes\\Smsbkup.box\\Smsbkup.ctl'],
  ])('finds the control file that is called %s', async (name, place) => {
    await writeFixKit(
      diskFiles,
      folder,
      kitInput(staggerPlan(), { controlFile: { name, before: BEFORE, after: AFTER } }),
    );
    expect(await text('2-edit.cmd')).toContain(`set CTLPATH=${place}\r\n`);
  });
});

/** Each kit has some hundred operations; a slice of them is tried. */
const EVERY = 5;

describe('no kit is written', () => {
  it.each([
    ['without the control file it needs', { controlFile: null }, 'no-control-file'],
    [
      'when the control file has the pauses already',
      { controlFile: { name: 'Smsbkup.ctl', before: AFTER, after: AFTER } },
      'nothing-to-change',
    ],
    ['of a case whose id a script cannot hold', { caseId: 'a & b' }, 'word-not-for-scripts'],
    [
      'of a control file outside of the SMS directory',
      { controlFile: { name: '..\\..\\boot.ini', before: BEFORE, after: AFTER } },
      'word-not-for-scripts',
    ],
  ])('%s', async (_what, more, code) => {
    await expect(writeFixKit(diskFiles, folder, kitInput(staggerPlan(), more))).rejects.toMatchObject({
      code,
    });
    expect(await readdir(work)).toEqual([]);
  });

  it('into a folder with something in it', async () => {
    await writeFixKit(diskFiles, folder, kitInput(restartPlan()));
    const before = await text('kit.json');
    await expect(
      writeFixKit(diskFiles, folder, kitInput(restartPlan(), { run: 'run-2' })),
    ).rejects.toMatchObject({ code: 'kit-folder-not-empty' });
    expect(await text('kit.json')).toBe(before);
    await writeFile(path.join(work, 'file'), '');
    await expect(
      writeFixKit(diskFiles, path.join(work, 'file'), kitInput(restartPlan())),
    ).rejects.toMatchObject({ code: 'kit-not-written' });
  });

  it.each([
    ['ENOSPC', 1],
    ['EACCES', 2],
    ['EROFS', 3],
  ])('half, whatever operation fails with %s', async (code, first) => {
    const counting = faultyFiles();
    await writeFixKit(counting, path.join(work, 'counted'), kitInput(staggerPlan()));
    for (let operation = first; operation <= counting.count(); operation += EVERY) {
      const target = path.join(work, `${code}-${operation}`);
      const files = faultyFiles({ failAt: { operation, code } });
      const failed = await writeFixKit(files, target, kitInput(staggerPlan())).catch(
        (error: unknown) => error,
      );
      expect(failed, `operation ${operation}`).toMatchObject({ code: 'kit-not-written' });
      const left = await readdir(target).catch(() => [] as string[]);
      expect(left, `operation ${operation}`).not.toContain('kit.json');
    }
  });

  it('half, when the program ends at any operation: without kit.json its scripts do nothing', async () => {
    const counting = faultyFiles();
    const kept = await writeFixKit(counting, path.join(work, 'counted'), kitInput(staggerPlan()));
    for (let operation = counting.count(); operation > 0; operation -= EVERY) {
      const target = path.join(work, `dead-${operation}`);
      const files = faultyFiles({ dieAt: { operation, torn: 0.5 } });
      await expect(writeFixKit(files, target, kitInput(staggerPlan()))).rejects.toThrow();
      const json = await readFile(path.join(target, 'kit.json'), 'utf8').catch(() => '');
      if (!json.includes('run-1')) continue;
      // Its last file is there, so all others are.
      for (const item of kept.filter(({ path: name }) => name !== 'kit.json')) {
        expect((await readFile(path.join(target, item.path))).length).toBe(item.bytes);
      }
    }
  });
});
