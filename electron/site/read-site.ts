import type {
  ControlFileReading,
  CrashReading,
  InboxFolder,
  LogEvidence,
  ProcessReading,
  Reading,
  ReleaseReading,
  ServiceReading,
  SiteEvidence,
  WatchedText,
} from '../engine/evidence/model.ts';
import type { ServerClock, ServerTime } from '../engine/time/server-time.ts';
import type { ScanResult } from '../engine/log/scanner.ts';
import { untilCancelled } from './cancel.ts';
import { rememberCited, stampOf } from './cited-files.ts';
import { Complaints } from './complaints.ts';
import { SiteReadError } from './errors.ts';
import type { Listing } from './parse/dir-listing.ts';
import type { DateOrder } from './parse/written-time.ts';
import { ProgressTeller, type SiteProgress } from './progress.ts';
import { readLogs } from './read-logs.ts';
import {
  type SmallFileContext,
  readControlFile,
  readCrashFile,
  readListingFile,
  readProcessesFile,
  readServicesFile,
  readVersionFile,
} from './read-small-files.ts';
import type { RegistryFacts } from './registry-facts.ts';
import { snapshotIdentity, snapshotOffset, snapshotReleases, snapshotTime } from './snapshot-facts.ts';
import type { CountedFolder, SiteFile, Survey } from './survey.ts';
import { type FoundSnapshot, type SurveyedSite, beginSite, having, surveyAll } from './survey-site.ts';
import { closeTrees, openTrees } from './tree/open-trees.ts';
import type { SiteTree } from './tree/tree.ts';

export interface ReadSiteOptions {
  /** Ends the reading at once; the promise is then rejected with the signal's reason. */
  readonly signal: AbortSignal;
  /** Told at most ten times a second. */
  readonly onProgress: (progress: SiteProgress) => void;
  /** Texts that the logs are searched for. */
  readonly watched: readonly WatchedText[];
}

const MINUTE = 60_000;
const NEXT_STEP =
  'Choose the SMS folder of the site server (it holds the folders Logs and Inboxes), the snapshot folder or zip that ' +
  'the collector made (it holds snapshot.ini), or single log files such as Despool.log.';

/** What the files beside the logs say. */
interface SmallFiles {
  readonly versions: ReleaseReading[];
  readonly controlFiles: ControlFileReading[];
  readonly crashes: CrashReading[];
  services: ServiceReading[] | null;
  processes: ProcessReading[] | null;
  readonly listings: { readonly file: SiteFile; readonly finish: (notAfter: number | null) => Listing }[];
}

/**
 * Reads all evidence about one site: from a folder that is or holds the SMS directory, a snapshot of the collector,
 * a zip of either, or single files. Nothing is written anywhere. What cannot be used is named in `unreadable`, and
 * the rest is used.
 *
 * @param paths what was chosen; several are read as one site
 * @throws SiteReadError when nothing can be used, with what to do; the signal's reason when cancelled
 */
export async function readSite(paths: readonly string[], options: ReadSiteOptions): Promise<SiteEvidence> {
  options.signal.throwIfAborted();
  const complaints = new Complaints();
  const progress = new ProgressTeller(options.onProgress);
  progress.activity('Looking at what was chosen');
  const stamp = await stampOf(paths, options.signal);
  const trees = await openTrees(paths, options.signal, complaints);
  try {
    const { evidence, site } = await readTrees(paths, trees, options, complaints, progress);
    rememberCited(stamp, site);
    return evidence;
  } finally {
    await closeTrees(trees, options.signal);
  }
}

async function readTrees(
  paths: readonly string[],
  trees: readonly SiteTree[],
  options: ReadSiteOptions,
  complaints: Complaints,
  progress: ProgressTeller,
): Promise<{ readonly evidence: SiteEvidence; readonly site: SurveyedSite }> {
  const { signal } = options;
  const base = { signal, complaints, progress };
  const seen = await surveyAll(trees, true, base);
  if (seen.survey.files.length === 0 && seen.survey.folders.length === 0) {
    throw nothingUsable(paths, complaints);
  }
  await tellTotal(seen.survey, signal, progress);

  const site = await beginSite(seen, options.watched, base);
  const { survey, codePage, oemCodePage } = site;
  const logs = await readLogs(having(survey, 'log'), { ...base, watched: options.watched, codePage });
  const small = await readSmallFiles(survey, { ...base, codePage, oemCodePage });
  progress.finish('Putting it together');
  signal.throwIfAborted();

  const evidence = assemble(site, logs, small, complaints);
  if (!isUsable(evidence)) throw nothingUsable(paths, complaints);
  return { evidence, site };
}

async function tellTotal(survey: Survey, signal: AbortSignal, progress: ProgressTeller): Promise<void> {
  const sizes = await untilCancelled(
    Promise.all(survey.files.map(({ tree, path }) => tree.size(path))),
    signal,
  );
  progress.total(sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0));
}

async function readSmallFiles(survey: Survey, context: SmallFileContext): Promise<SmallFiles> {
  const small: SmallFiles = {
    versions: [],
    controlFiles: [],
    crashes: [],
    services: null,
    processes: null,
    listings: [],
  };
  for (const file of survey.files) {
    if (file.role === 'version-file') small.versions.push(...(await readVersionFile(file, context)));
    else if (file.role === 'control-file') {
      const reading = await readControlFile(file, context);
      if (reading !== null) small.controlFiles.push(reading);
    } else if (file.role === 'crash') {
      const reading = await readCrashFile(file, context);
      if (reading !== null) small.crashes.push(reading);
    } else if (file.role === 'services') {
      const readings = await readServicesFile(file, context);
      if (readings !== null) small.services = [...(small.services ?? []), ...readings];
    } else if (file.role === 'processes') {
      const readings = await readProcessesFile(file, context);
      if (readings !== null) small.processes = [...(small.processes ?? []), ...readings];
    } else if (file.role === 'listing') {
      const finish = await readListingFile(file, context);
      if (finish !== null) small.listings.push({ file, finish });
    }
  }
  return small;
}

function assemble(
  site: SurveyedSite,
  logs: ScanResult,
  small: SmallFiles,
  complaints: Complaints,
): SiteEvidence {
  const { survey, snapshots, registry } = site;
  const clock = clockOf(logs.clock, snapshots, registry);
  const newestLog = newestTime(logs.evidence);
  const { inboxes, collectedAt } = listedInboxes(small, snapshots, newestLog, complaints);
  for (const folder of survey.folders) inboxes.push(countedInbox(folder, clock));
  const identity = snapshots.map(({ snapshot, path }) => snapshotIdentity(snapshot, path));
  return {
    label: site.labels.join(' + '),
    siteCodes: [...registry.siteCodes, ...identity.flatMap((one) => one.siteCodes), ...logs.siteCodes],
    servers: [...registry.servers, ...identity.flatMap((one) => one.servers), ...logs.servers],
    siteTypes: [...registry.siteTypes, ...identity.flatMap((one) => one.siteTypes)],
    collectedAt,
    clock,
    releases: [
      ...registry.releases,
      ...snapshots.flatMap(({ snapshot, path }) => snapshotReleases(snapshot, path)),
      ...small.versions,
    ],
    logs: logs.evidence,
    inboxes,
    services: small.services ?? [],
    processes: small.processes ?? [],
    controlFiles: small.controlFiles,
    crashes: small.crashes,
    threadStates: [],
    tracing: [],
    hotfixes: [],
    disks: [],
    programs: [],
    collection: [],
    coverage: {
      logs: logs.evidence.files.some((file) => file.lines > file.garbled),
      inboxes: inboxes.length > 0,
      services: small.services !== null,
      processes: small.processes !== null,
      registry: registry.sawSms,
      versionFiles: having(survey, 'version-file').length > 0,
      crashes: survey.sawCrashFolder || lookedForCrashes(survey, snapshots),
    },
    unreadable: complaints.list(),
  };
}

/** A snapshot brings crash folders only when the collector looked for them; a torn zip may have lost them. */
function lookedForCrashes(survey: Survey, snapshots: readonly FoundSnapshot[]): boolean {
  if (!survey.sawLogs || survey.incomplete) return false;
  if (!survey.isSnapshot) return true;
  return snapshots.some(({ snapshot }) => /^\d+$/.test(snapshot.get('crashFolders')?.value ?? ''));
}

function clockOf(
  logged: ServerClock,
  snapshots: readonly FoundSnapshot[],
  registry: RegistryFacts,
): ServerClock {
  if (logged.offsetMinutes !== null) return logged;
  for (const { snapshot, path } of snapshots) {
    const offset = snapshotOffset(snapshot, path);
    if (offset !== null) return { offsetMinutes: offset.minutes, basis: 'snapshot', source: offset.source };
  }
  const { utcOffset } = registry;
  if (utcOffset === null) return logged;
  return { offsetMinutes: utcOffset.minutes, basis: 'snapshot', source: utcOffset.source };
}

function newestTime(logs: LogEvidence): ServerTime | null {
  let newest: ServerTime | null = null;
  for (const { lastTime } of logs.files) {
    if (lastTime !== null && (newest === null || lastTime > newest)) newest = lastTime;
  }
  return newest;
}

/** Times of a folder count in UTC; without a known offset they stand as they are, and the clock says so. */
function countedInbox(folder: CountedFolder, clock: ServerClock): InboxFolder {
  const shift = folder.timeBase === 'utc' ? (clock.offsetMinutes ?? 0) * MINUTE : 0;
  const { count } = folder;
  return {
    path: folder.shown,
    files: count.files,
    bytes: count.bytes,
    zeroByteFiles: count.zeroByteFiles,
    oldest: count.oldest === null ? null : Math.floor(count.oldest) + shift,
    newest: count.newest === null ? null : Math.floor(count.newest) + shift,
    byExtension: [],
    suspicious: [],
    newestFiles: [],
    source: { kind: 'folder', path: folder.shown, line: null },
  };
}

/** The inboxes of the listings, and the time of the snapshot: each helps to read the dates of the other. */
function listedInboxes(
  small: SmallFiles,
  snapshots: readonly FoundSnapshot[],
  newestLog: ServerTime | null,
  complaints: Complaints,
): { readonly inboxes: InboxFolder[]; readonly collectedAt: Reading<ServerTime> | null } {
  const timeOfSnapshot = (order: DateOrder | null): Reading<ServerTime> | null => {
    for (const { snapshot, path } of snapshots) {
      const time = snapshotTime(snapshot, path, order, newestLog);
      if (time !== null) return time;
    }
    return null;
  };
  const inboxes: InboxFolder[] = [];
  let order: DateOrder | null = null;
  for (const { file, finish } of small.listings) {
    const listing = finish(timeOfSnapshot(null)?.value ?? newestLog);
    if (listing.dateOrderCertain) order ??= listing.dateOrder;
    else {
      complaints.add(
        file.shown,
        `Its dates do not show which number is the month. They are read as ${ORDER_IN_WORDS[listing.dateOrder]}.`,
      );
    }
    if (listing.folders.length === 0) complaints.add(file.shown, 'It lists no folder below Inboxes.');
    if (listing.cutOffIn !== null) {
      complaints.add(
        file.shown,
        `It ends in the middle of ${listing.cutOffIn}. Folders after it are missing.`,
      );
    }
    for (const { line, ...folder } of listing.folders) {
      inboxes.push({ ...folder, byExtension: [], suspicious: [], newestFiles: [], source: { kind: 'listing', path: file.shown, line } });
    }
  }
  return { inboxes, collectedAt: timeOfSnapshot(order) };
}

const ORDER_IN_WORDS: Readonly<Record<DateOrder, string>> = {
  mdy: 'month, day, year',
  dmy: 'day, month, year',
  ymd: 'year, month, day',
};

function isUsable(evidence: SiteEvidence): boolean {
  return (
    evidence.logs.files.length > 0 ||
    evidence.inboxes.length > 0 ||
    evidence.releases.length > 0 ||
    evidence.services.length > 0 ||
    evidence.processes.length > 0 ||
    evidence.controlFiles.length > 0 ||
    evidence.crashes.length > 0 ||
    evidence.siteCodes.length > 0 ||
    evidence.servers.length > 0 ||
    evidence.siteTypes.length > 0 ||
    evidence.collectedAt !== null
  );
}

function nothingUsable(paths: readonly string[], complaints: Complaints): SiteReadError {
  const named = paths.length === 1 ? String(paths[0]) : `${String(paths[0])} and ${paths.length - 1} more`;
  const first = complaints.list()[0];
  const because = first === undefined ? '' : ` ${first.source}: ${first.why}`;
  return new SiteReadError(
    'no-evidence',
    `Nothing of an SMS site was found in ${named}.${because}`,
    NEXT_STEP,
  );
}
