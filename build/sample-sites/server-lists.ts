/** What programs on the server print: service list, process list, registry export, folder listing. */
import type { ServerTime } from '../../electron/engine/time/server-time.ts';
import { COMPONENT_SCRIPTS, EXECUTIVE_THREADS } from './component-scripts.ts';
import { SERVER_VERSIONS } from './release-numbers.ts';
import { clockParts, padded } from './server-clock.ts';
import { ansiBytes, consoleBytes, crlfText, utf16Bytes } from './text-bytes.ts';
import type { SiteProfile } from './site-profile.ts';

/** SMS services that run on a site server that works, with their programs (Q307778, Q245271). */
export const SMS_SERVICES: readonly { readonly service: string; readonly image: string }[] = [
  { service: 'SMS_EXECUTIVE', image: 'smsexec.exe' },
  { service: 'SMS_LICENSE_SERVER', image: 'remodbc.exe' },
  { service: 'SMS_SITE_COMPONENT_MANAGER', image: 'sitecomp.exe' },
  { service: 'SMS_SQL_MONITOR', image: 'smsdbmon.exe' },
];

const OTHER_SERVICES: Readonly<Record<SiteProfile['language'], readonly string[]>> = {
  english: [
    'Computer Browser',
    'EventLog',
    'License Logging Service',
    'MSSQLServer',
    'Net Logon',
    'Plug and Play',
    'Remote Procedure Call (RPC) Service',
    'Server',
    'Windows Management',
    'Workstation',
  ],
  german: [
    'Arbeitsstationsdienst',
    'Computerbrowser',
    'Ereignisprotokoll',
    'Lizenzprotokollierung',
    'MSSQLServer',
    'Plug & Play',
    'Remoteprozeduraufruf (RPC)',
    'Server',
    'Verzeichnisüberwachung',
    'Windows-Verwaltungsinstrumentation',
  ],
};

/** @returns what `net start` prints, in the code page of the console; `smsServices` are those that run */
export function serviceList(site: SiteProfile, smsServices: readonly string[]): Uint8Array {
  const names = [...OTHER_SERVICES[site.language], ...smsServices].sort((left, right) =>
    left.toLowerCase() < right.toLowerCase() ? -1 : 1,
  );
  const windows = site.windows === 'nt4' ? 'Windows NT' : 'Windows 2000';
  const [head, foot] =
    site.language === 'german'
      ? [`Diese ${windows}-Dienste sind gestartet:`, 'Der Befehl wurde erfolgreich ausgeführt.']
      : [`These ${windows} services are started:`, 'The command completed successfully.'];
  return consoleBytes(crlfText([head, '', ...names.map((name) => `   ${name}`), '', foot, '']));
}

/** @returns what tlist (NT 4.0) or pulist (Windows 2000) of the Resource Kits prints */
export function processList(site: SiteProfile, smsServices: readonly string[]): Uint8Array {
  const images = [
    'smss.exe',
    'csrss.exe',
    'winlogon.exe',
    'services.exe',
    'lsass.exe',
    'spoolss.exe',
    'sqlservr.exe',
    'winmgmt.exe',
    ...SMS_SERVICES.filter(({ service }) => smsServices.includes(service)).map(({ image }) => image),
    'explorer.exe',
    'cmd.exe',
  ];
  const processId = (index: number): number => 20 + index * 37 + (index % 3);
  if (site.windows === 'nt4') {
    const rows = images.map((image, index) => `${processId(index).toString().padStart(4)} ${image}`);
    return consoleBytes(crlfText(['   0 System Process', '   2 System', ...rows]));
  }
  const rows = images.map((image, index) => {
    const user = image.startsWith('sms') || image.startsWith('sitecomp') ? 'SMSService' : 'SYSTEM';
    return `${image.padEnd(17)} ${processId(index).toString().padEnd(4)} ${user}`;
  });
  return consoleBytes(crlfText(['Process           PID  User', 'Idle              0    ', ...rows]));
}

/** @returns what `net share` prints: of SMS, the directory and what senders of other sites write into (Q275695) */
export function shareList(site: SiteProfile): Uint8Array {
  const german = site.language === 'german';
  const row = (name: string, resource: string, remark: string): string =>
    `${name.padEnd(13)}${resource.padEnd(32)}${remark}`.trimEnd();
  const [head, foot] = german
    ? [row('Name', 'Ressource', 'Beschreibung'), 'Der Befehl wurde erfolgreich ausgeführt.']
    : [row('Share name', 'Resource', 'Remark'), 'The command completed successfully.'];
  return consoleBytes(
    crlfText([
      '',
      head,
      '',
      '-'.repeat(79),
      row('ADMIN$', 'C:\\WINNT', german ? 'Remoteverwaltung' : 'Remote Admin'),
      row('IPC$', '', german ? 'Remote-IPC' : 'Remote IPC'),
      row(`SMS_${site.code}`, site.smsDirectory, ''),
      row('SMS_SITE', `${site.smsDirectory}\\inboxes\\despoolr.box\\receive`, ''),
      foot,
      '',
    ]),
  );
}

export interface RegistryFacts {
  /** `Full Version` below SMS\Setup; null when the value is missing (Q267258). */
  readonly fullVersion?: string | null;
}

/** @returns an export of the SMS key: REGEDIT4 from NT 4.0, version 5 in UTF-16 from Windows 2000 */
export function registryExport(site: SiteProfile, facts: RegistryFacts = {}): Uint8Array {
  const root = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS';
  const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\')}"`;
  const dword = (value: number): string => `dword:${value.toString(16).padStart(8, '0')}`;
  const version = facts.fullVersion === undefined ? SERVER_VERSIONS[site.release] : facts.fullVersion;
  const lines = [site.windows === 'nt4' ? 'REGEDIT4' : 'Windows Registry Editor Version 5.00', ''];
  const key = (path: string, values: readonly (readonly [string, string])[]): void => {
    lines.push(`[${root}${path}]`, ...values.map(([name, value]) => `${quoted(name)}=${value}`), '');
  };
  key('', []);
  key('\\Components\\SMS_EXECUTIVE\\Threads', []);
  for (const thread of EXECUTIVE_THREADS) {
    key(`\\Components\\SMS_EXECUTIVE\\Threads\\${thread}`, [
      ['Current State', quoted('Running')],
      ['Requested Operation', quoted('None')],
    ]);
  }
  key('\\Identification', [
    ['Site Code', quoted(site.code)],
    ['Site Server', quoted(site.server)],
  ]);
  key('\\Setup', [
    ...(version === null ? [] : [['Full Version', quoted(version)] as const]),
    ['Installation Directory', quoted(site.smsDirectory)],
    ['Type', dword(site.type === 'primary' ? 1 : 2)],
  ]);
  key('\\Tracing', [['SQLEnabled', dword(0)]]);
  for (const component of [...COMPONENT_SCRIPTS.map((script) => script.component), 'SMS_DESPOOLER']) {
    key(`\\Tracing\\${component}`, [
      ['Enabled', dword(1)],
      ['MaxFileSize', dword(site.logLimit)],
    ]);
  }
  return site.windows === 'nt4' ? ansiBytes(crlfText(lines)) : utf16Bytes(crlfText(lines));
}

/** One row of a folder listing. */
export interface ListedFile {
  readonly name: string;
  readonly size: number;
  readonly modified: ServerTime;
}

/** A folder and what stands in it. */
export interface ListedFolder {
  /** Full path on the server (`D:\SMS\Inboxes\ddm.box`). */
  readonly path: string;
  readonly folders: readonly string[];
  readonly files: readonly ListedFile[];
}

/**
 * `nt4`: `05/17/01  02:23a`; `2000`: `05/17/2001  02:23a`; `later`: `05/17/2001  02:23 AM`; `german`:
 * `17.05.2001  02:23`.
 */
export type ListingLayout = 'nt4' | '2000' | 'later' | 'german';

/**
 * What `dir /a /-c` prints for these folders (no separators in sizes of files).
 * @param kind `with sub-folders`: of `dir /s`, which ends with the sums
 */
export function folderListing(
  folders: readonly ListedFolder[],
  layout: ListingLayout,
  at: ServerTime,
  kind: 'with sub-folders' | 'without sub-folders' = 'with sub-folders',
): Uint8Array {
  const german = layout === 'german';
  const drive = folders[0]?.path.charAt(0) ?? '';
  const lines = german
    ? [` Datenträger in Laufwerk ${drive}: ist DATEN`, ' Seriennummer des Datenträgers: 3C5A-1F0E', '']
    : [` Volume in drive ${drive} is DATA`, ' Volume Serial Number is 3C5A-1F0E', ''];
  let total = 0;
  let bytes = 0;
  for (const folder of folders) {
    lines.push(german ? ` Verzeichnis von ${folder.path}` : ` Directory of ${folder.path}`, '');
    for (const name of ['.', '..', ...folder.folders]) lines.push(listedRow(at, layout, null, name));
    for (const file of folder.files) lines.push(listedRow(file.modified, layout, file.size, file.name));
    const sum = folder.files.reduce((sofar, file) => sofar + file.size, 0);
    // Windows NT 4.0 counts sub-folders as files here.
    const counted = folder.files.length + (layout === 'nt4' ? folder.folders.length + 2 : 0);
    lines.push(footLine(counted, sum, german));
    if (kind === 'with sub-folders') lines.push('');
    total += folder.files.length;
    bytes += sum;
  }
  if (kind === 'with sub-folders') {
    lines.push(german ? '     Anzahl der angezeigten Dateien:' : '     Total Files Listed:');
    lines.push(footLine(total, bytes, german));
  }
  lines.push(freeLine(layout));
  return consoleBytes(crlfText(lines));
}

/** @returns the last line of a listing */
export function freeLine(layout: ListingLayout): string {
  return `${'2411724800'.padStart(38)} ${layout === 'german' ? 'Bytes frei' : 'bytes free'}`;
}

function footLine(files: number, bytes: number, german: boolean): string {
  const count = files.toString().padStart(16);
  const size = bytes.toString().padStart(14);
  return german ? `${count} Datei(en) ${size} Bytes` : `${count} File(s) ${size} bytes`;
}

/** A row; a size of null stands for a folder. */
function listedRow(time: ServerTime, layout: ListingLayout, size: number | null, name: string): string {
  const when = `${listedDate(time, layout)}  ${listedClock(time, layout)}`;
  const toName = (layout === 'german' ? 36 : 39) - when.length;
  const what =
    size === null ? '<DIR>          '.padStart(toName) : `${size.toString().padStart(toName - 1)} `;
  return `${when}${what}${name}`;
}

function listedDate(time: ServerTime, layout: ListingLayout): string {
  const at = clockParts(time);
  const day = padded(at.day);
  const month = padded(at.month);
  if (layout === 'german') return `${day}.${month}.${at.year}`;
  return `${month}/${day}/${layout === 'nt4' ? padded(at.year % 100) : at.year.toString()}`;
}

function listedClock(time: ServerTime, layout: ListingLayout): string {
  const at = clockParts(time);
  if (layout === 'german') return `${padded(at.hour)}:${padded(at.minute)}`;
  const clock = `${padded(at.hour % 12 === 0 ? 12 : at.hour % 12)}:${padded(at.minute)}`;
  const afternoon = at.hour >= 12;
  return layout === 'later' ? `${clock} ${afternoon ? 'PM' : 'AM'}` : `${clock}${afternoon ? 'p' : 'a'}`;
}
