/** collect.cmd on a made-up SMS tree: what it finds, what it writes, and what it leaves alone. */
import { mkdir, readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SMALL_SITE, collect, standIns, tree, without } from './collector-support.ts';
import type { Snapshot } from './collector-support.ts';
import { type WinePrefix, winePrefix } from './support/prefix.ts';
import { wine } from './support/run.ts';

let prefix: WinePrefix;
beforeAll(async () => {
  prefix = await winePrefix();
});
afterAll(() => prefix.end());

const SMS_KEY = 'HKLM\\SOFTWARE\\Microsoft\\SMS';
const add = async (...args: string[]): Promise<void> => {
  expect((await wine(prefix, 'reg.exe', ['add', ...args, '/f'])).code).toBe(0);
};

/** Time stamps and sizes of a tree, to see that nothing was touched. */
async function picture(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const { mtimeMs, size } = await stat(file);
    lines.push(`${file} ${entry.isFile() ? `${size} ${mtimeMs}` : ''}`);
  }
  return lines.sort().join('\n');
}

describe('a server whose SMS directory is given', () => {
  let snapshot: Snapshot;
  let site: string;
  let before: string;
  beforeAll(async () => {
    site = path.join(prefix.driveC, 'SMS');
    await tree(site, SMALL_SITE);
    before = await picture(site);
    const run = await collect(prefix, path.join(prefix.driveC, 'stick'), ['C:\\SMS']);
    expect(run, run.stdout + run.stderr).toMatchObject({ code: 0, timedOut: false });
    expect(run.snapshots).toHaveLength(1);
    snapshot = run.snapshots[0]!;
    expect(run.stdout.trimEnd()).toMatch(
      new RegExp(`Done\\. Bring back this whole folder: C:\\\\stick\\\\${snapshot.name}$`),
    );
  });

  it('is written as agreed, and whole', () => {
    expect(snapshot.value('FormatVersion')).toBe('1');
    expect(snapshot.value('SMSDirectory')).toBe('C:\\SMS');
    expect(snapshot.value('Computer')).toBe(/^SMSSNAP-(.*)-\d{8}-\d{4}$/.exec(snapshot.name)?.[1]);
    expect(snapshot.value('When')?.replace(/[-:]/g, '').replace(' ', '-')).toBe(
      /\d{8}-\d{4}$/.exec(snapshot.name)?.[0],
    );
    expect(snapshot.ini.get('End')?.get('Complete')).toBe('1');
    for (const [step, outcome] of snapshot.ini.get('Steps')!) {
      expect(outcome, step).toMatch(/^(?:done|(?:failed|skipped): .+)$/);
    }
  });

  it('holds logs, crash logs, control files and versions in their own folders, and nothing else of the tree', () => {
    expect(snapshot.files.filter((file) => file.includes('/'))).toEqual([
      'Inboxes/clicomp.src/base/compver.ini',
      'Inboxes/clicomp.src/hinv/compver.ini',
      'Inboxes/smsbkup.box/Smsbkup.ctl',
      'Inboxes/smsbkup.box/Smsmbkup.ctl',
      'Logs/CrashDump/Crash.log',
      'Logs/CrashDumps/20010516_smsexec/Crash.log',
      'Logs/Despool.lo_',
      'Logs/Despool.log',
      'Logs/My own component.log',
      'Logs/Smsexec.log',
    ]);
    expect(snapshot.value('CrashFolders')).toBe('3');
    for (const step of ['logs', 'crash-logs', 'control-file', 'version-files', 'inboxes', 'logs-list']) {
      expect(snapshot.step(step), step).toBe('done');
    }
  });

  it('copies byte for byte', async () => {
    for (const file of ['Logs/Despool.log', 'Logs/Despool.lo_', 'Inboxes/smsbkup.box/Smsbkup.ctl']) {
      expect(await readFile(path.join(snapshot.folder, file), 'utf8')).toBe(SMALL_SITE[file]);
    }
  });

  it('lists every inbox but the one that must not be touched', async () => {
    const listing = await snapshot.text('inboxes.txt');
    expect(listing).toContain('C:\\SMS\\Inboxes\\despoolr.box\\receive\r\n');
    expect(listing).toMatch(/ 7 {2}1_ABCDEF\.PCK\r\n/);
    expect(listing).toContain('loose.tmp');
    expect(listing).toContain('nt_logon.not');
    expect(listing).not.toContain('touch.me');
    expect(await snapshot.text('logs.txt')).toContain('readme.txt');
  });

  it('leaves no work files and touches nothing on the server', async () => {
    expect(snapshot.files.filter((file) => !file.includes('/')).sort()).toEqual([
      'codepage.reg',
      'environment.reg',
      'errors.txt',
      'hotfix-windows.reg',
      'inboxes.txt',
      'international.reg',
      'logs.txt',
      'processes.txt',
      'service-states.txt',
      'services.txt',
      'shares.txt',
      'snapshot.ini',
      'timezone.reg',
    ]);
    expect(await picture(site)).toBe(before);
  });

  it('says what it could not read', () => {
    // This Windows has no key of SMS, and Wine's tasklist and sc print nothing.
    expect(snapshot.step('registry')).toMatch(/^failed: this server has no SMS key/);
    expect(snapshot.step('processes')).toBe('failed: the lister printed nothing');
    expect(snapshot.step('events')).toMatch(/^skipped: no tool/);
    expect(snapshot.step('service-states')).toMatch(/^failed: sc gave no answer for 5 services/);
    for (const step of ['date-time', 'disks', 'programs']) expect(snapshot.step(step), step).toBe('done');
    expect(snapshot.value('CouldNot')).toBe('3');
    expect(snapshot.ini.get('Programs')?.get('sleep.exe')).toBe('');
    expect(snapshot.ini.get('Disks')?.get('C:')).toMatch(/\d/);
  });

  it('makes a second folder when it runs again in the same minute', async () => {
    // Wherever the minute ends between the two runs, there is no folder that the second could have written into.
    const run = await collect(prefix, path.join(prefix.driveC, 'stick'), ['C:\\SMS']);
    expect(run.code).toBe(0);
    const third = await collect(prefix, path.join(prefix.driveC, 'stick'), ['C:\\SMS']);
    expect(third.snapshots).toHaveLength(3);
    const minutes = third.snapshots.map(({ name }) => /\d{8}-\d{4}/.exec(name)![0]);
    for (const [index, { name }] of third.snapshots.entries()) {
      const earlier = minutes.filter((minute, other) => other < index && minute === minutes[index]).length;
      expect(name.endsWith(earlier === 0 ? minutes[index]! : `${minutes[index]!}-${earlier + 1}`), name).toBe(
        true,
      );
    }
    for (const { ini } of third.snapshots) expect(ini.get('End')?.get('Complete')).toBe('1');
  });
});

describe('a server whose SMS directory has to be found', () => {
  it('finds it in a registry export in Unicode, with the site code and the time zone', async () => {
    await tree(path.join(prefix.driveC, 'Program Files', 'My SMS'), SMALL_SITE);
    await add(`${SMS_KEY}\\Setup`, '/v', 'Installation Directory', '/d', 'C:\\Program Files\\My SMS');
    await add(`${SMS_KEY}\\Setup`, '/v', 'Full Version', '/d', '2.00.1493.2000');
    await add(`${SMS_KEY}\\Identification`, '/v', 'Site Code', '/d', 'NYC');
    const zone = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation';
    await add(zone, '/v', 'ActiveTimeBias', '/t', 'REG_DWORD', '/d', '4294967176');
    const { code, snapshots } = await collect(prefix, path.join(prefix.driveC, 'by registry'));
    expect(code).toBe(0);
    const [snapshot] = snapshots;
    expect(snapshot!.value('SMSDirectory')).toBe('C:\\Program Files\\My SMS');
    expect(snapshot!.value('SiteCode')).toBe('NYC');
    // A bias of -120 minutes: two hours ahead of UTC.
    expect(snapshot!.value('UtcOffsetMinutes')).toBe('120');
    expect(snapshot!.step('registry')).toBe('done');
    expect(await snapshot!.text('registry.reg')).toContain('"Full Version"="2.00.1493.2000"');
    expect(snapshot!.files).toContain('Logs/Despool.log');
    expect(snapshot!.files.filter((file) => /^(?:setup|identity)\.reg$/.test(file))).toEqual([]);
    await wine(prefix, 'reg.exe', ['delete', SMS_KEY, '/f']);
  });

  it('finds it in a REGEDIT4 export of NT 4.0, and its lists come from other tools', async () => {
    const regedit = (key: string, ...values: string[]): Record<string, string> => ({
      [`regedit HKEY_LOCAL_MACHINE\\${key}`]: [
        'REGEDIT4',
        '',
        `[HKEY_LOCAL_MACHINE\\${key}]`,
        ...values,
        '',
      ].join('\r\n'),
    });
    const env = await standIns(prefix, path.join(prefix.driveC, 'nt4'), {
      ...regedit('SOFTWARE\\Microsoft\\SMS', '@=""'),
      ...regedit(
        'SOFTWARE\\Microsoft\\SMS\\Setup',
        '"Installation Directory"="C:\\\\Program Files\\\\My SMS"',
      ),
      ...regedit('SOFTWARE\\Microsoft\\SMS\\Identification', '"Site Code"="NYC"'),
      ...regedit(
        'SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation',
        '"ActiveTimeBias"=dword:000000f0',
      ),
      pulist: 'Process           PID  User\r\nsmsexec.exe       131  SMSService\r\n',
      dumpel: '5/17/01,2:20:12 AM,4,0,500,SMS Server,N/A,SMSHQ01,\r\n',
      'net start': 'These Windows NT services are started:\r\n\r\n   SMS_EXECUTIVE\r\n\r\n',
      'net share': 'Share name   Resource                        Remark\r\n',
      sleep: '',
      'sc query SMS_EXECUTIVE': 'SERVICE_NAME: SMS_EXECUTIVE\r\n        STATE : 4  RUNNING\r\n',
      'sc query SMS_SITE_COMPONENT_MANAGER': 'NOM_SERVICE: SMS_SITE_COMPONENT_MANAGER\r\n',
      'sc query SMS_SQL_MONITOR': '[SC] OpenService FEHLER 1060:\r\n',
      'sc query SMS_LICENSE_SERVER': '[SC] OpenService FEHLER 1060:\r\n',
      'sc query SMS_SITE_BACKUP': '[SC] OpenService FEHLER 1060:\r\n',
    });
    const { code, snapshots } = await without(prefix, ['tasklist', 'sc'], () =>
      collect(prefix, path.join(prefix.driveC, 'by nt4'), [], { env }),
    );
    expect(code).toBe(0);
    const [snapshot] = snapshots;
    expect(snapshot!.value('SMSDirectory')).toBe('C:\\Program Files\\My SMS');
    expect(snapshot!.value('SiteCode')).toBe('NYC');
    expect(snapshot!.value('UtcOffsetMinutes')).toBe('-240');
    expect(await snapshot!.text('registry.reg')).toMatch(/^REGEDIT4\r\n/);
    expect(snapshot!.step('processes')).toBe('done');
    expect(await snapshot!.text('processes.txt')).toContain('smsexec.exe');
    expect(snapshot!.step('events')).toBe('done');
    expect(await snapshot!.text('events.txt')).toContain('SMS Server');
    expect(snapshot!.step('service-states')).toBe('done');
    expect(await snapshot!.text('service-states.txt')).toContain('FEHLER 1060');
    expect(snapshot!.step('date-time')).toMatch(/^skipped: their form is not certain/);
    expect(await snapshot!.text('services.txt')).toContain('SMS_EXECUTIVE');
    expect(snapshot!.ini.get('Programs')?.get('sleep.exe')).toMatch(/^C:\\nt4\\sleep\.exe$/i);
    // Without an order of day and month there is no date in the name.
    expect(snapshot!.name).toMatch(/-1$/);
    expect(snapshot!.value('When')).toBeUndefined();
    expect(snapshot!.value('Date')).toMatch(/\d/);
  });

  it('finds it by its share, whatever the language', async () => {
    const env = await standIns(prefix, path.join(prefix.driveC, 'shares'), {
      'net use': '',
      'net share':
        'Name         Ressource                       Beschreibung\r\n' +
        '-------------------------------------------------------------\r\n' +
        'ADMIN$       C:\\WINNT                        Remoteadmin\r\n' +
        'SMS_SITE     C:\\Program Files\\My SMS\\Inboxes SMS Site NYC\r\n' +
        'SMS_NYC      C:\\Program Files\\My SMS        SMS Site NYC\r\n',
      'net share SMS_NYC':
        'Name                 SMS_NYC\r\nRuta de acceso       C:\\Program Files\\My SMS\r\nBeschreibung         SMS Site NYC\r\n',
      'net start': 'x\r\n',
      // Of the five services it tells one; of the event log, nothing.
      'sc query SMS_EXECUTIVE': 'SERVICE_NAME: SMS_EXECUTIVE\r\n',
      elogdmp: '',
    });
    const { snapshots } = await without(prefix, ['sc'], () =>
      collect(prefix, path.join(prefix.driveC, 'by share'), [], { env }),
    );
    expect(snapshots[0]!.value('SMSDirectory')).toBe('C:\\Program Files\\My SMS');
    expect(snapshots[0]!.step('shares')).toBe('done');
    expect(snapshots[0]!.step('service-states')).toMatch(/^failed: sc gave no answer for 4 services/);
    expect(snapshots[0]!.step('events')).toMatch(/^failed: the tool listed no event/);
    expect(snapshots[0]!.files).toContain('events.txt');
  });

  it('finds C:\\SMS in the end', async () => {
    const { snapshots } = await collect(prefix, path.join(prefix.driveC, 'by drive'));
    expect(snapshots[0]!.value('SMSDirectory')).toBe('C:\\SMS');
  });

  it('goes on looking when the one that was given is none', async () => {
    await mkdir(path.join(prefix.driveC, 'empty'), { recursive: true });
    const { snapshots, stdout } = await collect(prefix, path.join(prefix.driveC, 'by mistake'), [
      'C:\\empty',
    ]);
    expect(stdout).toContain('C:\\empty holds neither Inboxes nor Logs');
    expect(snapshots[0]!.value('SMSDirectory')).toBe('C:\\SMS');
  });
});

describe('/?', () => {
  it('says how it is used and writes nothing', async () => {
    const { code, stdout, snapshots } = await collect(prefix, path.join(prefix.driveC, 'help'), ['/?']);
    expect(code).toBe(0);
    expect(stdout).toContain('collect.cmd [SMS directory] [target folder] [limit]');
    expect(snapshots).toEqual([]);
  });
});
