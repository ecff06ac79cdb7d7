/** A snapshot of a site as collect.cmd leaves it: the same files, steps and keys. */
import type { ServerTime } from '../../electron/engine/time/server-time.ts';
import { inboxFolders } from './inbox-contents.ts';
import type { InboxFile } from './inbox-contents.ts';
import { controlFile } from './control-file.ts';
import { registryFile } from './registry-file.ts';
import { CLIENT_COMPONENTS } from './release-numbers.ts';
import { addControlFile, addVersionFiles, logFiles, versionFile } from './sample-site.ts';
import type { SampleSite } from './sample-site.ts';
import {
  folderListing,
  freeLine,
  processList,
  registryExport,
  serviceList,
  shareList,
} from './server-lists.ts';
import type { ListedFolder, ListingLayout } from './server-lists.ts';
import { clockParts, DAY, HOUR, minuteStamp, padded } from './server-clock.ts';
import { SiteFiles } from './site-files.ts';
import type { SiteProfile } from './site-profile.ts';
import { ansiBytes, consoleBytes, crlfText } from './text-bytes.ts';

/** The version of collect.cmd whose snapshots these are. */
const COLLECTOR = '1.0';

const WEEKDAYS_IN_GERMAN = ['So', 'Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa'] as const;

/** @returns the snapshot folder as a tree whose root is that folder */
export function snapshot(sample: SampleSite, layout: ListingLayout): SiteFiles {
  const { profile, at } = sample;
  const files = new SiteFiles();
  const put = (name: string, bytes: Uint8Array): void => {
    files.put(name, bytes, at);
  };
  put('snapshot.ini', consoleBytes(crlfText(snapshotLines(sample, layout))));
  put('errors.txt', ansiBytes(crlfText(['What programs said while they could not do something:'])));
  put('registry.reg', registryExport(profile, sample.registry));
  for (const [name, bytes] of settings(profile, layout)) put(name, bytes);
  put('services.txt', serviceList(profile, sample.runningServices));
  put('shares.txt', shareList(profile));
  put('processes.txt', processList(profile, sample.runningServices));
  put('inboxes.txt', inboxListing(sample, layout));
  const logs = logFiles(sample);
  put('logs.txt', folderListing([logFolder(profile, logs)], layout, at));
  files.addAll(logs, 'Logs');
  addVersionFiles(sample, files, 'Inboxes');
  addControlFile(sample, files, 'Inboxes');
  return files;
}

/** @returns `SMSSNAP-SMSHQ01-20010517-1730` */
export function snapshotName(sample: SampleSite): string {
  return `SMSSNAP-${sample.profile.server}-${minuteStamp(sample.at).replace(/[-:]/g, '').replace(' ', '-')}`;
}

function snapshotLines({ profile, at }: SampleSite, layout: ListingLayout): string[] {
  const nt4 = profile.windows === 'nt4';
  const date = clockParts(at);
  const german = layout === 'german';
  const day = german
    ? `${WEEKDAYS_IN_GERMAN[new Date(at).getUTCDay()] ?? ''} ${padded(date.day)}.${padded(date.month)}.${date.year}`
    : `${date.weekday} ${padded(date.month)}/${padded(date.day)}/${date.year}`;
  const lister = nt4 ? 'tlist' : 'pulist';
  const tools = (names: readonly string[], all: readonly string[]): string[] =>
    all.map((name) => `${name}=${names.includes(name) ? `C:\\NTRESKIT\\${name}` : ''}`);
  return [
    '[Snapshot]',
    'FormatVersion=1',
    `Computer=${profile.server}`,
    `Collector=${COLLECTOR}`,
    `Date=${day}`,
    `TimeOfDay=${clockOf(at, layout)}`,
    `When=${minuteStamp(at)}`,
    `Windows=${nt4 ? 'Windows NT Version 4.0' : 'Microsoft Windows 2000 [Version 5.00.2195]'}`,
    `OemCodePage=${oemCodePage(profile)}`,
    '[Steps]',
    ...['date-time', 'registry', 'time-zone', 'code-page', 'environment'].map((step) => `${step}=done`),
    ...['hotfixes', 'windows-hotfixes'].map((step) => `${step}=skipped: there is no such key`),
    'sms-directory=done',
    '[Snapshot]',
    `SMSDirectory=${profile.smsDirectory}`,
    `SiteCode=${profile.code}`,
    `UtcOffsetMinutes=${profile.zone.offsetMinutes}`,
    '[Steps]',
    'services=done',
    'shares=done',
    'service-states=skipped: no sc.exe on the PATH',
    'processes=done',
    'events=skipped: no tool for it on the PATH (dumpel, elogdmp)',
    ...['inboxes', 'logs-list', 'control-file', 'version-files', 'crash-logs', 'logs'].map(
      (step) => `${step}=done`,
    ),
    'backup-and-setup-logs=done',
    '[Disks]',
    ...['C', profile.smsDirectory.charAt(0)].map((drive) => `${drive}:=${freeLine(layout)}`),
    '[Steps]',
    'disks=done',
    '[Programs]',
    // Where the Resource Kit's tlist is, its other tools are.
    ...tools(lister === 'tlist' ? ['sleep.exe', 'kill.exe'] : [], ['sleep.exe', 'kill.exe']),
    '[Steps]',
    'programs=done',
    '[Snapshot]',
    'CrashFolders=0',
    'CouldNot=0',
    '[NotCopied]',
    '[End]',
    'Complete=1',
  ];
}

/** What `time /t` prints. */
function clockOf(at: ServerTime, layout: ListingLayout): string {
  const { hour, minute } = clockParts(at);
  if (layout === 'german') return `${padded(hour)}:${padded(minute)}`;
  const clock = `${padded(hour % 12 === 0 ? 12 : hour % 12)}:${padded(minute)}`;
  const afternoon = hour >= 12;
  return layout === 'later' ? `${clock} ${afternoon ? 'PM' : 'AM'}` : `${clock}${afternoon ? 'p' : 'a'}`;
}

function oemCodePage(profile: SiteProfile): string {
  return profile.language === 'german' ? '850' : '437';
}

/** The small exports beside that of SMS. */
function settings(profile: SiteProfile, layout: ListingLayout): [string, Uint8Array][] {
  const { windows, zone } = profile;
  const control = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control';
  const german = layout === 'german';
  const text = (name: string, value: string) => ({ kind: 'text', name, value }) as const;
  const number = (name: string, value: number) => ({ kind: 'number', name, value }) as const;
  return [
    [
      'timezone.reg',
      registryFile(windows, `${control}\\TimeZoneInformation`, [
        // All samples lie in summer: one hour less than the zone's own distance.
        number('Bias', 60 - zone.offsetMinutes),
        number('DaylightBias', -60),
        text('DaylightName', zone.words),
        number('ActiveTimeBias', -zone.offsetMinutes),
      ]),
    ],
    [
      'codepage.reg',
      registryFile(windows, `${control}\\Nls\\CodePage`, [
        text('ACP', '1252'),
        text('OEMCP', oemCodePage(profile)),
      ]),
    ],
    [
      'international.reg',
      registryFile(windows, 'HKEY_CURRENT_USER\\Control Panel\\International', [
        text('iDate', german ? '1' : '0'),
        text('iTime', german ? '1' : '0'),
        text('s1159', german ? '' : 'AM'),
        text('s2359', german ? '' : 'PM'),
        text('sShortDate', german ? 'dd.MM.yyyy' : 'M/d/yy'),
      ]),
    ],
    [
      'environment.reg',
      registryFile(windows, `${control}\\Session Manager\\Environment`, [
        {
          kind: 'expand',
          name: 'Path',
          value: `%SystemRoot%\\system32;%SystemRoot%;C:\\NTRESKIT`,
        },
        text('OS', 'Windows_NT'),
      ]),
    ],
  ];
}

/** The listings one after the other: `Inboxes` by itself, then each inbox with what is below it. */
function inboxListing(sample: SampleSite, layout: ListingLayout): Uint8Array {
  const all = listedFolders(sample);
  const root = `${sample.profile.smsDirectory}\\Inboxes`;
  const top = all.filter(({ path }) => path === root);
  const parts = [folderListing(top, layout, sample.at, 'without sub-folders')];
  for (const name of top.flatMap(({ folders }) => folders)) {
    const inbox = `${root}\\${name}`;
    const folders = all.filter(({ path }) => path === inbox || path.startsWith(`${inbox}\\`));
    if (name !== 'nt_logon.box') {
      parts.push(folderListing(folders, layout, sample.at));
      continue;
    }
    parts.push(folderListing(folders.slice(0, 1), layout, sample.at, 'without sub-folders'));
    parts.push(folderListing(folders.slice(1), layout, sample.at));
  }
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function logFolder(profile: SiteProfile, logs: SiteFiles): ListedFolder {
  return {
    path: `${profile.smsDirectory}\\Logs`,
    folders: [],
    files: logs.entries().map(([name, { bytes, modified }]) => ({ name, size: bytes.length, modified })),
  };
}

/** Folders of the listing in the order of `dir /s`: each folder before its sub-folders. */
function listedFolders(sample: SampleSite): ListedFolder[] {
  const root = `${sample.profile.smsDirectory}\\Inboxes`;
  const release = sample.clientRelease ?? sample.profile.release;
  const others: InboxFile[] = CLIENT_COMPONENTS.map((component) => ({
    path: `clicomp.src/${component}/compver.ini`,
    size: versionFile(release, component).length,
    modified: sample.at - 200 * DAY,
  }));
  others.push({
    path: 'smsbkup.box/Smsbkup.ctl',
    size: controlFile().length,
    modified: sample.at - 200 * DAY + HOUR,
  });
  const files = [...sample.inboxes, ...others];
  const folders = new Set<string>(['']);
  for (const path of [...inboxFolders(), ...files.map((file) => parentOf(file.path))]) {
    for (let folder = path; folder !== ''; folder = parentOf(folder)) folders.add(folder);
  }
  const byPlace = (left: string, right: string): number => {
    const [one, other] = [left.replaceAll('/', '\u0001'), right.replaceAll('/', '\u0001')];
    return one < other ? -1 : one > other ? 1 : 0;
  };
  return [...folders].sort(byPlace).map((folder) => ({
    path: folder === '' ? root : `${root}\\${folder.replaceAll('/', '\\')}`,
    folders: [...folders]
      .filter((other) => other !== '' && parentOf(other) === folder)
      .map(nameOf)
      .sort(),
    files: files
      .filter((file) => parentOf(file.path) === folder)
      .map((file) => ({ name: nameOf(file.path), size: file.size, modified: file.modified }))
      .sort((left, right) => (left.name < right.name ? -1 : 1)),
  }));
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
