/** A whole site, and its SMS directory as files. */
import type { ServerTime } from '../../electron/engine/time/server-time.ts';
import { controlFile } from './control-file.ts';
import { inboxFileBytes } from './inbox-contents.ts';
import type { InboxFile } from './inbox-contents.ts';
import type { LogBook } from './log-book.ts';
import { CLIENT_COMPONENTS, clientVersions } from './release-numbers.ts';
import type { ClientComponent } from './release-numbers.ts';
import { processList, registryExport, serviceList, SMS_SERVICES } from './server-lists.ts';
import type { RegistryFacts } from './server-lists.ts';
import { DAY, HOUR } from './server-clock.ts';
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

/** @returns the bytes of a compver.ini of a release */
export function versionFile(release: SampleRelease, component: ClientComponent): Uint8Array {
  // No source prints the layout of compver.ini (Q266130 prints the versions only), so this one is ours.
  const [first, second] = clientVersions(release, component);
  const lines = ['[Version]', `Version=${first ?? ''}`];
  if (second !== undefined) lines.push(`Windows2000=${second}`);
  return ansiBytes(crlfText(lines));
}

/** @returns the logs of a site, without their folder */
export function logFiles(sample: SampleSite): SiteFiles {
  return sample.logs.write(sample.profile.zone, sample.profile.logLimit);
}

/** Adds the compver.ini of each client component below the folder of the inboxes. */
export function addVersionFiles(sample: SampleSite, files: SiteFiles, inboxes: string): void {
  const release = sample.clientRelease ?? sample.profile.release;
  for (const component of CLIENT_COMPONENTS) {
    const path = `${inboxes}/clicomp.src/${component}/compver.ini`;
    files.put(path, versionFile(release, component), sample.at - 200 * DAY);
  }
}

/** Adds the backup control file below the folder of the inboxes. */
export function addControlFile(sample: SampleSite, files: SiteFiles, inboxes: string): void {
  files.put(`${inboxes}/smsbkup.box/Smsbkup.ctl`, controlFile(), sample.at - 200 * DAY + HOUR);
}
