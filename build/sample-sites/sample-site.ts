/** A whole site, and the two forms in which a technician gets it: the SMS directory, or a snapshot of it. */
import type { ServerTime } from '../../electron/engine/time/server-time.ts';
import { controlFile } from './control-file.ts';
import { inboxFileBytes, inboxFolders } from './inbox-contents.ts';
import type { InboxFile } from './inbox-contents.ts';
import type { LogBook } from './log-book.ts';
import { CLIENT_COMPONENTS, clientVersions } from './release-numbers.ts';
import type { ClientComponent } from './release-numbers.ts';
import { folderListing, processList, registryExport, serviceList, SMS_SERVICES } from './server-lists.ts';
import type { ListedFolder, ListingLayout, RegistryFacts } from './server-lists.ts';
import { clockParts, DAY, HOUR, minuteStamp, padded } from './server-clock.ts';
import { SiteFiles } from './site-files.ts';
import type { SampleRelease, SiteProfile } from './site-profile.ts';
import { ansiBytes, crlfText } from './text-bytes.ts';

export interface SampleSite {
  readonly profile: SiteProfile;
  /** Time of the evidence, by the server's clock. */
  readonly at: ServerTime;
  readonly logs: LogBook;
  readonly inboxes: readonly InboxFile[];
  /** SMS services that run. */
  readonly runningServices: readonly string[];
  readonly registry?: RegistryFacts;
  /** Release in the compver.ini files where it is not the profile's. */
  readonly clientRelease?: SampleRelease;
}

export const ALL_SMS_SERVICES: readonly string[] = SMS_SERVICES.map(({ service }) => service);

/** @returns the SMS directory: `Logs`, `Inboxes`, and beside them what was exported on the server */
export function smsDirectory(sample: SampleSite): SiteFiles {
  const files = new SiteFiles();
  files.addAll(logFiles(sample), 'Logs');
  addVersionFiles(sample, files, 'Inboxes');
  addControlFile(sample, files, 'Inboxes');
  for (const file of sample.inboxes) {
    files.put(`Inboxes/${file.path}`, inboxFileBytes(file), file.modified);
  }
  files.put('registry.reg', registryExport(sample.profile, sample.registry), sample.at);
  files.put('services.txt', serviceList(sample.profile, sample.runningServices), sample.at);
  files.put('processes.txt', processList(sample.profile, sample.runningServices), sample.at);
  return files;
}

/** @returns the snapshot folder that collect.cmd leaves, as a tree whose root is that folder */
export function snapshot(sample: SampleSite, layout: ListingLayout): SiteFiles {
  const { profile, at } = sample;
  const files = new SiteFiles();
  files.put(
    'snapshot.ini',
    ansiBytes(
      crlfText([
        '[Snapshot]',
        'FormatVersion=1',
        `Computer=${profile.server}`,
        `When=${minuteStamp(at)}`,
        `SMSDirectory=${profile.smsDirectory}`,
        `SiteCode=${profile.code}`,
        '',
        '[Results]',
        'Registry=ok',
        'Services=ok',
        'Processes=ok',
        'Inboxes=ok',
        'Logs=ok',
        'ControlFile=ok',
        'VersionFiles=ok',
      ]),
    ),
    at,
  );
  files.put('registry.reg', registryExport(profile, sample.registry), at);
  files.put('services.txt', serviceList(profile, sample.runningServices), at);
  files.put('processes.txt', processList(profile, sample.runningServices), at);
  files.put('inboxes.txt', folderListing(listedFolders(sample), layout, at), at);
  files.addAll(logFiles(sample), 'Logs');
  addVersionFiles(sample, files, 'Inboxes');
  addControlFile(sample, files, 'Inboxes');
  return files;
}

/** @returns `SMSSNAP-SMSHQ01-20010517-1730` */
export function snapshotName(sample: SampleSite): string {
  const at = clockParts(sample.at);
  const date = `${at.year}${padded(at.month)}${padded(at.day)}`;
  return `SMSSNAP-${sample.profile.server}-${date}-${padded(at.hour)}${padded(at.minute)}`;
}

/** @returns the bytes of a compver.ini of a release */
export function versionFile(release: SampleRelease, component: ClientComponent): Uint8Array {
  // No source prints the layout of compver.ini (Q266130 prints the versions only), so this one is ours.
  const [first, second] = clientVersions(release, component);
  const lines = ['[Version]', `Version=${first ?? ''}`];
  if (second !== undefined) lines.push(`Windows2000=${second}`);
  return ansiBytes(crlfText(lines));
}

function logFiles(sample: SampleSite): SiteFiles {
  return sample.logs.write(sample.profile.zone, sample.profile.logLimit);
}

function addVersionFiles(sample: SampleSite, files: SiteFiles, inboxes: string): void {
  const release = sample.clientRelease ?? sample.profile.release;
  for (const component of CLIENT_COMPONENTS) {
    const path = `${inboxes}/clicomp.src/${component}/compver.ini`;
    files.put(path, versionFile(release, component), sample.at - 200 * DAY);
  }
}

function addControlFile(sample: SampleSite, files: SiteFiles, inboxes: string): void {
  files.put(`${inboxes}/smsbkup.box/Smsbkup.ctl`, controlFile(), sample.at - 200 * DAY + HOUR);
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
