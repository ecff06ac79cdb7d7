import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DESPOOL_LOG, type Files, logLine, read, whyOf, writeFiles } from './sites.ts';

const LISTING = [
  ' Volume in drive D is DATA',
  ' Volume Serial Number is 1234-5678',
  '',
  ' Directory of D:\\SMS\\Inboxes',
  '',
  '05/12/02  03:00a        <DIR>          .',
  '05/12/02  03:00a        <DIR>          ..',
  '05/12/02  03:00a        <DIR>          despoolr.box',
  '               3 File(s)              0 bytes',
  '',
  ' Directory of D:\\SMS\\Inboxes\\despoolr.box\\receive',
  '',
  '05/12/02  03:00a        <DIR>          .',
  '05/12/02  03:00a        <DIR>          ..',
  '05/11/02  11:59p                  1234 2_4O7PRI.PCK',
  '05/12/02  12:01a                     0 2_4O7PRI.sni',
  '               4 File(s)           1234 bytes',
  '',
  '     Total Files Listed:',
  '               7 File(s)           1234 bytes',
  '                             9999999 bytes free',
  '',
].join('\r\n');

const NET_START = [
  'These Windows NT services are started:',
  '',
  '   Alerter',
  '   SMS_EXECUTIVE',
  '   SMS_SITE_COMPONENT_MANAGER',
  '',
  'The command completed successfully.',
  '',
].join('\r\n');

const REGISTRY = [
  'REGEDIT4',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Setup]',
  '"Full Version"="2.00.1493.2000"',
  '"UI Version"="2.00.1493.3000"',
  '"Type"=dword:00000001',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Identification]',
  '"Site Code"="abc"',
  '"Server"="nts1"',
  '',
].join('\r\n');

const SNAPSHOT: Files = {
  'snapshot.ini':
    '[Snapshot]\r\nFormatVersion=1\r\nComputer=NTS1\r\nWhen=05/12/02 03:40a\r\nSiteCode=ABC\r\n',
  'inboxes.txt': LISTING,
  'services.txt': NET_START,
  'processes.txt': '   0 System Process\r\n 106 smsexec.exe\r\n',
  'registry.reg': REGISTRY,
  'Logs/Despool.log': DESPOOL_LOG,
  'Inboxes/smsbkup.box/Smsbkup.ctl': '[Start]\r\n',
  'Inboxes/clicomp.src/base/compver.ini': '2.00.1493.2009\r\n',
};

describe('a snapshot', () => {
  it('is read in all its parts', async () => {
    const evidence = await read(writeFiles(SNAPSHOT));
    expect(evidence.inboxes).toEqual([
      {
        path: 'Inboxes/despoolr.box/receive',
        files: 2,
        bytes: 1234,
        zeroByteFiles: 1,
        oldest: Date.UTC(2002, 4, 11, 23, 59),
        newest: Date.UTC(2002, 4, 12, 0, 1),
        byExtension: [
          {
            extension: 'pck',
            files: 1,
            bytes: 1234,
            oldest: Date.UTC(2002, 4, 11, 23, 59),
            newest: Date.UTC(2002, 4, 11, 23, 59),
          },
          {
            extension: 'sni',
            files: 1,
            bytes: 0,
            oldest: Date.UTC(2002, 4, 12, 0, 1),
            newest: Date.UTC(2002, 4, 12, 0, 1),
          },
        ],
        suspicious: [
          {
            kind: 'empty',
            files: 1,
            examples: [{ name: '2_4O7PRI.sni', bytes: 0, time: Date.UTC(2002, 4, 12, 0, 1) }],
          },
        ],
        newestFiles: [
          { name: '2_4O7PRI.sni', bytes: 0, time: Date.UTC(2002, 4, 12, 0, 1) },
          { name: '2_4O7PRI.PCK', bytes: 1234, time: Date.UTC(2002, 4, 11, 23, 59) },
        ],
        source: { kind: 'listing', path: 'inboxes.txt', line: 11 },
      },
    ]);
    expect(evidence.collectedAt).toEqual({
      value: Date.UTC(2002, 4, 12, 3, 40),
      source: { kind: 'snapshot', path: 'snapshot.ini', line: 4 },
      text: '05/12/02 03:40a',
    });
    expect(evidence.services).toEqual([
      {
        service: 'SMS_EXECUTIVE',
        state: 'running',
        source: { kind: 'services', path: 'services.txt', line: 4 },
      },
      {
        service: 'SMS_SITE_COMPONENT_MANAGER',
        state: 'running',
        source: { kind: 'services', path: 'services.txt', line: 5 },
      },
      {
        service: 'SMS_SITE_BACKUP',
        state: 'stopped',
        source: { kind: 'services', path: 'services.txt', line: null },
      },
    ]);
    expect(evidence.processes).toMatchObject([{ image: 'smsexec.exe', pid: 106 }]);
    expect(evidence.releases.map(({ raw, kind, release }) => [raw, kind, release])).toEqual([
      ['2.00.1493.2000', 'server', '2.0 SP2'],
      ['2.00.1493.2009', 'client-base', '2.0 SP2'],
    ]);
    expect(evidence.siteCodes.map((one) => [one.value, one.source.path])).toEqual([
      ['ABC', 'registry.reg'],
      ['ABC', 'snapshot.ini'],
    ]);
    expect(evidence.servers.map((one) => one.value)).toEqual(['NTS1', 'NTS1']);
    expect(evidence.siteTypes.map((one) => one.value)).toEqual(['primary']);
    expect(evidence.coverage).toEqual({
      logs: true,
      inboxes: true,
      services: true,
      processes: true,
      registry: true,
      versionFiles: true,
      // The collector did not say that it looked for crash folders.
      crashes: false,
    });
    expect(evidence.unreadable).toEqual([]);
  });

  it('whose listing is missing has no inboxes: its own few copies are not those of the server', async () => {
    const site = writeFiles(SNAPSHOT);
    fs.rmSync(path.join(site, 'inboxes.txt'));
    const evidence = await read(site);
    expect(evidence.inboxes).toEqual([]);
    expect(evidence.coverage.inboxes).toBe(false);
    expect(evidence.controlFiles).toHaveLength(1);
  });

  it('of several the newest by name is read and the others are named', async () => {
    const two = writeFiles({
      ...Object.fromEntries(
        Object.entries(SNAPSHOT).map(([name, content]) => [`SMSSNAP-NTS1-1/${name}`, content]),
      ),
      ...Object.fromEntries(
        Object.entries(SNAPSHOT).map(([name, content]) => [`SMSSNAP-NTS1-2/${name}`, content]),
      ),
    });
    fs.writeFileSync(path.join(two, 'SMSSNAP-NTS1-2', 'Logs', 'Sched.log'), 'x\n');
    const evidence = await read(two);
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Logs/Despool.log', 'Logs/Sched.log']);
    expect(whyOf(evidence, 'SMSSNAP-NTS1-1')).toMatch(/another SMS directory/);
  });

  it('whose listing breaks off says where', async () => {
    const cut = LISTING.slice(0, LISTING.indexOf('2_4O7PRI.sni'));
    const evidence = await read(writeFiles({ ...SNAPSHOT, 'inboxes.txt': cut }));
    // One file of half a folder does not show that there is only one.
    expect(evidence.inboxes).toEqual([]);
    expect(whyOf(evidence, 'inboxes.txt')).toMatch(/ends in the middle of Inboxes\/despoolr\.box\/receive/);
  });

  it('with a list of services in a language that is not known claims nothing of the rest', async () => {
    const evidence = await read(
      writeFiles({ ...SNAPSHOT, 'services.txt': 'Alkoi:\r\n\r\n   SMS_EXECUTIVE\r\n\r\nOnnistui.\r\n' }),
    );
    expect(evidence.services).toMatchObject([{ service: 'SMS_EXECUTIVE', state: 'running' }]);
    expect(evidence.coverage.services).toBe(true);
  });

  it('with files that are not what they are named says so', async () => {
    const evidence = await read(
      writeFiles({
        ...SNAPSHOT,
        'services.txt': 'Access is denied.\r\n',
        'processes.txt': 'Bad command or file name\r\n',
        'registry.reg': 'nothing\r\n',
        'inboxes.txt': 'File Not Found\r\n',
        'snapshot.ini': '[Snapshot]\r\nFormatVersion=2\r\n',
      }),
    );
    expect(evidence.coverage).toMatchObject({
      services: false,
      processes: false,
      registry: false,
      inboxes: false,
    });
    expect(whyOf(evidence, 'services.txt')).toMatch(/not a list of services/);
    expect(whyOf(evidence, 'processes.txt')).toMatch(/names no process/);
    expect(whyOf(evidence, 'registry.reg')).toMatch(/not a registry export/);
    expect(whyOf(evidence, 'inboxes.txt')).toMatch(/no folder below Inboxes/);
    expect(whyOf(evidence, 'snapshot.ini:2')).toMatch(/newer collector/);
  });

  it('reads its own date in the order that its listing shows', async () => {
    const german = LISTING.replaceAll(' Directory of ', ' Verzeichnis von ')
      .replaceAll(/(\d\d)\/(\d\d)\/(\d\d) {2}/g, '$2.$1.$3  ')
      .replaceAll(/(\d\d:\d\d)[ap]/g, '$1 ');
    const evidence = await read(
      writeFiles({
        ...SNAPSHOT,
        'inboxes.txt': german,
        'snapshot.ini': '[Snapshot]\r\nFormatVersion=1\r\nWhen=So 05.06.02 03:40\r\n',
      }),
    );
    expect(evidence.collectedAt?.value).toBe(Date.UTC(2002, 5, 5, 3, 40));
    expect(evidence.inboxes[0]?.oldest).toBe(Date.UTC(2002, 4, 11, 11, 59));
  });

  it('states code page, offset and crash folders', async () => {
    const evidence = await read(
      writeFiles({
        'snapshot.ini':
          '[Snapshot]\r\nFormatVersion=1\r\nCodePage=1251\r\nUtcOffsetMinutes=180\r\nCrashFolders=0\r\nFullVersion=2.00.1493.4000\r\n',
        'Logs/Hman.log': Buffer.concat([
          Buffer.from('~'),
          Buffer.from([0xcf, 0xf0, 0xe8]),
          Buffer.from('\r\n'),
        ]),
      }),
    );
    expect(evidence.logs.files[0]?.codePage).toBe('windows-1251');
    expect(evidence.clock).toEqual({ offsetMinutes: 180, basis: 'snapshot', source: 'snapshot.ini:4' });
    expect(evidence.coverage.crashes).toBe(true);
    expect(evidence.crashes).toEqual([]);
    expect(evidence.releases).toMatchObject([
      { raw: '2.00.1493.4000', release: '2.0 SP4', kind: 'snapshot' },
    ]);
  });
});

describe('dates of a listing that can be read in two ways', () => {
  const listing = (date: string): string =>
    [
      ' Directory of D:\\SMS\\Inboxes\\ddm.box',
      '',
      `${date}  05:10p                 5 a.ddr`,
      '               1 File(s)              5 bytes',
      '',
    ].join('\r\n');
  const snapshot = (when: string): string => `[Snapshot]\r\nFormatVersion=1\r\nWhen=${when}\r\n`;

  it('are read as those of about the time of the collection', async () => {
    const evidence = await read(
      writeFiles({ 'snapshot.ini': snapshot('2001-06-05 17:30'), 'inboxes.txt': listing('05/06/2001') }),
    );
    expect(evidence.inboxes[0]?.oldest).toBe(Date.UTC(2001, 5, 5, 17, 10));
    expect(evidence.unreadable).toEqual([]);
  });

  it('tell no age when neither fits', async () => {
    const evidence = await read(
      writeFiles({ 'snapshot.ini': snapshot('2001-12-24 17:30'), 'inboxes.txt': listing('05/06/2001') }),
    );
    expect(evidence.inboxes[0]).toMatchObject({ files: 1, oldest: null, newest: null });
    expect(whyOf(evidence, 'inboxes.txt')).toContain('how old the files are is not known');
  });
});

describe('what tells nothing', () => {
  it('is named: a log of a deciding component without one readable line', async () => {
    const evidence = await read(
      writeFiles({
        'Inboxes/ddm.box/a.ddr': 'x',
        'Logs/Despool.log': Buffer.alloc(5000),
        'Logs/Sched.log': DESPOOL_LOG.repeat(40).replaceAll('\r\n', '\r').replaceAll('\n', '\r'),
        'Logs/Other.log': 'no line of a log\r\n'.repeat(100),
      }),
    );
    expect(whyOf(evidence, 'Logs/Despool.log')).toContain('Not one line');
    expect(whyOf(evidence, 'Logs/Other.log')).toBe('');
  });

  it('is named: a version file without a version', async () => {
    const evidence = await read(
      writeFiles({ 'Inboxes/clicomp.src/base/compver.ini': 'nothing', 'Logs/Despool.log': DESPOOL_LOG }),
    );
    expect(whyOf(evidence, 'Inboxes/clicomp.src/base/compver.ini')).toContain('no version');
  });

  it('is named: a snapshot that breaks off before its first step', async () => {
    const evidence = await read(
      writeFiles({
        'snapshot.ini': '[Snapshot]\r\nFormatVersion=1\r\nCollector=1.0\r\n',
        'Logs/Despool.log': DESPOOL_LOG,
      }),
    );
    expect(whyOf(evidence, 'snapshot.ini')).not.toBe('');
  });
});

describe('crash folders that the collector counted', () => {
  it('are known of, also those without a Crash.log', async () => {
    const evidence = await read(
      writeFiles({
        'snapshot.ini': '[Snapshot]\r\nFormatVersion=1\r\nCrashFolders=3\r\n',
        'Logs/Hman.log': 'x\r\n',
        'Logs/CrashDumps/1/Crash.log': 'Time = 03/23/1999 16:55:47\r\n',
      }),
    );
    expect(evidence.crashes.map(({ folder, time }) => [folder, time !== null])).toEqual([
      ['Logs/CrashDumps/1', true],
      ['2 crash folders', false],
    ]);
    expect(evidence.crashes[1]?.source).toEqual({ kind: 'snapshot', path: 'snapshot.ini', line: 3 });
  });
});

describe('single files', () => {
  it('are read together, the rolled-over part first', async () => {
    const folder = writeFiles({
      'a/Despool.log': DESPOOL_LOG,
      'b/Despool.lo_': `${logLine('~older', 'SMS_DESPOOLER', '02:00:00.000')}\n`,
      'c/server.reg': REGISTRY,
    });
    const evidence = await read(
      path.join(folder, 'a/Despool.log'),
      path.join(folder, 'b/Despool.lo_'),
      path.join(folder, 'c/server.reg'),
    );
    expect(evidence.label).toBe('Despool.log and 2 more');
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Despool.lo_', 'Despool.log']);
    expect(evidence.releases).toHaveLength(1);
    expect(evidence.coverage).toMatchObject({ logs: true, inboxes: false, crashes: false, registry: true });
  });

  it('of one name are told apart', async () => {
    const folder = writeFiles({ 'a/Despool.log': DESPOOL_LOG, 'b/Despool.log': DESPOOL_LOG });
    const evidence = await read(path.join(folder, 'a/Despool.log'), path.join(folder, 'b/Despool.log'));
    expect(evidence.logs.files.map((file) => file.path)).toEqual(['Despool.log', 'b/Despool.log']);
    expect(evidence.logs.files.map((file) => file.family)).toEqual(['despool', 'despool']);
  });

  it('with a name that tells nothing are logs when they have lines of SMS', async () => {
    const folder = writeFiles({ 'mail.txt': DESPOOL_LOG, 'letter.txt': 'Dear all\n' });
    expect((await read(path.join(folder, 'mail.txt'))).logs.hits[0]?.count).toBe(1);
    await expect(read(path.join(folder, 'letter.txt'))).rejects.toMatchObject({ code: 'no-evidence' });
  });
});

describe('text of all kinds', () => {
  const wide = (order: 'le' | 'be', mark: boolean): Buffer => {
    const bytes = Buffer.from((mark ? '\uFEFF' : '') + DESPOOL_LOG, 'utf16le');
    return order === 'le' ? bytes : bytes.swap16();
  };

  it.each([
    ['UTF-16 little-endian with mark', wide('le', true), 'utf-16le'],
    ['UTF-16 big-endian with mark', wide('be', true), 'utf-16be'],
    ['UTF-16 little-endian without mark', wide('le', false), 'utf-16le'],
    ['UTF-16 big-endian without mark', wide('be', false), 'utf-16be'],
    ['UTF-8 with mark', Buffer.from(`\uFEFF${DESPOOL_LOG}`), 'utf-8'],
    ['ASCII', Buffer.from(DESPOOL_LOG), 'windows-1252'],
  ])('%s: a log gives the same hits', async (_, bytes, codePage) => {
    const evidence = await read(writeFiles({ 'Logs/Despool.log': bytes }));
    expect(evidence.logs.files[0]).toMatchObject({ codePage, bytes: bytes.length, lines: 2, stamped: 2 });
    expect(evidence.logs.hits[0]?.last).toMatchObject({
      line: 2,
      text: 'Waiting for an available despooling thread',
    });
  });

  it('zeros between the lines, as a power cut leaves them, do not make it UTF-16', async () => {
    const torn = Buffer.concat([
      Buffer.from(DESPOOL_LOG),
      Buffer.alloc(4096),
      Buffer.from(`\r\n${DESPOOL_LOG}`),
    ]);
    const evidence = await read(writeFiles({ 'Logs/Despool.log': torn }));
    expect(evidence.logs.files[0]?.codePage).toBe('windows-1252');
    expect(evidence.logs.hits[0]?.count).toBe(2);
  });

  it.each([
    [
      'version 5 in UTF-16',
      Buffer.from(`\uFEFF${REGISTRY.replace('REGEDIT4', 'Windows Registry Editor Version 5.00')}`, 'utf16le'),
    ],
    [
      'version 5 in UTF-16 big-endian',
      Buffer.from(
        `\uFEFF${REGISTRY.replace('REGEDIT4', 'Windows Registry Editor Version 5.00')}`,
        'utf16le',
      ).swap16(),
    ],
    ['UTF-8', Buffer.from(`\uFEFF${REGISTRY}`)],
    ['ANSI', Buffer.from(REGISTRY)],
  ])('a registry export as %s gives the same', async (_, bytes) => {
    const evidence = await read(writeFiles({ 'sub/folder/any.REG': bytes, 'Inboxes/ddm.box/a': 'x' }));
    expect(evidence.releases).toEqual([
      {
        raw: '2.00.1493.2000',
        release: '2.0 SP2',
        kind: 'server',
        component: null,
        source: { kind: 'registry', path: 'sub/folder/any.REG', line: 4 },
      },
    ]);
    expect(evidence.siteCodes).toMatchObject([{ value: 'ABC' }]);
  });
});
