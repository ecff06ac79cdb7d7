import type {
  ControlFileReading,
  Coverage,
  CrashReading,
  LogEvidence,
  ProcessReading,
  ReleaseReading,
  ServiceReading,
  SiteEvidence,
} from '../engine/evidence/model.ts';
import type { ScanResult } from '../engine/log/scanner.ts';
import type { ServerClock, ServerTime } from '../engine/time/server-time.ts';
import type { Complaints } from './complaints.ts';
import { type PendingListing, countedInbox, listedInboxes } from './inboxes.ts';
import { type WrittenLog, clockOfFiles } from './file-clock.ts';
import type { LiveFacts } from './live-facts.ts';
import type { FoundSnapshot } from './read-small-files.ts';
import type { RegistryFacts } from './registry-facts.ts';
import {
  type CoveredPart,
  isPartMissed,
  snapshotCollection,
  snapshotIdentity,
  snapshotOffset,
  snapshotReleases,
  windowsOf,
} from './snapshot-facts.ts';
import { type SurveyedSite, having } from './survey-site.ts';

/** What the files beside the logs say. */
export interface SmallFiles {
  readonly versions: readonly ReleaseReading[];
  readonly controlFiles: readonly ControlFileReading[];
  readonly crashes: readonly CrashReading[];
  readonly services: readonly ServiceReading[] | null;
  /** States that each service was asked for; they tell more than a list does. */
  readonly serviceStates: readonly ServiceReading[] | null;
  readonly processes: readonly ProcessReading[] | null;
  readonly listings: readonly PendingListing[];
}

/** Puts together what was read of the files of a site and what was asked of its server. */
export function assemble(
  site: SurveyedSite,
  logs: ScanResult,
  small: SmallFiles,
  live: LiveFacts | null,
  written: readonly WrittenLog[],
  complaints: Complaints,
): SiteEvidence {
  const { survey, snapshots, registry } = site;
  const clock = clockOf(logs.clock, snapshots, registry, live, written);
  const undated = survey.folders.find(({ timeBase, count }) => timeBase === 'utc' && count.files > 0);
  if (undated !== undefined && clock.offsetMinutes === null) {
    complaints.add(
      undated.shown,
      'Nothing tells the time zone of the server, so the dates of the files here and in the other inboxes cannot be compared with its logs: how old they are is not known.',
    );
  }
  const newestLog = newestTime(logs.evidence);
  const listed = listedInboxes(small.listings, snapshots, newestLog, registry.dateOrder, complaints);
  const inboxes = [...listed.inboxes, ...survey.folders.map((folder) => countedInbox(folder, clock))];
  const identity = snapshots.map(({ snapshot, path }) => snapshotIdentity(snapshot, path));
  const collected = snapshots.map(snapshotCollection);
  const services = servicesOf(site, small, live);
  const processes = joined(small.processes, live?.processes);
  for (const { source, why } of live?.unreadable ?? []) complaints.add(source, why);
  return {
    label: [...(live === null ? [] : [live.label]), ...site.labels].join(' + '),
    siteCodes: [...registry.siteCodes, ...identity.flatMap((one) => one.siteCodes), ...logs.siteCodes],
    servers: [...registry.servers, ...identity.flatMap((one) => one.servers), ...logs.servers],
    siteTypes: [...registry.siteTypes, ...identity.flatMap((one) => one.siteTypes)],
    smsDirectories: [...identity.flatMap((one) => one.smsDirectories), ...registry.smsDirectories],
    collectedAt: listed.collectedAt ?? askedAt(live),
    clock,
    releases: [
      ...registry.releases,
      ...snapshots.flatMap(({ snapshot, path }) => snapshotReleases(snapshot, path)),
      ...small.versions,
    ],
    logs: logs.evidence,
    inboxes,
    services: services ?? [],
    processes: processes ?? [],
    controlFiles: small.controlFiles,
    crashes: [...small.crashes, ...untoldCrashes(site, small.crashes)],
    threadStates: registry.states.threadStates,
    tracing: registry.states.tracing,
    hotfixes: registry.states.hotfixes,
    windows: snapshots.map(windowsOf).find((found) => found !== null) ?? null,
    disks: [...(live?.disks ?? []), ...collected.flatMap((one) => one.disks)],
    programs: collected.flatMap((one) => one.programs),
    collection: collected.flatMap((one) => one.steps),
    coverage: coverageOf(site, logs.evidence, live, {
      inboxes: inboxes.length > 0,
      services: services !== null,
      processes: processes !== null,
      serviceStates: small.serviceStates !== null,
    }),
    unreadable: complaints.list(),
  };
}

function coverageOf(
  { survey, snapshots, registry }: SurveyedSite,
  logs: LogEvidence,
  live: LiveFacts | null,
  read: Pick<Coverage, 'inboxes' | 'services' | 'processes'> & { readonly serviceStates: boolean },
): Coverage {
  const missed = (part: CoveredPart): boolean => snapshots.some((one) => isPartMissed(one, part));
  const asked = (answer: readonly unknown[] | null | undefined): boolean => (answer ?? null) !== null;
  return {
    // Logs and inboxes are known one by one: what is missing of them is not there to be judged.
    logs: logs.files.some((file) => file.lines > file.garbled),
    inboxes: read.inboxes,
    services: read.services && (!missed('services') || read.serviceStates || asked(live?.services)),
    processes: read.processes && (!missed('processes') || asked(live?.processes)),
    registry: registry.sawSms && (!missed('registry') || asked(live?.registry)),
    versionFiles: having(survey, 'version-file').length > 0 && !missed('versionFiles'),
    crashes: survey.sawCrashFolder || lookedForCrashes(),
  };

  /** A snapshot brings crash folders only when the collector looked for them; a torn zip may have lost them. */
  function lookedForCrashes(): boolean {
    if (!survey.sawLogs || survey.incomplete) return false;
    if (!survey.isSnapshot) return true;
    return snapshots.some(
      (one) =>
        /^\d+$/.test(one.snapshot.get('crashFolders')?.value ?? '') &&
        one.sections.whole &&
        !isPartMissed(one, 'crashes'),
    );
  }
}

/** Crashes of which only the folder is known: its time and its service are not. */
function untoldCrashes(
  { survey, snapshots }: SurveyedSite,
  told: readonly CrashReading[],
): readonly CrashReading[] {
  const untold = (folder: string, source: CrashReading['source']): CrashReading => ({
    folder,
    time: null,
    service: null,
    thread: null,
    source,
  });
  const folders = survey.unloggedCrashes.map((folder) =>
    untold(folder, { kind: 'folder', path: folder, line: null }),
  );
  if (!survey.isSnapshot) return folders;
  // The collector counts the folders, and brings of each what its Crash.log says.
  const counted = snapshots.flatMap(({ snapshot, path }): CrashReading[] => {
    const found = snapshot.get('crashFolders');
    const missing = Number(found?.value ?? 0) - told.length;
    if (!Number.isInteger(missing) || missing <= 0) return [];
    const folder = missing === 1 ? 'a crash folder' : `${String(missing)} crash folders`;
    return [untold(folder, { kind: 'snapshot', path, line: found?.line ?? null })];
  });
  return counted.length > 0 ? counted : folders;
}

/**
 * Readings of services. One that a complete list does not name is stopped, unless the collector says that the list
 * failed, or the service itself was asked: only that tells one that is stopping from one that runs.
 */
function servicesOf(
  { snapshots }: SurveyedSite,
  { services, serviceStates }: SmallFiles,
  live: LiveFacts | null,
): readonly ServiceReading[] | null {
  const missed = snapshots.some((one) => isPartMissed(one, 'services'));
  const asked = new Set(serviceStates?.map(({ service }) => service));
  const listed =
    services?.filter(({ service, source }) => !asked.has(service) && (!missed || source.line !== null)) ??
    null;
  return joined(listed === null ? serviceStates : joined(listed, serviceStates), live?.services);
}

function joined<T>(read: readonly T[] | null, asked: readonly T[] | null | undefined): readonly T[] | null {
  if (read === null) return asked ?? null;
  return [...(asked ?? []), ...read];
}

function askedAt(live: LiveFacts | null): SiteEvidence['collectedAt'] {
  const time = live?.askedAt ?? null;
  if (live === null || time === null) return null;
  return { value: time, source: { kind: 'snapshot', path: live.label, line: null } };
}

function clockOf(
  logged: ServerClock,
  snapshots: readonly FoundSnapshot[],
  registry: RegistryFacts,
  live: LiveFacts | null,
  written: readonly WrittenLog[],
): ServerClock {
  if (logged.basis === 'statmsg') return logged;
  for (const { snapshot, path } of snapshots) {
    const offset = snapshotOffset(snapshot, path);
    if (offset !== null) return { offsetMinutes: offset.minutes, basis: 'snapshot', source: offset.source };
  }
  const { utcOffset } = registry;
  if (utcOffset !== null) {
    return { offsetMinutes: utcOffset.minutes, basis: 'snapshot', source: utcOffset.source };
  }
  const asked = live?.offsetMinutes ?? null;
  if (live !== null && asked !== null) return { offsetMinutes: asked, basis: 'snapshot', source: live.label };
  // The zone words come last: they can name the wrong half of the year (Q303279).
  return clockOfFiles(written) ?? logged;
}

function newestTime(logs: LogEvidence): ServerTime | null {
  let newest: ServerTime | null = null;
  for (const { lastTime } of logs.files) {
    if (lastTime !== null && (newest === null || lastTime > newest)) newest = lastTime;
  }
  return newest;
}

/** True when the evidence tells anything of a site. */
export function isUsable(evidence: SiteEvidence): boolean {
  return (
    evidence.collectedAt !== null ||
    [
      evidence.logs.files,
      evidence.inboxes,
      evidence.releases,
      evidence.services,
      evidence.processes,
      evidence.controlFiles,
      evidence.crashes,
      evidence.siteCodes,
      evidence.servers,
      evidence.siteTypes,
      evidence.threadStates,
      evidence.tracing,
      evidence.hotfixes,
    ].some((readings) => readings.length > 0)
  );
}
