/** Replacing and restoring on a disk: what is refused, what the files are named, what is left behind. */
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backupPathFor, newestBackup } from '../../../electron/control-file/backups.ts';
import {
  lookAtControlFile,
  replaceControlFile,
  restoreControlFile,
} from '../../../electron/control-file/control-file-on-disk.ts';
import { editControlFile, restoreNewestBackup } from '../../../electron/control-file/edit-control-file.ts';
import { sha256Of } from '../../../electron/control-file/put-in-place.ts';
import { staggerControlFile } from '../../../electron/engine/control-file/stagger.ts';
import { type FileOperations, diskFiles } from '../../../electron/files/file-operations.ts';
import { LICENSE, MANAGER, bytesOf, controlFileWith, textOf } from './control-files.ts';

const OLD = controlFileWith([MANAGER, LICENSE]);
const NEW = staggerControlFile(OLD).result;
const OTHER = controlFileWith(['# mine', MANAGER, LICENSE]);
const AT = new Date(Date.UTC(2001, 4, 17, 2, 23, 5));
const OPTIONS = { now: AT, dryRun: false };

let root = '';
let folder = '';
let file = '';
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'control-file-'));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(root, 'site-'));
  file = path.join(folder, 'Smsbkup.ctl');
  await writeFile(file, OLD);
});

const content = async (name = 'Smsbkup.ctl'): Promise<Uint8Array> =>
  Uint8Array.from(await readFile(path.join(folder, name)));
const names = async (): Promise<readonly string[]> => (await readdir(folder)).sort();
const put = async (name: string, bytes: Uint8Array): Promise<void> => {
  await writeFile(path.join(folder, name), bytes);
};

describe('looking', () => {
  it('gives the bytes, their checksum and what they are', async () => {
    expect(await lookAtControlFile(diskFiles, file)).toMatchObject({
      bytes: Buffer.from(OLD),
      sha256: sha256Of(OLD),
      exam: { state: 'untouched' },
    });
  });
});

describe('replacing', () => {
  const expected = { expectedSha256: sha256Of(OLD), content: NEW };

  it('gives the new checksum, and says when nothing was to be done', async () => {
    const written = { changed: true, sha256: sha256Of(NEW) };
    expect(await replaceControlFile(diskFiles, file, expected)).toEqual(written);
    const again = { ...expected, expectedSha256: sha256Of(NEW) };
    expect(await replaceControlFile(diskFiles, file, again)).toEqual({ ...written, changed: false });
    expect(await names()).toEqual(['Smsbkup.ctl']);
  });

  it('refuses a file that is not the one that was shown', async () => {
    await put('Smsbkup.ctl', OTHER);
    const backup = `${file}.bak`;
    await expect(replaceControlFile(diskFiles, file, { ...expected, backup })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    expect([await content(), await names()]).toEqual([OTHER, ['Smsbkup.ctl']]);
  });

  it('refuses a file that changes while the new one is written', async () => {
    const files: FileOperations = {
      ...diskFiles,
      create: async (...args) => {
        await put('Smsbkup.ctl', OTHER);
        return await diskFiles.create(...args);
      },
    };
    await expect(replaceControlFile(files, file, expected)).rejects.toMatchObject({
      code: 'changed-meanwhile',
      nextStep: 'Look at the file again, then decide.',
    });
    expect([await content(), await names()]).toEqual([OTHER, ['Smsbkup.ctl']]);
  });

  it('never writes another [Tokens] section', async () => {
    const wrong = bytesOf(textOf(NEW).replace('\tBACKUP_DESTINATION', ' BACKUP_DESTINATION'));
    await expect(replaceControlFile(diskFiles, file, { ...expected, content: wrong })).rejects.toThrow(
      '[Tokens]',
    );
    expect(await content()).toEqual(OLD);
  });

  it('does not write over a file that has the name of the backup', async () => {
    await put('copy.bak', OTHER);
    const backup = path.join(folder, 'copy.bak');
    await expect(replaceControlFile(diskFiles, file, { ...expected, backup })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
    expect([await content(), await content('copy.bak')]).toEqual([OLD, OTHER]);
  });

  it('says so when something else stands there afterwards', async () => {
    const files: FileOperations = {
      ...diskFiles,
      flushFolder: async (of) => {
        await put('Smsbkup.ctl', OTHER);
        await diskFiles.flushFolder(of);
      },
    };
    await expect(replaceControlFile(files, file, expected)).rejects.toMatchObject({ code: 'not-as-written' });
  });

  it('does not try again and again what will never succeed', async () => {
    const waits: number[] = [];
    const files: FileOperations = {
      ...diskFiles,
      rename: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    };
    const wait = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      return Promise.resolve();
    };
    await expect(replaceControlFile(files, file, { ...expected, wait })).rejects.toMatchObject({
      code: 'cannot-write',
      message: `${file} was not changed: the disk is full.`,
    });
    expect([waits, await names()]).toEqual([[], ['Smsbkup.ctl']]);
  });

  it('believes the disk and not the answer when a rename is reported as failed', async () => {
    const files: FileOperations = {
      ...diskFiles,
      rename: async (from, to) => {
        await diskFiles.rename(from, to);
        throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
      },
    };
    expect(await replaceControlFile(files, file, expected)).toMatchObject({ changed: true });
    expect(await content()).toEqual(NEW);
  });

  it('removes what a killed run left, and nothing else', async () => {
    const others = ['.Smsbkup.ctl.0123456789ab.tmp.txt', '.Other.ctl.0123456789ab.tmp', 'Smsbkup.tmp'];
    for (const name of others) await put(name, OTHER);
    await put('.Smsbkup.ctl.0123456789ab.tmp', OTHER);
    await put('.Smsbkup.ctl.20010517T022305Z.bak.ba9876543210.tmp', OTHER);
    await replaceControlFile(diskFiles, file, expected);
    expect(await names()).toEqual(['Smsbkup.ctl', ...others].sort());
  });

  it.runIf(process.platform !== 'win32')(
    "keeps permissions that the user's mask would take away",
    async () => {
      await chmod(file, 0o662);
      await replaceControlFile(diskFiles, file, { ...expected, backup: `${file}.bak` });
      for (const name of await names())
        expect((await stat(path.join(folder, name))).mode & 0o777).toBe(0o662);
    },
  );
});

describe('restoring', () => {
  it('takes bytes as well as a file', async () => {
    await put('Smsbkup.ctl', NEW);
    await restoreControlFile(diskFiles, file, { backupBytes: OLD, expectedSha256: sha256Of(NEW) });
    expect(await content()).toEqual(OLD);
  });

  it('refuses a file that is not the expected one', async () => {
    await put('Smsbkup.ctl', OTHER);
    const options = { backupBytes: OLD, expectedSha256: sha256Of(NEW) };
    await expect(restoreControlFile(diskFiles, file, options)).rejects.toMatchObject({
      code: 'changed-since-edit',
    });
    expect(await content()).toEqual(OTHER);
  });

  it('refuses a torn backup, also by force', async () => {
    await put('Smsbkup.ctl.20010517T022305Z.bak', new Uint8Array());
    await put('Smsbkup.ctl', NEW);
    for (const force of [false, true]) {
      await expect(restoreNewestBackup(diskFiles, file, { ...OPTIONS, force })).rejects.toMatchObject({
        code: force ? 'backup-not-usable' : 'changed-since-edit',
      });
    }
    expect(await content()).toEqual(NEW);
  });

  it('keeps each of several files that were replaced by force', async () => {
    await editControlFile(diskFiles, file, OPTIONS);
    for (const mine of ['# one', '# two']) {
      await put('Smsbkup.ctl', controlFileWith([mine, MANAGER]));
      await restoreNewestBackup(diskFiles, file, { ...OPTIONS, force: true });
    }
    expect(await names()).toEqual([
      'Smsbkup.ctl',
      'Smsbkup.ctl.20010517T022305Z.bak',
      'Smsbkup.ctl.20010517T022305Z.replaced',
      'Smsbkup.ctl.20010517T022305Z.replaced-2',
    ]);
  });
});

describe('the names of backups', () => {
  const nextName = async (now: Date): Promise<string> =>
    path.basename(await backupPathFor(diskFiles, file, now));

  it('hold the time', async () => {
    expect(await nextName(AT)).toBe('Smsbkup.ctl.20010517T022305Z.bak');
  });

  it('get a number within one second', async () => {
    await put('Smsbkup.ctl.20010517T022305Z.bak', OLD);
    expect(await nextName(AT)).toBe('Smsbkup.ctl.20010517T022305Z-2.bak');
    await put('Smsbkup.ctl.20010517T022305Z-9.bak', OLD);
    expect(await nextName(AT)).toBe('Smsbkup.ctl.20010517T022305Z-10.bak');
  });

  it('sort behind all others when the clock went back', async () => {
    await put('Smsbkup.ctl.20020101T000000Z.bak', OTHER);
    await editControlFile(diskFiles, file, OPTIONS);
    const newest = await newestBackup(diskFiles, file);
    expect(path.basename(newest ?? '')).toBe('Smsbkup.ctl.20020101T000000Z-2.bak');
    await restoreNewestBackup(diskFiles, file, { ...OPTIONS, force: false });
    expect(await content()).toEqual(OLD);
  });

  it('are found by time and number, in any case', async () => {
    for (const name of [
      'Smsbkup.ctl.20010517T022305Z-9.bak',
      'SMSBKUP.CTL.20010517t022305z-10.BAK',
      'Smsbkup.ctl.20010516T235959Z-99.bak',
      'Smsbkup.ctl.99990101T000000Z.bak.txt',
      'Smsbkup.ctl.bak',
    ])
      await put(name, OLD);
    expect(path.basename((await newestBackup(diskFiles, file)) ?? '')).toBe(
      'SMSBKUP.CTL.20010517t022305z-10.BAK',
    );
  });
});

describe('another program that makes the same edit at the same moment', () => {
  it('leaves nothing unfinished beside the file', async () => {
    const both: FileOperations = {
      ...diskFiles,
      create: async (name, mode, like) => {
        const writer = await diskFiles.create(name, mode, like);
        // The other one is done just when this one begins to write.
        const [, done = ''] = /^\.(.+)\.[0-9a-f]{12}\.tmp$/.exec(path.basename(name)) ?? [];
        await put(done, done.endsWith('.bak') ? OLD : NEW);
        return writer;
      },
    };
    await editControlFile(both, file, OPTIONS);
    expect(await content()).toEqual(NEW);
    expect(await names()).toEqual(['Smsbkup.ctl', 'Smsbkup.ctl.20010517T022305Z.bak']);
  });
});
