import type {
  ControlFileReading,
  CrashReading,
  ProcessReading,
  ReleaseReading,
  ServiceReading,
  SiteEvidence,
  WatchedText,
} from '../engine/evidence/model.ts';
import { type SmallFiles, assemble, isUsable } from './assemble.ts';
import { untilCancelled } from './cancel.ts';
import { rememberCited, stampOf } from './cited-files.ts';
import { Complaints } from './complaints.ts';
import { SiteReadError } from './errors.ts';
import { withoutForeignLogs } from './foreign-logs.ts';
import type { PendingListing } from './inboxes.ts';
import { writtenLogs } from './file-clock.ts';
import type { LiveFacts } from './live-facts.ts';
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
import type { Survey } from './survey.ts';
import { type SurveyedSite, beginSite, having, surveyAll } from './survey-site.ts';
import { closeTrees, openTrees } from './tree/open-trees.ts';
import type { SiteTree } from './tree/tree.ts';

export interface ReadSiteOptions {
  /** Ends the reading at once; the promise is then rejected with the signal's reason. */
  readonly signal: AbortSignal;
  /** Told at most ten times a second. */
  readonly onProgress: (progress: SiteProgress) => void;
  /** Texts that the logs are searched for. */
  readonly watched: readonly WatchedText[];
  /** Which of several sites is meant: an id of `SeveralSitesError`, a site code or the name of a server. */
  readonly site?: string;
  /** What was asked of the server itself; with it, there may be no paths. */
  readonly live?: LiveFacts;
}

const NEXT_STEP =
  'Choose the SMS folder of the site server (it holds the folders Logs and Inboxes), the snapshot folder or zip that ' +
  'the collector made (it holds snapshot.ini), or single log files such as Despool.log.';

/**
 * Reads all evidence about one site: from a folder that is or holds the SMS directory, a snapshot of the collector,
 * a zip of either, or single files. Nothing is written anywhere. What cannot be used is named in `unreadable`, and
 * the rest is used.
 *
 * @param paths what was chosen; several are read as one site
 * @throws SeveralSitesError when several sites are in the paths and `options.site` names none; SiteReadError when
 *   nothing can be used, with what to do; the signal's reason when cancelled
 */
export async function readSite(paths: readonly string[], options: ReadSiteOptions): Promise<SiteEvidence> {
  options.signal.throwIfAborted();
  const complaints = new Complaints();
  const progress = new ProgressTeller(options.onProgress);
  progress.activity('Looking at what was chosen');
  const stamp = await stampOf(paths, options.site, options.signal);
  const trees = await treesOf(paths, options, complaints);
  try {
    const { evidence, site } = await readTrees(paths, trees, options, complaints, progress);
    rememberCited(stamp, site);
    return evidence;
  } finally {
    await closeTrees(trees, options.signal);
  }
}

/** Where something was asked of the server, its folder may be missing: the rest is used. */
async function treesOf(
  paths: readonly string[],
  { signal, live }: ReadSiteOptions,
  complaints: Complaints,
): Promise<readonly SiteTree[]> {
  if (live === undefined) return openTrees(paths, signal, complaints);
  if (paths.length === 0) return [];
  try {
    return await openTrees(paths, signal, complaints);
  } catch (error) {
    if (!(error instanceof SiteReadError)) throw error;
    // What is wrong with the paths stands among the complaints.
    return [];
  }
}

async function readTrees(
  paths: readonly string[],
  trees: readonly SiteTree[],
  options: ReadSiteOptions,
  complaints: Complaints,
  progress: ProgressTeller,
): Promise<{ readonly evidence: SiteEvidence; readonly site: SurveyedSite }> {
  const { signal, live = null } = options;
  const base = { signal, complaints, progress };
  const seen = await surveyAll(trees, true, options.site, base);
  if (live === null && seen.survey.files.length === 0 && seen.survey.folders.length === 0) {
    throw nothingUsable(paths, complaints);
  }
  await tellTotal(seen.survey, signal, progress);

  const site = await beginSite(seen, options.watched, base, live);
  const { survey, codePage, oemCodePage } = site;
  const scanned = await readLogs(having(survey, 'log'), { ...base, watched: options.watched, codePage });
  const logs = { ...scanned, evidence: withoutForeignLogs(scanned.evidence, survey, complaints) };
  const small = await readSmallFiles(survey, { ...base, codePage, oemCodePage });
  progress.finish('Putting it together');
  signal.throwIfAborted();

  const written = await untilCancelled(writtenLogs(logs.evidence, having(survey, 'log')), signal);
  const evidence = assemble(site, logs, small, live, written, complaints);
  if (!isUsable(evidence)) throw nothingUsable(live === null ? paths : [live.label, ...paths], complaints);
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
  const versions: ReleaseReading[] = [];
  const controlFiles: ControlFileReading[] = [];
  const crashes: CrashReading[] = [];
  const listings: PendingListing[] = [];
  let services: readonly ServiceReading[] | null = null;
  let serviceStates: readonly ServiceReading[] | null = null;
  let processes: readonly ProcessReading[] | null = null;
  for (const file of survey.files) {
    if (file.role === 'version-file') versions.push(...(await readVersionFile(file, context)));
    else if (file.role === 'control-file') {
      const reading = await readControlFile(file, context);
      if (reading !== null) controlFiles.push(reading);
    } else if (file.role === 'crash') {
      const reading = await readCrashFile(file, context);
      if (reading !== null) crashes.push(reading);
    } else if (file.role === 'services') {
      const readings = await readServicesFile(file, context);
      if (readings !== null) services = [...(services ?? []), ...readings];
    } else if (file.role === 'service-states') {
      const readings = await readServicesFile(file, context);
      if (readings !== null) serviceStates = [...(serviceStates ?? []), ...readings];
    } else if (file.role === 'processes') {
      const readings = await readProcessesFile(file, context);
      if (readings !== null) processes = [...(processes ?? []), ...readings];
    } else if (file.role === 'listing') {
      const finish = await readListingFile(file, context);
      if (finish !== null) listings.push({ file, finish });
    }
  }
  return { versions, controlFiles, crashes, services, serviceStates, processes, listings };
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
