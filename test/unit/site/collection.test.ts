import { describe, expect, it } from 'vitest';
import { RegistryReader } from '../../../electron/site/parse/registry.ts';
import { freeBytesOf } from '../../../electron/site/parse/snapshot-sections.ts';
import { DESPOOL_LOG, type Files, read, whyOf, writeFiles } from './sites.ts';

const SNAPSHOT_INI = [
  '[Snapshot]',
  'FormatVersion=1',
  'Computer=NYSMS01',
  'Date=Sun 05/12/2002 ',
  'TimeOfDay=03:40a',
  'SiteCode=NYC',
  '[Steps]',
  'registry=done',
  'services=done',
  'processes=skipped: no lister on the PATH (tlist, pulist, tasklist)',
  'logs=done',
  'inboxes=done',
  '[Programs]',
  'sleep.exe=C:\\NTRESKIT\\sleep.exe',
  'KILL.EXE=',
  '[Disks]',
  'd:=     1,234,567,890 bytes free',
  'E:=not ready',
  '[Snapshot]',
  'CrashFolders=0',
  'Computer=OTHER',
  '[End]',
  'Complete=1',
  '',
];
const iniOf = (lines: readonly string[]): string => lines.join('\r\n');

const REGISTRY = [
  'REGEDIT4',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Components\\SMS_EXECUTIVE\\Threads\\SMS_DESPOOLER]',
  '"Current State"="Running"',
  '"Requested Operation"="None"',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Components\\SMS_EXECUTIVE\\Threads\\Sms_Scheduler]',
  '"Current State"="Stopped"',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Tracing]',
  '"SQLEnabled"=dword:00000000',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Tracing\\SMS_DESPOOLER]',
  '"Enabled"=dword:00000001',
  '"TraceFilename"="D:\\\\SMS\\\\Logs\\\\Despool.log"',
  '"MaxFileSize"=dword:00100000',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Tracing\\SMS_SCHEDULER]',
  '"Enabled"=dword:00000000',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Updates\\SMS 2.0\\SP3\\Q304381]',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Updates\\SMS 2.0\\SP3]',
  '"q324204"="installed"',
  '"Q12345678"="no hotfix"',
  '',
  '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\HotFix\\Q147222]',
  '"Installed"=dword:00000001',
  '',
].join('\r\n');

const SNAPSHOT: Files = {
  'snapshot.ini': iniOf(SNAPSHOT_INI),
  'registry.reg': REGISTRY,
  'services.txt':
    'These Windows NT services are started:\r\n\r\n   SMS_EXECUTIVE\r\n\r\nThe command completed successfully.\r\n',
  'Logs/Despool.log': DESPOOL_LOG,
};

const cite = (line: number | null, path = 'registry.reg') => ({ kind: 'registry', path, line });

describe('the registry of a snapshot', () => {
  it('tells the states of threads', async () => {
    const { threadStates } = await read(writeFiles(SNAPSHOT));
    expect(threadStates).toEqual([
      {
        thread: 'SMS_DESPOOLER',
        currentState: 'Running',
        requestedOperation: 'None',
        source: cite(4),
      },
      { thread: 'SMS_SCHEDULER', currentState: 'Stopped', requestedOperation: null, source: cite(8) },
    ]);
  });

  it('tells which components are traced', async () => {
    const { tracing } = await read(writeFiles(SNAPSHOT));
    expect(tracing).toEqual([
      {
        component: 'SMS_DESPOOLER',
        enabled: true,
        logFile: 'D:\\SMS\\Logs\\Despool.log',
        maxFileSize: 1_048_576,
        source: cite(14),
      },
      { component: 'SMS_SCHEDULER', enabled: false, logFile: null, maxFileSize: null, source: cite(19) },
    ]);
  });

  it('names the hotfixes of SMS, also as keys without values, and not those of Windows', async () => {
    const { hotfixes } = await read(writeFiles(SNAPSHOT));
    expect(hotfixes.map(({ value, source }) => [value, source.line])).toEqual([
      ['Q304381', 21],
      ['Q324204', 24],
    ]);
  });

  it('gives keys to whom asks for them', () => {
    const keys: string[] = [];
    const reader = new RegistryReader(
      () => undefined,
      () => '',
      (key, line) => keys.push(`${line} ${key}`),
    );
    ['REGEDIT4', '[HKEY_LOCAL_MACHINE\\A]', '[-HKEY_LOCAL_MACHINE\\B]'].forEach((line, index) =>
      reader.line(line, index + 1),
    );
    expect(keys).toEqual(['2 HKEY_LOCAL_MACHINE\\A']);
  });
});

describe('the steps of the collector', () => {
  it('are told with their outcome, the programs and the disks beside them', async () => {
    const evidence = await read(writeFiles(SNAPSHOT));
    const source = (line: number) => ({ kind: 'snapshot', path: 'snapshot.ini', line });
    expect(evidence.collection[0]).toEqual({
      step: 'registry',
      outcome: 'done',
      note: '',
      source: source(8),
    });
    expect(evidence.collection[2]).toEqual({
      step: 'processes',
      outcome: 'skipped',
      note: 'no lister on the PATH (tlist, pulist, tasklist)',
      source: source(10),
    });
    expect(evidence.programs).toEqual([
      { program: 'sleep.exe', path: 'C:\\NTRESKIT\\sleep.exe', source: source(14) },
      { program: 'kill.exe', path: null, source: source(15) },
    ]);
    expect(evidence.disks).toEqual([{ disk: 'D:', freeBytes: 1_234_567_890, source: source(17) }]);
    expect(evidence.coverage).toMatchObject({
      services: true,
      registry: true,
      processes: false,
      crashes: true,
    });
    // The first value of each key counts, in whichever part of [Snapshot] it stands.
    expect(evidence.servers.map(({ value }) => value)).toEqual(['NYSMS01']);
    expect(evidence.unreadable).toEqual([]);
  });

  it('that failed make their part not collected, in the words of the collector', async () => {
    const lines = SNAPSHOT_INI.map((line) =>
      /^(?:services|registry|crashes)=/.test(line)
        ? line.replace('done', 'failed: the program ended with 5')
        : line,
    );
    lines.splice(8, 0, 'crash folders=failed: no right to look');
    const evidence = await read(writeFiles({ ...SNAPSHOT, 'snapshot.ini': iniOf(lines) }));
    expect(evidence.coverage).toMatchObject({ services: false, registry: false, crashes: false, logs: true });
    // Running was seen; that the others are stopped is not known when the list is not sure to be whole.
    expect(evidence.services.map(({ service, state }) => [service, state])).toEqual([
      ['SMS_EXECUTIVE', 'running'],
    ]);
    expect(whyOf(evidence, 'snapshot.ini:8')).toBe(
      'The collector could not do its step "registry": the program ended with 5.',
    );
    expect(whyOf(evidence, 'snapshot.ini:9')).toContain('no right to look');
  });

  it('that say neither are taken as failed', async () => {
    const evidence = await read(
      writeFiles({ ...SNAPSHOT, 'snapshot.ini': iniOf(SNAPSHOT_INI).replace('registry=done', 'registry=') }),
    );
    expect(evidence.collection[0]).toMatchObject({
      outcome: 'failed',
      note: 'It does not say how it ended.',
    });
    expect(evidence.coverage.registry).toBe(false);
  });

  it('of a snapshot that was cut off half way leave gaps, never health', async () => {
    const cut = iniOf(SNAPSHOT_INI).replace(/\[End\][^]*/, '');
    const evidence = await read(writeFiles({ ...SNAPSHOT, 'snapshot.ini': cut }));
    expect(whyOf(evidence, 'snapshot.ini')).toMatch(/breaks off.*not collected/s);
    expect(evidence.coverage).toMatchObject({ crashes: false, inboxes: false, processes: false });
    expect(evidence.logs.files).toHaveLength(1);
  });

  it('are not asked of a snapshot without steps', async () => {
    const evidence = await read(
      writeFiles({ ...SNAPSHOT, 'snapshot.ini': '[Snapshot]\r\nFormatVersion=1\r\nCrashFolders=0\r\n' }),
    );
    expect(evidence.unreadable).toEqual([]);
    expect(evidence.coverage.crashes).toBe(true);
  });
});

describe('what the collector writes beside', () => {
  it('settles the dates of the listing as the server is set up', async () => {
    const listing = [
      ' Directory of D:\\SMS\\Inboxes\\ddm.box',
      '',
      '05/06/2002  10:00             12 a.ddr',
      '               1 File(s)             12 bytes',
      '',
    ].join('\r\n');
    const international = (order: number): string =>
      `REGEDIT4\r\n\r\n[HKEY_CURRENT_USER\\Control Panel\\International]\r\n"iDate"="${order}"\r\n`;
    for (const [order, time] of [
      [0, Date.UTC(2002, 4, 6, 10)],
      [1, Date.UTC(2002, 5, 5, 10)],
    ] as const) {
      const site = { ...SNAPSHOT, 'inboxes.txt': listing, 'international.reg': international(order) };
      const evidence = await read(writeFiles(site));
      expect(evidence.inboxes[0]?.newest).toBe(time);
      expect(evidence.unreadable).toEqual([]);
    }
  });

  it('tells a service that is stopping from one that runs', async () => {
    const states = [
      'SERVICE_ASKED: SMS_EXECUTIVE',
      '',
      'SERVICE_NAME: SMS_EXECUTIVE',
      '        TYPE               : 10  WIN32_OWN_PROCESS',
      '        STATE              : 3  STOP_PENDING',
      '',
      'SERVICE_ASKED: SMS_SQL_MONITOR',
      '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:',
      '',
      'The specified service does not exist as an installed service.',
      '',
    ].join('\r\n');
    const evidence = await read(writeFiles({ ...SNAPSHOT, 'service-states.txt': states }));
    expect(evidence.services.map(({ service, state, source }) => [service, state, source.path])).toEqual([
      ['SMS_EXECUTIVE', 'stop-pending', 'service-states.txt'],
      ['SMS_SQL_MONITOR', 'not-installed', 'service-states.txt'],
      ['SMS_SITE_COMPONENT_MANAGER', 'stopped', 'services.txt'],
      ['SMS_SITE_BACKUP', 'stopped', 'services.txt'],
    ]);
  });

  it('names the files that were not copied', async () => {
    const lines = [
      ...SNAPSHOT_INI.slice(0, -3),
      'SMSDirectory=D:\\SMS',
      '[NotCopied]',
      'D:\\SMS\\Logs\\Sched.log=left out, 2048 bytes would pass the limit',
      ...SNAPSHOT_INI.slice(-3),
    ];
    const evidence = await read(writeFiles({ ...SNAPSHOT, 'snapshot.ini': iniOf(lines) }));
    expect(evidence.unreadable).toEqual([
      {
        source: 'Logs/Sched.log',
        why: 'The collector did not copy it: left out, 2048 bytes would pass the limit.',
      },
    ]);
  });

  it('is in the code page of the command prompt, which it tells itself', async () => {
    // A path with the letter \u017c: one byte in code page 852.
    const ini = Buffer.concat([
      Buffer.from(
        '[Snapshot]\r\nFormatVersion=1\r\nComputer=NYSMS01\r\nOemCodePage=852\r\n[Programs]\r\nsleep.exe=C:\\',
      ),
      Buffer.from([0xbe]),
      Buffer.from('\\sleep.exe\r\n'),
    ]);
    const { programs } = await read(writeFiles({ ...SNAPSHOT, 'snapshot.ini': ini }));
    expect(programs[0]?.path).toBe('C:\\\u017c\\sleep.exe');
  });

  it('of the logs of backup and Setup is read', async () => {
    const evidence = await read(
      writeFiles({
        ...SNAPSHOT,
        'Smsbkup/E-NYC/Smsbkup.log': DESPOOL_LOG,
        'Setup/Smssetup-C.log': '<03-13-2000 17:40:49>SQL error\r\n',
      }),
    );
    expect(evidence.logs.files.map((file) => file.path)).toEqual([
      'Logs/Despool.log',
      'Smsbkup/E-NYC/Smsbkup.log',
      'Setup/Smssetup-C.log',
    ]);
  });
});

describe('free space', () => {
  it.each([
    ['                             9999999 bytes free', 9_999_999],
    ['     1,234,567,890 bytes free', 1_234_567_890],
    ['              15 Dir(s)   1.234.567 Bytes frei', 1_234_567],
    ['               2 R\u00e9p(s)  1\u00a0234\u00a0567\u00a0890 octets libres', 1_234_567_890],
    ['               2 Dir(s)  12 345 bytes free', 12_345],
    [
      ' 3 \u500b\u306e\u30c7\u30a3\u30ec\u30af\u30c8\u30ea  411,724,800 \u30d0\u30a4\u30c8\u306e\u7a7a\u304d\u9818\u57df',
      411_724_800,
    ],
    ['0 bytes free', 0],
    ['The device is not ready.', null],
    [`${'9'.repeat(40)} bytes free`, null],
  ])('of "%s" is %s', (line, bytes) => {
    expect(freeBytesOf(line)).toBe(bytes);
  });
});
