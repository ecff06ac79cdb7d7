/**
 * collect.cmd where things go wrong: it says so, goes on, and what it leaves can be used. Percent signs in paths are not here:
 * Wine's cmd.exe reads them again in the values of variables; `test/unit/collector` checks that the file is written for them.
 */
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CollectRun } from './collector-support.ts';
import { COLLECTOR, SMALL_SITE, collect, snapshotsIn, standIns, tree } from './collector-support.ts';
import { runLimited } from './support/limited-run.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { runCmd, wine } from './support/run.ts';

let prefix: WinePrefix;
beforeAll(async () => {
  prefix = await winePrefix();
});
afterAll(() => prefix.end());

const onC = (...names: string[]): string => path.join(prefix.driveC, ...names);

describe('a server without SMS', () => {
  it('gets a snapshot of the rest, and is told what to do', async () => {
    const { code, stdout, snapshots } = await collect(prefix, onC('stick'));
    expect(code).toBe(0);
    expect(stdout).toContain('No SMS directory was found. Run again with it');
    expect(snapshots[0]!.step('sms-directory')).toMatch(/^failed: found neither/);
    expect(snapshots[0]!.step('logs')).toBe('skipped: no SMS directory');
    expect(snapshots[0]!.value('SMSDirectory')).toBeUndefined();
    expect(snapshots[0]!.ini.get('End')?.get('Complete')).toBe('1');
  });

  it('runs as by a double click: with no arguments it waits for a key, and keeps its exit code', async () => {
    const { code, stdout } = await collect(prefix, onC('stick'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/Done\.[^\r]*\r\n.*Press any key/s);
  });
});

describe('a server with odd names', () => {
  it.each([
    ['blanks', 'My SMS Files'],
    ['signs of the command line', 'a & b (c) ^ !d! =,; 1'],
    ['letters of the code page', 'Größe für Söhne'],
  ])('%s', async (_what, name) => {
    await tree(onC(name, 'SMS root'), SMALL_SITE);
    const { code, snapshots, stdout } = await collect(prefix, onC(`${name} stick`), [
      `C:\\${name}\\SMS root`,
    ]);
    expect(code, stdout).toBe(0);
    expect(snapshots).toHaveLength(1);
    const [snapshot] = snapshots;
    expect(snapshot!.value('SMSDirectory')).toBe(`C:\\${name}\\SMS root`);
    expect(snapshot!.files).toEqual(
      expect.arrayContaining(['Logs/Despool.log', 'Logs/My own component.log']),
    );
    expect(await snapshot!.text('inboxes.txt')).toContain(`C:\\${name}\\SMS root\\Inboxes\\ddm.box\r\n`);
    for (const step of ['inboxes', 'logs', 'control-file', 'crash-logs']) {
      expect(snapshot!.step(step), step).toBe('done');
    }
  });
});

describe('a server without a Logs folder, whose tlist hangs', () => {
  it('goes on after twenty seconds', async () => {
    const inboxes = Object.entries(SMALL_SITE).filter(([name]) => name.startsWith('Inboxes/'));
    await tree(onC('NoLogs'), Object.fromEntries(inboxes));
    const env = await standIns(prefix, onC('reskit'), { 'tlist.hang': '' });
    await rename(onC('windows', 'system32', 'tasklist.exe'), onC('windows', 'tasklist.off'));
    const { code, snapshots, stdout } = await collect(prefix, onC('without logs'), ['C:\\NoLogs'], {
      env,
      limitMs: 90_000,
    });
    await rename(onC('windows', 'tasklist.off'), onC('windows', 'system32', 'tasklist.exe'));
    expect(code).toBe(0);
    expect(stdout).toContain('could not: processes: tlist did not end within 20 seconds (Q261184)');
    expect(snapshots[0]!.step('logs')).toBe('skipped: there is no Logs folder');
    expect(snapshots[0]!.step('crash-logs')).toBe('skipped: there is no Logs folder');
    expect(snapshots[0]!.step('control-file')).toBe('done');
    expect(snapshots[0]!.ini.get('End')?.get('Complete')).toBe('1');
  }, 120_000);
});

describe('the limit for logs', () => {
  it('keeps the newest parts, those that tell most first, and names what was left out', async () => {
    const large = 'x'.repeat(600_000);
    await tree(onC('Large', 'Logs'), {
      'Despool.log': large,
      'Smsexec.log': large,
      'Aaa.log': 'small',
      'Despool.lo_': large,
      'Zzz.lo_': 'small and old',
    });
    await mkdir(onC('Large', 'Inboxes'));
    const { snapshots } = await collect(prefix, onC('limited'), ['C:\\Large', '-', '001']);
    const [snapshot] = snapshots;
    expect(snapshot!.files.filter((file) => file.startsWith('Logs/'))).toEqual([
      'Logs/Aaa.log',
      'Logs/Despool.log',
      'Logs/Zzz.lo_',
    ]);
    expect(snapshot!.step('logs')).toBe('done');
    expect(snapshot!.step('log-limit')).toBe('skipped: 2 logs were left out, see NotCopied');
    expect([...snapshot!.ini.get('NotCopied')!]).toEqual([
      ['C:\\Large\\Logs\\Smsexec.log', 'left out, 600000 bytes would pass the limit'],
      ['C:\\Large\\Logs\\Despool.lo_', 'left out, 600000 bytes would pass the limit'],
    ]);
  });

  it.each(['1000', '5x'])('takes 100 MB instead of %s', async (limit) => {
    const { stdout } = await collect(prefix, onC('stick'), ['C:\\Large', 'C:\\nowhere?', limit], {
      limitMs: 60_000,
    });
    expect(stdout).toContain('100 is used instead');
    expect(stdout).toContain('logs, up to 100 MB');
  });
});

/** Root may read and write everything; without these two rights it is bound to a folder's modes like anybody. */
const AS_ANYBODY = [
  '--bounding-set',
  '-dac_override,-dac_read_search',
  '--inh-caps',
  '-dac_override,-dac_read_search',
];
const isRoot = process.getuid?.() === 0;
const canDrop = !isRoot || (await runLimited('setpriv', ['--version']).catch(() => null))?.code === 0;

describe.skipIf(!canDrop)('folders without rights (skipped where root cannot give up its rights)', () => {
  let bound: WinePrefix;
  beforeAll(async () => {
    bound = await winePrefix();
    if (!isRoot) return;
    // Wine's server opens the files, so it is started anew without the rights, and so is every program.
    await runLimited('wineserver', ['-k'], { env: bound.env });
    const bin = path.join(bound.folder, 'bin');
    await mkdir(bin);
    for (const program of ['wine', 'wineserver']) {
      const line = `#!/bin/sh\nPATH="$REAL_PATH" exec setpriv ${AS_ANYBODY.join(' ')} ${program} "$@"\n`;
      await writeFile(path.join(bin, program), line, { mode: 0o755 });
    }
    bound.env['REAL_PATH'] = bound.env['PATH'] ?? process.env['PATH'];
    bound.env['PATH'] = `${bin}:${bound.env['REAL_PATH'] ?? ''}`;
    await runLimited('wineserver', ['-p600'], { env: bound.env });
  });
  afterAll(() => bound.end());

  /** Wine takes it from the registry, whatever the environment says. */
  async function tempFolder(windowsPath: string): Promise<void> {
    const key = 'HKCU\\Environment';
    for (const name of ['TEMP', 'TMP']) {
      await wine(bound, 'reg.exe', ['add', key, '/v', name, '/d', windowsPath, '/f']);
    }
  }

  it('says that it could not read a log and a folder, and takes the others', async () => {
    const site = path.join(bound.driveC, 'SMS');
    await tree(site, SMALL_SITE);
    await chmod(path.join(site, 'Logs', 'Smsexec.log'), 0);
    await chmod(path.join(site, 'Inboxes', 'ddm.box'), 0);
    const { code, snapshots, stdout } = await collect(bound, path.join(bound.driveC, 'stick'));
    await chmod(path.join(site, 'Inboxes', 'ddm.box'), 0o755);
    expect(code).toBe(0);
    const [snapshot] = snapshots;
    expect(stdout).toContain('could not copy C:\\SMS\\Logs\\Smsexec.log');
    expect(snapshot!.step('logs')).toBe('failed: 1 files could not be copied, see NotCopied');
    expect([...snapshot!.ini.get('NotCopied')!]).toEqual([
      ['C:\\SMS\\Logs\\Smsexec.log', 'could not be copied'],
    ]);
    expect(snapshot!.files).toContain('Logs/Despool.log');
    expect(snapshot!.files).not.toContain('Logs/Smsexec.log');
    const listing = await snapshot!.text('inboxes.txt');
    expect(listing).toContain('1_ABCDEF.PCK');
    expect(listing).not.toContain('A.DDR');
  });

  it('writes to the TEMP folder from a medium that cannot be written to', async () => {
    const stick = path.join(bound.driveC, 'cdrom');
    await mkdir(stick);
    await writeFile(path.join(stick, 'collect.cmd'), await readFile(COLLECTOR));
    await chmod(stick, 0o555);
    const temp = path.join(bound.driveC, 'my temp');
    await mkdir(temp);
    await tempFolder('C:\\my temp');
    const run = await collect(bound, stick, [], { copied: false, target: temp });
    await chmod(stick, 0o755);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Could not write to C:\\cdrom: it may be read-only or full.');
    expect(run.stdout).toContain('The snapshot goes to C:\\my temp instead.');
    expect(run.snapshots[0]!.ini.get('End')?.get('Complete')).toBe('1');
    expect(await snapshotsIn(stick)).toEqual([]);
  });

  it('ends with 1 and says what to do when it can write nowhere', async () => {
    const stick = path.join(bound.driveC, 'cdrom');
    await chmod(stick, 0o555);
    await tempFolder('C:\\cdrom');
    const run = await runCmd(bound, path.join(stick, 'collect.cmd'), ['-', 'C:\\cdrom']);
    await chmod(stick, 0o755);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('Could not write a snapshot anywhere.');
  });
});

interface SmallDisk {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** A disk of its own of some kilobytes; null where nothing may be mounted. */
async function smallDisk(kilobytes: number): Promise<SmallDisk | null> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'collector-disk-'));
  const options = ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder];
  const mounted = await runLimited('mount', options).catch(() => null);
  if (mounted?.code !== 0) {
    await rm(folder, { recursive: true });
    return null;
  }
  return {
    folder,
    remove: async () => {
      await runLimited('umount', ['-l', folder]);
      await rm(folder, { recursive: true });
    },
  };
}

const probe = await smallDisk(64);
await probe?.remove();

describe.skipIf(probe === null)('a disk that gets full (skipped where nothing may be mounted)', () => {
  /** Runs collect.cmd with a small disk as Y: for its target. Wine tells the free space of drives it found when it began. */
  async function onSmallDisk(kilobytes: number): Promise<CollectRun> {
    const disk = (await smallDisk(kilobytes))!;
    const computer = await winePrefix();
    try {
      await symlink(disk.folder, path.join(computer.folder, 'dosdevices', 'y:'));
      await tree(path.join(computer.driveC, 'SMS'), {
        ...SMALL_SITE,
        'Logs/Smsexec.log': 'x'.repeat(900_000),
      });
      const stick = path.join(computer.driveC, 'stick');
      return await collect(computer, stick, ['C:\\SMS', 'Y:\\'], { target: disk.folder });
    } finally {
      await computer.end();
      await disk.remove();
    }
  }

  it('leaves out the log that does not fit, takes the others, and is whole', async () => {
    // The log would just fit, but then the rest would not.
    const { code, snapshots, stdout } = await onSmallDisk(1100);
    expect(code, stdout).toBe(0);
    expect(snapshots[0]!.files).toContain('Logs/Despool.log');
    expect(snapshots[0]!.files).not.toContain('Logs/Smsexec.log');
    expect(snapshots[0]!.step('log-limit')).toBe('skipped: 1 logs were left out, see NotCopied');
    expect([...snapshots[0]!.ini.get('NotCopied')!.keys()]).toEqual(['C:\\SMS\\Logs\\Smsexec.log']);
    expect(snapshots[0]!.ini.get('Disks')?.get('Y:')).toMatch(/\d/);
    expect(snapshots[0]!.ini.get('End')?.get('Complete')).toBe('1');
  });

  it('ends with 1 and says so when not even the lists fit', async () => {
    const { code, snapshots, stdout } = await onSmallDisk(16);
    expect(code, stdout).toBe(1);
    expect(stdout).toContain('The snapshot is not whole, the disk may be full.');
    expect(snapshots[0]!.ini.get('End')).toBeUndefined();
  });
});

describe('a folder that cannot be entered, as a share without a free drive letter', () => {
  const OWN = { 'snapshot.ini': 'mine', 'work.txt': 'mine', 'errors.txt': 'mine' };

  /** Runs collect.cmd with some of its "pushd" failing, in a folder with files of the names that it works with. */
  async function withoutEntering(
    name: string,
    failing: (program: string) => string,
  ): Promise<CollectRun & { readonly here: readonly string[] }> {
    const here = onC(`${name} here`);
    const stick = onC(`${name} stick`);
    await tree(here, OWN);
    const program = failing(await readFile(COLLECTOR, 'latin1'));
    await tree(stick, { 'collect.cmd': program });
    const run = await collect(prefix, stick, ['-', `C:\\${name} stick`], { copied: false, cwd: here });
    const left = await readdir(here);
    for (const file of left) expect(await readFile(path.join(here, file), 'utf8'), file).toBe('mine');
    return { ...run, here: left.sort() };
  }

  const names = Object.keys(OWN).sort();
  const INTO_NEW = 'pushd "%TARGET%\\%OLDNAME%"';
  const INTO_OUT = 'pushd "%OUT%"';

  it('writes nothing and deletes nothing where the user is', async () => {
    const run = await withoutEntering('never', (text) => text.replace(INTO_NEW, 'pushd "%TARGET%\\none"'));
    expect(run.code, run.stdout).toBe(1);
    expect(run.stdout).toContain('Could not write a snapshot anywhere.');
    expect(run.here).toEqual(names);
    expect(run.snapshots).toEqual([]);
  });

  it('goes back to the first name when it cannot enter the one with the time', async () => {
    const run = await withoutEntering('back', (text) => text.replace(INTO_OUT, 'pushd "%OUT%\\none"'));
    expect(run.code, run.stdout).toBe(0);
    expect(run.here).toEqual(names);
    expect(run.snapshots[0]!.name).toMatch(/-1$/);
    expect(run.snapshots[0]!.ini.get('End')?.get('Complete')).toBe('1');
  });

  it('stops when it can enter neither', async () => {
    const run = await withoutEntering('neither', (text) => text.replaceAll(INTO_OUT, 'pushd "%OUT%\\none"'));
    expect(run.code, run.stdout).toBe(1);
    expect(run.here).toEqual(names);
  });
});
