import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SiteReadError } from '../../../electron/site/errors.ts';
import { readSite } from '../../../electron/site/read-site.ts';
import {
  DESPOOL_LOG,
  SMALL_SITE,
  ignore,
  logLine,
  newFolder,
  read,
  setTime,
  whyOf,
  writeFiles,
} from './sites.ts';

const asRoot = process.getuid?.() === 0;

function receive(evidence: Awaited<ReturnType<typeof read>>) {
  return evidence.inboxes.find((inbox) => inbox.path.toLowerCase().endsWith('despoolr.box/receive'));
}

describe('a folder', () => {
  it('that is an SMS directory is read in all its parts', async () => {
    const evidence = await read(writeFiles(SMALL_SITE));
    expect(evidence.logs.files).toMatchObject([
      { path: 'Logs/Despool.log', family: 'despool', rolledOver: false, lines: 2 },
    ]);
    expect(evidence.logs.hits).toMatchObject([
      { watchId: 'waiting', count: 1, last: { path: 'Logs/Despool.log', line: 2 } },
    ]);
    expect(receive(evidence)).toMatchObject({
      path: 'Inboxes/despoolr.box/receive',
      files: 2,
      bytes: 7,
      zeroByteFiles: 1,
    });
    expect(evidence.releases).toEqual([
      {
        raw: '2.00.1493.2009',
        release: '2.0 SP2',
        kind: 'client-base',
        component: 'base',
        source: { kind: 'version-file', path: 'Inboxes/clicomp.src/base/compver.ini', line: 2 },
      },
      {
        raw: '2.0.1493.2000',
        release: '2.0 SP2',
        kind: 'client',
        component: 'hinv',
        source: { kind: 'version-file', path: 'Inboxes/clicomp.src/hinv/compver.ini', line: 2 },
      },
    ]);
    expect(evidence.controlFiles).toMatchObject([
      { path: 'Inboxes/smsbkup.box/Smsbkup.ctl', spelling: 'usual', hasStartSection: true, bytes: 31 },
    ]);
    expect(evidence.coverage).toEqual({
      logs: true,
      inboxes: true,
      services: false,
      processes: false,
      registry: false,
      versionFiles: true,
      crashes: true,
    });
    expect(evidence.unreadable).toEqual([]);
  });

  it('with upper-case names, several folders deep, gives the same', async () => {
    const upper = Object.fromEntries(
      Object.entries(SMALL_SITE).map(([name, content]) => [
        `DATA/FROM SERVER/SMS/${name.toUpperCase()}`,
        content,
      ]),
    );
    const evidence = await read(writeFiles(upper));
    expect(evidence.logs.files[0]?.path).toBe('LOGS/DESPOOL.LOG');
    expect(receive(evidence)).toMatchObject({ path: 'INBOXES/DESPOOLR.BOX/RECEIVE', files: 2 });
    expect(evidence.releases.map((one) => one.kind)).toEqual(['client-base', 'client']);
    expect(evidence.controlFiles[0]?.spelling).toBe('usual');
  });

  it('Logs chosen by itself keeps its name in the paths', async () => {
    const evidence = await read(path.join(writeFiles(SMALL_SITE), 'Logs'));
    expect(evidence.logs.files[0]?.path).toBe('Logs/Despool.log');
    expect(evidence.coverage).toMatchObject({ logs: true, inboxes: false, crashes: true });
  });

  it('Inboxes chosen by itself keeps its name in the paths', async () => {
    const evidence = await read(path.join(writeFiles(SMALL_SITE), 'Inboxes'));
    expect(receive(evidence)?.path).toBe('Inboxes/despoolr.box/receive');
    expect(evidence.coverage).toMatchObject({ logs: false, inboxes: true, crashes: false });
    expect(evidence.inboxes.map((inbox) => inbox.path)).not.toContain('Inboxes');
  });

  it('of loose logs is read', async () => {
    const evidence = await read(writeFiles({ 'Despool.log': DESPOOL_LOG, 'holiday.jpg': 'x' }));
    expect(evidence.logs.hits[0]?.count).toBe(1);
  });

  it('reads the rolled-over part first', async () => {
    const evidence = await read(
      writeFiles({
        'Logs/DESPOOL.LOG': logLine('~second', 'SMS_DESPOOLER', '05:00:00.000') + '\n',
        'Logs/despool.lo_': logLine('~first', 'SMS_DESPOOLER', '04:00:00.000') + '\n',
      }),
    );
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Logs/despool.lo_', 'Logs/DESPOOL.LOG']);
    expect(evidence.logs.components[0]).toMatchObject({ first: { text: 'first' }, last: { text: 'second' } });
  });

  it('reads the log of the backup beside the backup and that of Setup around the SMS folder', async () => {
    const evidence = await read(
      writeFiles({
        ...Object.fromEntries(Object.entries(SMALL_SITE).map(([name, content]) => [`SMS/${name}`, content])),
        'Smssetup.log': '<03-13-2000 17:40:49>SQL error\n',
        'Smsbkup/ABC/Smsbkup.log':
          logLine('SMS site backup service is stopping.', 'SMS_SITE_BACKUP', '01:53:55.000') + '\n',
        'Other/Logs/app.log': 'nothing of SMS\n',
      }),
    );
    expect(evidence.logs.files.map((file) => file.path).sort()).toEqual([
      'Logs/Despool.log',
      'Smsbkup/ABC/Smsbkup.log',
      'Smssetup.log',
    ]);
  });

  it('with a second SMS directory reads one and names the other', async () => {
    const evidence = await read(
      writeFiles({
        ...Object.fromEntries(Object.entries(SMALL_SITE).map(([name, content]) => [`SMS/${name}`, content])),
        'SMSBKUP/Logs/Despool.log': DESPOOL_LOG,
        'SMSBKUP/Inboxes/ddm.box/a.ddr': 'x',
      }),
    );
    expect(evidence.logs.files).toHaveLength(1);
    expect(whyOf(evidence, 'SMSBKUP')).toMatch(/another SMS directory/);
  });

  it('counts files, bytes, empty files and ages, each folder by itself', async () => {
    const site = writeFiles({
      'Logs/Sinvproc.log': `${logLine('x', 'SMS_SOFTWARE_INVENTORY_PROCESSOR', '10:00:00.000')}\n`,
      'Inboxes/sinv.box/a.sic': 'aaa',
      'Inboxes/sinv.box/b.sid': '',
      'Inboxes/sinv.box/orphans/c.sid': 'cc',
      'Inboxes/ddm.box': null,
    });
    setTime(path.join(site, 'Inboxes/sinv.box/a.sic'), '2002-05-12T08:00:00Z');
    setTime(path.join(site, 'Inboxes/sinv.box/b.sid'), '2002-05-10T08:00:00Z');
    const evidence = await read(site);
    // The logs name Eastern Daylight Time: four hours behind.
    expect(evidence.clock.offsetMinutes).toBe(-240);
    expect(evidence.inboxes.find((inbox) => inbox.path === 'Inboxes/sinv.box')).toMatchObject({
      files: 2,
      bytes: 3,
      zeroByteFiles: 1,
      oldest: Date.UTC(2002, 4, 10, 4),
      newest: Date.UTC(2002, 4, 12, 4),
    });
    expect(evidence.inboxes.find((inbox) => inbox.path === 'Inboxes/sinv.box/orphans')?.files).toBe(1);
    expect(evidence.inboxes.find((inbox) => inbox.path === 'Inboxes/ddm.box')).toMatchObject({
      files: 0,
      oldest: null,
    });
  });

  it('without a known offset does not know how old files are, and says so', async () => {
    const site = writeFiles({ 'Inboxes/ddm.box/a.ddr': 'x', 'Logs/x.log': 'no stamp\n' });
    setTime(path.join(site, 'Inboxes/ddm.box/a.ddr'), '2002-05-12T08:00:00Z');
    const evidence = await read(site);
    expect(evidence.clock).toMatchObject({ offsetMinutes: null, basis: 'none' });
    expect(evidence.inboxes[0]).toMatchObject({ files: 1, oldest: null, newest: null });
    expect(evidence.unreadable.map(({ why }) => why).join(' ')).toContain('how old they are is not known');
  });

  it('knows the offset by the dates of its logs, whatever the zone words say', async () => {
    const minute = (at: number): string => new Date(Date.UTC(2001, 4, 17, 6, at)).toISOString();
    const stamped = (hour: string, zone: string): string =>
      `x  $$<SMS_X><Thu May 17 ${hour}:00.000 2001 ${zone}><thread=1 (0x1)>\r\n`;
    for (const zone of ['Eastern Standard Time', 'AUS Eastern Standard Time']) {
      const site = writeFiles({
        'Inboxes/ddm.box/a.ddr': 'x',
        'Logs/One.log': stamped('02:05', zone),
        'Logs/Two.log': stamped('02:20', zone),
        'Logs/Three.log': stamped('02:40', zone),
        'Logs/Four.log': stamped('01:00', zone),
      });
      for (const [name, at] of [
        ['One', 5],
        ['Two', 20],
        ['Three', 40],
        // This one was copied without its date.
        ['Four', 50],
      ] as const)
        setTime(path.join(site, 'Logs', `${name}.log`), minute(at));
      setTime(path.join(site, 'Inboxes/ddm.box/a.ddr'), '2001-05-17T06:30:00Z');
      const evidence = await read(site);
      expect(evidence.clock).toMatchObject({ offsetMinutes: -240, basis: 'file-times' });
      expect(evidence.inboxes[0]?.oldest).toBe(Date.UTC(2001, 4, 17, 2, 30));
    }
  });

  it('counts thousands of files', async () => {
    const site = newFolder();
    fs.mkdirSync(path.join(site, 'Inboxes', 'ddm.box'), { recursive: true });
    for (let number = 0; number < 5000; number += 1) {
      fs.writeFileSync(path.join(site, 'Inboxes', 'ddm.box', `${number}.ddr`), number % 5 === 0 ? '' : 'ddr');
    }
    const evidence = await read(site);
    expect(evidence.inboxes).toMatchObject([{ files: 5000, bytes: 12_000, zeroByteFiles: 1000 }]);
  });

  it('takes both spellings of the control file', async () => {
    const evidence = await read(
      writeFiles({
        'Inboxes/Smsbkup.box/SMSBKUP.CTL': 'x',
        'Inboxes/Smsbkup.box/Smsmbkup.ctl': ' [START] \n',
      }),
    );
    expect(
      evidence.controlFiles.map(({ spelling, hasStartSection }) => [spelling, hasStartSection]).sort(),
    ).toEqual([
      ['article', true],
      ['usual', false],
    ]);
  });

  it('finds crash folders at any depth below Logs', async () => {
    const crash =
      'EXCEPTION INFORMATION\r\nTime = 03/23/1999 16:55:47\r\nService name = SMS_EXECUTIVE\r\nThread name = SMS_NT_LOGON_SERVER_MANAGER\r\n';
    const evidence = await read(
      writeFiles({
        ...SMALL_SITE,
        'Logs/CrashDumps/19990323_smsexec/Crash.log': crash,
        'Logs/CrashDumps/19990323_smsexec/SMS_X_thread_356': 'x',
        'Logs/CRASHLOGS/1/2/crash.log': 'Service name = SMS_SITE_COMPONENT_MANAGER\n',
      }),
    );
    expect([...evidence.crashes].sort((a, b) => (a.folder < b.folder ? -1 : 1))).toEqual([
      {
        folder: 'Logs/CRASHLOGS/1/2',
        time: null,
        service: 'SMS_SITE_COMPONENT_MANAGER',
        thread: null,
        source: { kind: 'crash', path: 'Logs/CRASHLOGS/1/2/crash.log', line: 1 },
      },
      {
        folder: 'Logs/CrashDumps/19990323_smsexec',
        time: Date.UTC(1999, 2, 23, 16, 55, 47),
        service: 'SMS_EXECUTIVE',
        thread: 'SMS_NT_LOGON_SERVER_MANAGER',
        source: { kind: 'crash', path: 'Logs/CrashDumps/19990323_smsexec/Crash.log', line: 2 },
      },
    ]);
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Logs/Despool.log']);
  });

  it('knows of a crash by its folder alone, but not when it was', async () => {
    const evidence = await read(
      writeFiles({ ...SMALL_SITE, 'Logs/CrashDumps/010517_smsexec/SMS_X_thread_356': 'x' }),
    );
    expect(evidence.crashes).toEqual([
      {
        folder: 'Logs/CrashDumps/010517_smsexec',
        time: null,
        service: null,
        thread: null,
        source: { kind: 'folder', path: 'Logs/CrashDumps/010517_smsexec', line: null },
      },
    ]);
  });

  it('with logs below the Logs folder says that they were not read', async () => {
    const evidence = await read(writeFiles({ ...SMALL_SITE, 'Logs/old/Despool.log': DESPOOL_LOG }));
    expect(evidence.logs.files).toHaveLength(1);
    expect(whyOf(evidence, 'Logs/old')).toMatch(/were not read/);
  });

  it('with an empty Logs folder has no logs, not healthy ones', async () => {
    const evidence = await read(writeFiles({ Logs: null, 'Inboxes/ddm.box/a.ddr': 'x' }));
    expect(evidence.coverage).toMatchObject({ logs: false, inboxes: true, crashes: true });
  });
});

describe('bad folders', () => {
  it('an empty one is refused with a next step', async () => {
    const empty = newFolder();
    const failure = await read(empty).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SiteReadError);
    const { code, message, nextStep } = failure as SiteReadError;
    expect(code).toBe('no-evidence');
    expect(message).toContain(empty);
    expect(nextStep).toContain('Logs and Inboxes');
  });

  it('one that is not there is named', async () => {
    const gone = path.join(newFolder(), 'gone');
    await expect(read(gone)).rejects.toMatchObject({ code: 'not-found', message: `${gone} is not there.` });
  });

  it('one of two that is not there does not keep the other from being read', async () => {
    const evidence = await read(path.join(newFolder(), 'gone'), writeFiles(SMALL_SITE));
    expect(evidence.logs.files).toHaveLength(1);
    expect(whyOf(evidence, 'gone')).toMatch(/is not there/);
  });

  it('files that are no logs of SMS are no evidence, and are named', async () => {
    const folder = writeFiles({
      'notes.txt': 'buy milk\nand bread\n',
      'copy.txt': DESPOOL_LOG,
    });
    const notes = path.join(folder, 'notes.txt');
    await expect(read(notes)).rejects.toMatchObject({
      code: 'no-evidence',
      message: expect.stringContaining('notes.txt: It is not an SMS log.') as string,
    });
    const evidence = await read(notes, path.join(folder, 'copy.txt'));
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['copy.txt']);
    expect(whyOf(evidence, 'notes.txt')).toBe('It is not an SMS log.');
  });

  it('a file without stamps that holds a watched text is a log', async () => {
    const site = writeFiles({ despool: 'Waiting for an available despooling thread\n' });
    const evidence = await read(path.join(site, 'despool'));
    expect(evidence.logs.hits[0]?.count).toBe(1);
    expect(evidence.unreadable).toEqual([]);
  });

  // Windows has no files that are pipes.
  it.skipIf(process.platform === 'win32')('a pipe or a device is refused at once', async () => {
    const folder = writeFiles(SMALL_SITE);
    const pipe = path.join(folder, 'pipe.log');
    execFileSync('mkfifo', [pipe]);
    for (const chosen of [pipe, '/dev/null', '/dev/zero']) {
      await expect(read(chosen)).rejects.toMatchObject({
        code: 'not-readable',
        message: expect.stringMatching(/neither a file nor a folder/) as string,
      });
    }
    expect(whyOf(await read(folder, pipe), 'pipe.log')).toMatch(/neither a file nor a folder/);
  });

  it('links that lead back are not followed', async () => {
    const site = writeFiles(SMALL_SITE);
    fs.symlinkSync(site, path.join(site, 'Inboxes', 'despoolr.box', 'loop'), 'junction');
    fs.symlinkSync(
      path.join(site, 'Inboxes', 'despoolr.box'),
      path.join(site, 'Inboxes', 'twin'),
      'junction',
    );
    const evidence = await read(site);
    expect(receive(evidence)?.files).toBe(2);
    expect(whyOf(evidence, 'Inboxes/despoolr.box/loop')).toMatch(/leads back/);
    expect(whyOf(evidence, 'Inboxes/twin')).toMatch(/read in its own place/);
    expect(evidence.inboxes.map((inbox) => inbox.path)).not.toContain('Inboxes/twin');
  });

  it('a link to another disk is followed once', async () => {
    const elsewhere = writeFiles({ 'Despool.log': DESPOOL_LOG });
    const site = writeFiles({ 'Inboxes/ddm.box/a.ddr': 'x' });
    fs.symlinkSync(elsewhere, path.join(site, 'Logs'), 'junction');
    const evidence = await read(site);
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Logs/Despool.log']);
    expect(evidence.unreadable).toEqual([]);
  });

  it('a link to nothing is named', async () => {
    const site = writeFiles(SMALL_SITE);
    fs.symlinkSync(path.join(site, 'nowhere'), path.join(site, 'Inboxes', 'broken'), 'junction');
    expect(whyOf(await read(site), 'Inboxes/broken')).toMatch(/not there/);
  });

  // The superuser may read everything, and Windows has no such modes: nothing to see there.
  it.skipIf(asRoot || process.platform === 'win32')(
    'without rights are named, and the rest is used',
    async () => {
      const site = writeFiles({ ...SMALL_SITE, 'Logs/Sched.log': 'x\n' });
      const closed = [
        path.join(site, 'Inboxes', 'despoolr.box', 'receive'),
        path.join(site, 'Logs', 'Sched.log'),
      ];
      for (const one of closed) fs.chmodSync(one, 0);
      try {
        const evidence = await read(site);
        expect(whyOf(evidence, 'Inboxes/despoolr.box/receive')).toMatch(/no right/);
        expect(whyOf(evidence, 'Logs/Sched.log')).toMatch(/no right/);
        expect(evidence.logs.files.map((file) => file.path)).toEqual(['Logs/Despool.log']);
      } finally {
        for (const one of closed) fs.chmodSync(one, 0o700);
      }
    },
  );

  it.skipIf(process.platform !== 'linux')('names that are not text are counted and said', async () => {
    const site = writeFiles({ 'Inboxes/ddm.box/a.ddr': 'x' });
    const strange = Buffer.concat([
      Buffer.from(path.join(site, 'Inboxes', 'ddm.box', 'b')),
      Buffer.from([0xff, 0xfe]),
    ]);
    fs.writeFileSync(strange, 'xx');
    const evidence = await read(site);
    expect(evidence.inboxes).toMatchObject([{ files: 2, bytes: 3 }]);
    expect(whyOf(evidence, 'Inboxes/ddm.box')).toContain('bÿþ');
    expect(whyOf(evidence, 'Inboxes/ddm.box')).toMatch(/not valid text/);
  });

  it.skipIf(process.platform !== 'linux')('folders and logs with such names are named readably', async () => {
    const site = writeFiles(SMALL_SITE);
    const strange = (folder: string, name: readonly number[]): Buffer =>
      Buffer.concat([Buffer.from(path.join(site, folder) + path.sep), Buffer.from(name)]);
    fs.mkdirSync(strange('Inboxes', [0x62, 0xf6, 0x78]));
    fs.writeFileSync(strange('Logs', [...Buffer.from('H'), 0xe4, ...Buffer.from('n.log')]), DESPOOL_LOG);
    const evidence = await read(site);
    expect(whyOf(evidence, 'Inboxes/b\u00f6x')).toMatch(/not valid text.*not read/);
    expect(whyOf(evidence, 'Logs')).toMatch(/such as H\u00e4n\.log.*cannot be read/);
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Logs/Despool.log']);
  });

  it('a log that is a folder is no log', async () => {
    const evidence = await read(writeFiles({ ...SMALL_SITE, 'Logs/Sched.log/readme.txt': 'x' }));
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Logs/Despool.log']);
  });
});

describe('reading', () => {
  it('tells what it does and how far it is', async () => {
    const told: { activity: string; filesDone: number; bytesDone: number; bytesTotal: number | null }[] = [];
    await readSite([writeFiles(SMALL_SITE)], {
      signal: new AbortController().signal,
      onProgress: (progress) => told.push(progress),
      watched: [],
    });
    const last = told.at(-1);
    expect(last?.bytesTotal).toBeGreaterThan(DESPOOL_LOG.length);
    expect(last?.bytesDone).toBe(last?.bytesTotal);
    expect(told[0]).toEqual({
      activity: 'Looking at what was chosen',
      filesDone: 0,
      bytesDone: 0,
      bytesTotal: null,
    });
    for (let index = 1; index < told.length; index += 1) {
      expect(told[index]?.filesDone).toBeGreaterThanOrEqual(told[index - 1]?.filesDone ?? 0);
    }
  });

  it('ends with the reason when it is cancelled before and while it runs', async () => {
    const site = writeFiles({ 'Logs/Despool.log': DESPOOL_LOG.repeat(20_000) });
    const before = AbortSignal.abort(new Error('not wanted'));
    await expect(readSite([site], { signal: before, onProgress: ignore, watched: [] })).rejects.toThrow(
      'not wanted',
    );
    const controller = new AbortController();
    let bytesAtEnd = 0;
    const reading = readSite([site], {
      signal: controller.signal,
      onProgress: ({ bytesDone, bytesTotal }) => {
        bytesAtEnd = bytesDone;
        if (bytesTotal !== null) controller.abort(new Error('enough'));
      },
      watched: [],
    });
    await expect(reading).rejects.toThrow('enough');
    expect(bytesAtEnd).toBe(0);
  });

  it('writes nothing', async () => {
    const site = writeFiles(SMALL_SITE);
    const look = () => fs.readdirSync(site, { recursive: true }).sort();
    const before = look();
    await read(site);
    expect(look()).toEqual(before);
  });
});
