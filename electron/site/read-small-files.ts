import iconv from 'iconv-lite';
import type {
  ControlFileReading,
  CrashReading,
  ProcessReading,
  ReleaseReading,
  ServiceReading,
} from '../engine/evidence/model.ts';
import { parseReleaseText } from '../engine/release/release.ts';
import type { Complaints } from './complaints.ts';
import { whyUnreadable } from './errors.ts';
import type { SiteFile } from './survey.ts';
import { CompverReader } from './parse/compver.ts';
import { CrashLogReader } from './parse/crash-log.ts';
import { type Listing, DirListingReader } from './parse/dir-listing.ts';
import { IniReader } from './parse/ini.ts';
import { ProcessListReader } from './parse/processes.ts';
import { RegistryReader } from './parse/registry.ts';
import { ServiceListReader } from './parse/services.ts';
import { type Snapshot, readSnapshot } from './parse/snapshot.ts';
import type { ProgressTeller } from './progress.ts';
import { type RegistryFacts, addRegistryValue } from './registry-facts.ts';
import { eachLine } from './text/each-line.ts';
import { folderOf, nameOf } from './tree/tree.ts';

const MIB = 2 ** 20;

/** What reading the small files needs to know and to tell. */
export interface SmallFileContext {
  readonly signal: AbortSignal;
  readonly complaints: Complaints;
  readonly progress: ProgressTeller;
  readonly codePage: string;
  readonly oemCodePage: string;
}

/** Feeds the lines of a file; false when it could not be read, which is then said. */
async function lines(
  file: SiteFile,
  context: SmallFileContext,
  codePage: string,
  maxBytes: number,
  take: (line: string, number: number) => void,
): Promise<boolean> {
  context.progress.activity(`Reading ${file.shown}`);
  try {
    const { problem } = await eachLine(
      file.tree,
      file.path,
      { signal: context.signal, codePage, maxBytes, onBytes: (bytes) => context.progress.bytes(bytes) },
      take,
    );
    if (problem !== null) context.complaints.add(file.shown, problem);
    context.progress.files(1);
    return true;
  } catch (error) {
    context.signal.throwIfAborted();
    context.complaints.add(file.shown, whyUnreadable(error));
    return false;
  }
}

/** Reads a `snapshot.ini`. */
export async function readSnapshotFile(file: SiteFile, context: SmallFileContext): Promise<Snapshot> {
  const reader = new IniReader();
  const read = await lines(file, context, context.codePage, MIB, (line, number) => reader.line(line, number));
  const snapshot = readSnapshot(reader.values);
  const version = snapshot.get('formatVersion');
  if (read && version === undefined) {
    context.complaints.add(file.shown, 'It does not say FormatVersion. What is understood of it was used.');
  } else if (version !== undefined && version.value !== '1') {
    context.complaints.add(
      `${file.shown}:${version.line}`,
      `It was written by a newer collector (FormatVersion ${version.value.slice(0, 20)}). What is understood was used.`,
    );
  }
  return snapshot;
}

/** Reads a registry export into `facts`. */
export async function readRegistryFile(
  file: SiteFile,
  facts: RegistryFacts,
  context: SmallFileContext,
): Promise<void> {
  const reader = new RegistryReader(
    (value) => addRegistryValue(facts, value, file.shown),
    (bytes) => iconv.decode(bytes, context.codePage),
  );
  const read = await lines(file, context, context.codePage, 256 * MIB, (line, number) =>
    reader.line(line, number),
  );
  if (!read) return;
  reader.end();
  if (!reader.recognized) context.complaints.add(file.shown, 'It is not a registry export.');
  else if (reader.cutOff)
    context.complaints.add(file.shown, 'It is cut off or damaged. What is whole of it was used.');
}

/** Reads a compver.ini; the component is the folder it stands in (Q266130). */
export async function readVersionFile(
  file: SiteFile,
  context: SmallFileContext,
): Promise<readonly ReleaseReading[]> {
  const reader = new CompverReader();
  await lines(file, context, context.codePage, MIB, (line, number) => reader.line(line, number));
  const folder = nameOf(folderOf(file.path)).toLowerCase();
  const component = folder === '' || /^clicomp\.(?:src|box)$/.test(folder) ? null : folder;
  return reader.versions.map(({ raw, line }) => ({
    raw,
    release: parseReleaseText(raw).release,
    kind: component === 'base' ? 'client-base' : 'client',
    component,
    source: { kind: 'version-file', path: file.shown, line },
  }));
}

/** Reads the backup control file (Q275612); null when it cannot be read. */
export async function readControlFile(
  file: SiteFile,
  context: SmallFileContext,
): Promise<ControlFileReading | null> {
  let hasStartSection = false;
  const read = await lines(file, context, context.codePage, 4 * MIB, (line) => {
    hasStartSection ||= /^\s*\[start\]\s*$/i.test(line);
  });
  if (!read) return null;
  return {
    path: file.shown,
    bytes: (await file.tree.size(file.path)) ?? 0,
    spelling: nameOf(file.path).toLowerCase() === 'smsbkup.ctl' ? 'usual' : 'article',
    hasStartSection,
  };
}

/** Reads a Crash.log; null when it cannot be read. */
export async function readCrashFile(file: SiteFile, context: SmallFileContext): Promise<CrashReading | null> {
  const reader = new CrashLogReader();
  const read = await lines(file, context, context.codePage, 4 * MIB, (line, number) =>
    reader.read(line, number),
  );
  if (!read) return null;
  return {
    folder: folderOf(file.shown),
    time: reader.time,
    service: reader.service,
    thread: reader.thread,
    source: { kind: 'crash', path: file.shown, line: reader.line },
  };
}

/** Reads a list of services; null when it is none. */
export async function readServicesFile(
  file: SiteFile,
  context: SmallFileContext,
): Promise<readonly ServiceReading[] | null> {
  const reader = new ServiceListReader();
  const read = await lines(file, context, context.oemCodePage, 4 * MIB, (line, number) =>
    reader.line(line, number),
  );
  if (!read) return null;
  if (!reader.recognized) {
    context.complaints.add(file.shown, 'It is not a list of services that is understood.');
    return null;
  }
  return reader.finish().map(({ service, state, line }) => ({
    service,
    state,
    source: { kind: 'services', path: file.shown, line },
  }));
}

/** Reads a list of processes; null when it is none. */
export async function readProcessesFile(
  file: SiteFile,
  context: SmallFileContext,
): Promise<readonly ProcessReading[] | null> {
  const reader = new ProcessListReader();
  const read = await lines(file, context, context.oemCodePage, 4 * MIB, (line, number) =>
    reader.line(line, number),
  );
  if (!read) return null;
  if (reader.processes.length === 0) {
    context.complaints.add(file.shown, 'It names no process.');
    return null;
  }
  return reader.processes.map(({ image, pid, line }) => ({
    image,
    pid,
    source: { kind: 'services', path: file.shown, line },
  }));
}

/** Reads a listing of the inboxes; the caller settles the order of its dates. Null when it cannot be read. */
export async function readListingFile(
  file: SiteFile,
  context: SmallFileContext,
): Promise<((notAfter: number | null) => Listing) | null> {
  const reader = new DirListingReader();
  const read = await lines(file, context, context.oemCodePage, 2048 * MIB, (line, number) =>
    reader.line(line, number),
  );
  return read ? (notAfter) => reader.finish(notAfter) : null;
}
