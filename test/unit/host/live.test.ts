/**
 * Reading a server as far as it can be shown on any system: with recorded answers. That other computers are asked (`\\server`)
 * and `sc queryex` exist only here: Wine has neither.
 */
import { describe, expect, it } from 'vitest';
import type { Host, ProgramResult } from '../../../electron/host/host.ts';
import { type LiveRequest, collectLive, liveAbility } from '../../../electron/host/live.ts';
import { ended, exited, recorded, recordedHost } from './recorded.ts';

const SMS = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS';
const NOT_INSTALLED = exited(1060, recorded('sc-no-such-service-english'));
const NO_KEY = exited(1, '', recorded('reg-no-such-key-english'));
const MICROSOFT = exited(0, '\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Office\n');
const GARBAGE = exited(0, 'Bad command or file name\n');

/** A site server that answers everything, read from another computer. */
const HEALTHY: readonly (readonly [string, ProgramResult])[] = [
  ['sc \\\\NYSMS01 queryex SMS_EXECUTIVE', exited(0, recorded('sc-queryex-windows-10'))],
  ['sc ', NOT_INSTALLED],
  [
    'reg query \\\\NYSMS01\\HKLM\\SOFTWARE\\Microsoft\\SMS\\Setup',
    exited(0, recorded('reg-query-deep-windows-10')),
  ],
  [
    'reg query \\\\NYSMS01\\HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation',
    exited(
      0,
      '\nHKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation\n    ActiveTimeBias    REG_DWORD    0x12c\n',
    ),
  ],
  ['reg query \\\\NYSMS01\\HKLM\\SOFTWARE\\Microsoft\\SMS\\', NO_KEY],
  ['reg query \\\\NYSMS01\\HKLM\\SOFTWARE\\Microsoft\\SMS', exited(0, `\n${SMS}\n\n${SMS}\\Setup\n`)],
  ['reg ', NO_KEY],
  ['tasklist /s NYSMS01', exited(0, recorded('tasklist-csv'))],
  ['net view \\\\NYSMS01', exited(0, recorded('net-view-german'))],
];

const activities: string[] = [];
function collect(host: Host, request: Partial<LiveRequest> = {}, signal = new AbortController().signal) {
  activities.length = 0;
  const options = { signal, onActivity: (activity: string) => void activities.push(activity), host };
  return collectLive({ server: 'NYSMS01', folder: '', ...request }, options);
}

describe('what can be done here', () => {
  it('is reading a server on Windows', () => {
    expect(liveAbility('win32')).toEqual({ possible: true, why: null });
  });

  it.each(['linux', 'darwin'])('is not that on %s, and it says why', (platform) => {
    expect(liveAbility(platform)).toMatchObject({
      possible: false,
      why: expect.stringContaining('Windows') as string,
    });
  });

  it.skipIf(process.platform === 'win32')('is said when it is tried all the same', async () => {
    const options = { signal: new AbortController().signal, onActivity: () => undefined };
    await expect(collectLive({ server: '', folder: '' }, options)).rejects.toMatchObject({
      code: 'not-windows',
    });
  });
});

describe('another computer (recorded: Wine asks none)', () => {
  it('tells services, processes and registry', async () => {
    const live = await collect(recordedHost(HEALTHY, GARBAGE));
    expect(live.label).toBe('\\\\NYSMS01');
    expect(live.services?.map(({ service, state }) => [service, state])).toEqual([
      ['SMS_SITE_COMPONENT_MANAGER', 'not-installed'],
      ['SMS_EXECUTIVE', 'running'],
      ['SMS_SQL_MONITOR', 'not-installed'],
      ['SMS_SITE_BACKUP', 'not-installed'],
      ['SMS_LICENSE_SERVER', 'not-installed'],
    ]);
    expect(live.services?.[1]?.source).toEqual({
      kind: 'services',
      path: 'sc \\\\NYSMS01 queryex SMS_EXECUTIVE',
      line: null,
    });
    expect(live.processes?.map(({ image, pid }) => [image, pid])).toEqual([
      ['smsexec.exe', 1684],
      ['sitecomp.exe', 1320],
    ]);
    expect(live.registry?.find(({ name }) => name === 'Full Version')?.text).toBe('2.00.1493.2009');
    expect(live.offsetMinutes).toBe(-300);
    expect(activities.at(-1)).toBe('Looking for the SMS directory of \\\\NYSMS01');
  });

  it('has its directory looked for in its shares and on its disks', async () => {
    const live = await collect(recordedHost(HEALTHY, GARBAGE));
    // No such computer can be reached from here: each place is named with the reason.
    expect(live.folder).toBeNull();
    const sources = live.unreadable.map(({ source }) => source);
    expect(sources).toContain('\\\\NYSMS01\\D$\\SMS');
    expect(sources).toContain('\\\\NYSMS01\\SMS_CEN');
  });

  it('is taken at its own clock: what this one shows, the zone of the server', async () => {
    const now = new Date();
    const local = now.toLocaleString('en-US').replace(',', '').replace(/\s/g, ' ');
    const time = exited(
      0,
      `Current time at \\\\NYSMS01 is ${local}\n\nThe command completed successfully.\n`,
    );
    const live = await collect(recordedHost([['net time', time], ...HEALTHY], GARBAGE));
    const wall = now.getTime() - 300 * 60_000;
    expect(Math.abs((live.askedAt ?? 0) - wall)).toBeLessThan(3 * 60_000);
  });

  it('has no time when its clock does not answer', async () => {
    const live = await collect(recordedHost(HEALTHY, GARBAGE));
    expect(live.askedAt).toBeNull();
    expect(live.unreadable.find(({ source }) => source === 'net time \\\\NYSMS01')?.why).toContain(
      'not known',
    );
  });

  it.each([
    ['denies access', exited(5, recorded('sc-denied-french')), 'server-denied', 'net use \\\\NYSMS01\\IPC$'],
    ['does not take the account', exited(1326, ''), 'server-denied', 'net use \\\\NYSMS01\\IPC$'],
    ['is not there', exited(53, ''), 'server-unreachable', 'SMB 1'],
    ['does not answer remote calls', exited(1722, ''), 'server-unreachable', 'firewall'],
    ['is silent', ended('time'), 'server-silent', 'collector'],
  ] as const)('that %s is an error that says what to do', async (_, answer, code, nextStep) => {
    const host = recordedHost([['sc', answer]], exited(1, '', 'ERROR: something\n'));
    await expect(collect(host)).rejects.toMatchObject({
      code,
      nextStep: expect.stringContaining(nextStep) as string,
    });
  });

  it('that is not there is asked once, not for each thing', async () => {
    const host = recordedHost([], exited(53, ''));
    await expect(collect(host)).rejects.toMatchObject({ code: 'server-unreachable' });
    expect(host.asked).toEqual(['sc \\\\NYSMS01 queryex SMS_SITE_COMPONENT_MANAGER']);
  });

  it('may answer one thing and deny another', async () => {
    const host = recordedHost(
      [
        ['reg', exited(1, '', recorded('reg-denied-german'))],
        ['tasklist', exited(1, '', recorded('tasklist-remote-denied'))],
        ...HEALTHY,
      ],
      GARBAGE,
    );
    const live = await collect(host);
    expect(live).toMatchObject({ registry: null, processes: null });
    expect(live.services).toHaveLength(5);
    const why = (program: string) => live.unreadable.find(({ source }) => source.startsWith(program))?.why;
    expect(why('reg')).toContain('denied access (error 5)');
    expect(why('tasklist')).toContain('denied access (error 5)');
  });

  it('names the services that were not asked after one hung', async () => {
    const host = recordedHost(
      [['sc \\\\NYSMS01 queryex SMS_SQL_MONITOR', ended('time')], ...HEALTHY],
      GARBAGE,
    );
    const live = await collect(host);
    expect(live.services?.map(({ service }) => service)).toEqual([
      'SMS_SITE_COMPONENT_MANAGER',
      'SMS_EXECUTIVE',
    ]);
    const why = live.unreadable.find(({ source }) => source.includes('SMS_SQL_MONITOR'))?.why;
    expect(why).toContain('Nothing is known of SMS_SQL_MONITOR, SMS_SITE_BACKUP, SMS_LICENSE_SERVER.');
  });
});

describe('a service that is refused (recorded)', () => {
  const refused = exited(5, '[SC] OpenService FAILED 5:\n\nAccess is denied.\n');

  it('keeps no other from being asked for, and is named', async () => {
    const host = recordedHost(
      [['sc \\\\NYSMS01 queryex SMS_SITE_COMPONENT_MANAGER', refused], ...HEALTHY],
      GARBAGE,
    );
    const live = await collect(host);
    expect(live.services?.map(({ service, state }) => [service, state])).toEqual([
      ['SMS_EXECUTIVE', 'running'],
      ['SMS_SQL_MONITOR', 'not-installed'],
      ['SMS_SITE_BACKUP', 'not-installed'],
      ['SMS_LICENSE_SERVER', 'not-installed'],
    ]);
    const told = live.unreadable.filter(({ source }) => source.startsWith('sc '));
    expect(told.map(({ source }) => source)).toEqual(['sc \\\\NYSMS01 queryex SMS_SITE_COMPONENT_MANAGER']);
    expect(told[0]?.why).toContain('Nothing is known of SMS_SITE_COMPONENT_MANAGER.');
  });

  it('is told apart from a service manager that refuses: that one is asked once', async () => {
    const manager = exited(5, '[SC] OpenSCManager FAILED 5:\n\nAccess is denied.\n');
    const host = recordedHost([['sc ', manager], ...HEALTHY], GARBAGE);
    const live = await collect(host);
    expect(live.services).toBeNull();
    expect(host.asked.filter((line) => line.startsWith('sc '))).toHaveLength(1);
  });
});

describe('a key beside those of SMS (recorded)', () => {
  const CODE_PAGE = 'reg query \\\\NYSMS01\\HKLM\\SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage';
  const TIME_ZONE = 'reg query \\\\NYSMS01\\HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation';
  const told = (unreadable: readonly { readonly source: string; readonly why: string }[]) =>
    unreadable.filter(({ source }) => source.startsWith('reg '));

  it('may be missing, which says nothing', async () => {
    const live = await collect(recordedHost(HEALTHY, GARBAGE));
    expect(told(live.unreadable)).toEqual([]);
  });

  it.each([
    ['denied', exited(1, '', recorded('reg-denied-german')), 'denied access (error 5)'],
    ['not answered', exited(1, '', 'ERROR: The RPC server is unavailable.\n'), 'remote calls (error 1722)'],
    ['told without end', ended('output'), 'It printed without end.'],
  ] as const)('that is %s is a gap, and the next one is asked for', async (_, answer, why) => {
    const host = recordedHost([[CODE_PAGE, answer], ...HEALTHY], GARBAGE);
    const live = await collect(host);
    expect(told(live.unreadable)).toEqual([
      { source: `${CODE_PAGE} /s`, why: expect.stringContaining(why) as string },
    ]);
    expect(live.offsetMinutes).toBe(-300);
  });

  it.each([
    ['of another part', CODE_PAGE],
    ['of SMS', 'reg query \\\\NYSMS01\\HKLM\\SOFTWARE\\Microsoft\\SMS\\Tracing'],
  ])('%s that hangs is the last one that is asked for, and the others are named', async (_, hanging) => {
    const host = recordedHost([[hanging, ended('time')], ...HEALTHY], GARBAGE);
    const live = await collect(host);
    expect(host.asked.filter((line) => line.startsWith('reg ')).at(-1)).toBe(`${hanging} /s`);
    const [gap, ...others] = told(live.unreadable);
    expect(others).toEqual([]);
    expect(gap?.source).toBe(`${hanging} /s`);
    expect(gap?.why).toContain('did not answer reg.exe in time');
    expect(gap?.why).toContain(TIME_ZONE.slice(TIME_ZONE.indexOf('HKLM')));
    expect(live.registry?.find(({ name }) => name === 'Full Version')?.text).toBe('2.00.1493.2009');
  });
});

describe('an answer that means nothing', () => {
  it('is never a healthy one: empty lists are no lists', async () => {
    const host = recordedHost([['sc', HEALTHY[0]![1]]], exited(0, ''));
    const live = await collect(host);
    // The recorded text is about SMS_EXECUTIVE, so it is no answer for the others.
    expect(live.services?.map(({ service }) => service)).toEqual(['SMS_EXECUTIVE']);
    expect(live).toMatchObject({ registry: null, processes: null, folder: null, askedAt: null });
    for (const program of ['sc', 'reg', 'tasklist', 'net']) {
      expect(live.unreadable.some(({ source }) => source.startsWith(program))).toBe(true);
    }
  });

  it.each([GARBAGE, exited(0, ''), ended('output'), ended('missing')])(
    'from all of it is an error: %j',
    async (answer) => {
      await expect(collect(recordedHost([], answer))).rejects.toMatchObject({ code: 'server-not-read' });
    },
  );

  it('is told apart from a computer without SMS', async () => {
    const host = recordedHost(
      [
        ['sc', NOT_INSTALLED],
        ['reg query \\\\NYSMS01\\HKLM\\SOFTWARE\\Microsoft\\SMS', NO_KEY],
        ['reg query \\\\NYSMS01\\HKLM\\SOFTWARE\\Microsoft', MICROSOFT],
      ],
      exited(0, recorded('tasklist-csv')),
    );
    const error = {
      code: 'server-not-read',
      message: expect.stringContaining('no key of SMS') as string,
    };
    await expect(collect(host)).rejects.toMatchObject(error);
    // Nor does a service manager that only fails hide that.
    const unclear = recordedHost(
      [
        ['sc', exited(1, '')],
        ['reg query \\\\NYSMS01\\HKLM\\SOFTWARE\\Microsoft\\SMS', NO_KEY],
        ['reg query', MICROSOFT],
      ],
      GARBAGE,
    );
    await expect(collect(unclear)).rejects.toMatchObject(error);
  });

  it('of a key whose parent names it is a gap, not a missing key', async () => {
    const host = recordedHost(
      [
        ['reg query \\\\NYSMS01\\HKLM\\SOFTWARE\\Microsoft\\SMS\\Setup', exited(1, '', 'FEHLER: ???\n')],
        ...HEALTHY,
      ],
      GARBAGE,
    );
    const live = await collect(host);
    expect(live.unreadable.some(({ source }) => source.endsWith('SMS\\Setup /s'))).toBe(true);
  });
});

describe('this computer (recorded)', () => {
  it('falls back to its list of running services where sc is missing', async () => {
    const list =
      'These Windows services are started:\n\n   SMS Executive\n   Workstation\n\nThe command completed successfully.\n';
    const host = recordedHost(
      [
        ['sc', ended('missing')],
        ['net start', exited(0, list)],
      ],
      GARBAGE,
    );
    const live = await collect(host, { server: '' });
    expect(live.services?.find(({ service }) => service === 'SMS_EXECUTIVE')).toEqual({
      service: 'SMS_EXECUTIVE',
      state: 'running',
      source: { kind: 'services', path: 'net start', line: 3 },
    });
    expect(live.unreadable.find(({ source }) => source.startsWith('sc '))?.why).toContain(
      'Nothing is known of SMS_SQL_MONITOR, SMS_LICENSE_SERVER.',
    );
  });

  it('is never asked with net start in the place of another one, and that is said', async () => {
    const host = recordedHost([['sc', ended('missing')], ...HEALTHY], GARBAGE);
    const live = await collect(host);
    expect(live.services).toBeNull();
    expect(live.unreadable.find(({ source }) => source.startsWith('sc '))?.why).toContain(
      'net start, only knows',
    );
    expect(host.asked).not.toContain('net start');
  });
});

describe('the folder that was typed', () => {
  it.each([
    ['NYSMS01', '\\\\OTHER\\SMS_CEN'],
    ['', '\\\\NYSMS01\\SMS_CEN'],
    ['NYSMS01', '\\\\?\\UNC\\NYSMS01\\SMS_CEN'],
    ['NYSMS01', 'SMS'],
    ['NYSMS01', '..\\SMS'],
  ])('on %j may not be %s', async (server, folder) => {
    const host = recordedHost(HEALTHY, GARBAGE);
    await expect(collect(host, { server, folder })).rejects.toMatchObject({ code: 'folder-elsewhere' });
    expect(host.asked).toEqual([]);
  });

  it.each([
    ['E:\\SMS\\', '\\\\NYSMS01\\E$\\SMS'],
    ['\\\\nysms01\\sms_cen', '\\\\nysms01\\sms_cen'],
  ])('%s is looked for at %s alone', async (folder, place) => {
    const live = await collect(recordedHost(HEALTHY, GARBAGE), { folder });
    expect(live.unreadable.map(({ source }) => source).filter((source) => /\\sms/i.test(source))).toEqual([
      place,
    ]);
  });
});

it('nothing is asked of a name that is none', async () => {
  const host = recordedHost(HEALTHY, GARBAGE);
  await expect(collect(host, { server: '/?' })).rejects.toMatchObject({ code: 'server-name' });
  expect(host.asked).toEqual([]);
});
