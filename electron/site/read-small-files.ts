import iconv from 'iconv-lite';
import {
  MOST_CONTROL_FILE_BYTES,
  examineControlFile,
  startSectionOf,
} from '../engine/control-file/examine.ts';
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
import { DirListingReader } from './parse/dir-listing.ts';
import { IniReader, type IniValue } from './parse/ini.ts';
import { ProcessListReader } from './parse/processes.ts';
import { RegistryReader } from './parse/registry.ts';
import { ServiceListReader } from './parse/services.ts';
import { type Snapshot, readSnapshot } from './parse/snapshot.ts';
import { type SnapshotSections, readSnapshotSections } from './parse/snapshot-sections.ts';
import type { ProgressTeller } from './progress.ts';
import { type RegistryFacts, addRegistryKey, addRegistryValue } from './registry-facts.ts';
import { codePageName } from './text/code-page.ts';
import { eachLine } from './text/each-line.ts';
import { folderOf, nameOf } from './tree/tree.ts';

const MIB = 2 ** 20;
const CUT_OFF =
  'The snapshot breaks off: the collector did not come to its end. What is missing was not collected. Run it again to have all.';

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

/** A snapshot as its `snapshot.ini` tells it. */
export interface FoundSnapshot {
  readonly snapshot: Snapshot;
  readonly sections: SnapshotSections;
  /** The file, as shown. */
  readonly path: string;
}

/**
 * Reads a `snapshot.ini`; what the collector says that it could not do is complained of. The command prompt writes it,
 * so it is in the OEM code page, which it tells itself.
 */
export async function readSnapshotFile(file: SiteFile, context: SmallFileContext): Promise<FoundSnapshot> {
  let codePage = context.oemCodePage;
  let { values, read } = await readIni(file, context, codePage);
  const told = codePageName(readSnapshot(values).get('oemCodePage')?.value ?? '');
  if (told !== null && told !== codePage) {
    codePage = told;
    ({ values, read } = await readIni(file, context, codePage));
  }
  const snapshot = readSnapshot(values);
  const sections = readSnapshotSections(values);
  if (read) complainOf(file.shown, snapshot, sections, context.complaints);
  return { snapshot, sections, path: file.shown };
}

async function readIni(
  file: SiteFile,
  context: SmallFileContext,
  codePage: string,
): Promise<{ readonly values: readonly IniValue[]; readonly read: boolean }> {
  const reader = new IniReader();
  const read = await lines(file, context, codePage, MIB, (line, number) => reader.line(line, number));
  return { values: reader.values, read };
}

function complainOf(
  shown: string,
  snapshot: Snapshot,
  sections: SnapshotSections,
  complaints: Complaints,
): void {
  const version = snapshot.get('formatVersion');
  if (version === undefined) {
    complaints.add(shown, 'It does not say FormatVersion. What is understood of it was used.');
  } else if (version.value !== '1') {
    complaints.add(
      `${shown}:${version.line}`,
      `It was written by a newer collector (FormatVersion ${version.value.slice(0, 20)}). What is understood was used.`,
    );
  }
  for (const { step, outcome, note, line } of sections.steps) {
    if (outcome !== 'failed') continue;
    const why = `The collector could not do its step "${step.slice(0, 60)}": ${note.slice(0, 300)}`;
    complaints.add(`${shown}:${line}`, asSentence(why));
  }
  const root = snapshot.get('smsDirectory')?.value ?? '';
  for (const { path, why } of sections.notCopied) {
    const below = root !== '' && path.toLowerCase().startsWith(`${root.toLowerCase()}\\`);
    const named = (below ? path.slice(root.length + 1) : path).replaceAll('\\', '/');
    complaints.add(named.slice(0, 300), asSentence(`The collector did not copy it: ${why.slice(0, 300)}`));
  }
  if (!sections.whole) complaints.add(shown, CUT_OFF);
}

function asSentence(text: string): string {
  return `${text.trim().replace(/[.:]$/, '')}.`;
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
    (key, line) => addRegistryKey(facts, key, file.shown, line),
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
  if (component === 'base' && reader.versions.length === 0)
    context.complaints.add(file.shown, 'It holds no version of SMS.');
  return reader.versions.map(({ raw, line }) => ({
    raw,
    release: parseReleaseText(raw).release,
    kind: component === 'base' ? 'client-base' : 'client',
    component,
    source: { kind: 'version-file', path: file.shown, line },
  }));
}

/** Reads the backup control file (Q275612); null when it cannot be read. What is none is complained of. */
export async function readControlFile(
  file: SiteFile,
  context: SmallFileContext,
): Promise<ControlFileReading | null> {
  const read = await allBytes(file, context, MOST_CONTROL_FILE_BYTES + 1);
  if (read === null) return null;
  const exam = examineControlFile(read.bytes);
  const [reason] = exam.reasons;
  if (read.whole && exam.state === 'not-a-control-file' && reason !== undefined) {
    const where = reason.line === null ? file.shown : `${file.shown}:${reason.line}`;
    context.complaints.add(where, `It is not a backup control file. ${reason.text}`);
  }
  return {
    path: file.shown,
    bytes: (await file.tree.size(file.path)) ?? 0,
    spelling: nameOf(file.path).toLowerCase() === 'smsbkup.ctl' ? 'usual' : 'article',
    hasStartSection: startSectionOf(exam) !== null,
    state: read.whole ? exam.state : null,
  };
}

/** The bytes of a file, up to so many; null when it could not be read, which is then said. */
async function allBytes(
  file: SiteFile,
  context: SmallFileContext,
  maxBytes: number,
): Promise<{ readonly bytes: Uint8Array; readonly whole: boolean } | null> {
  context.progress.activity(`Reading ${file.shown}`);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    const { problem } = await file.tree.read(file.path, context.signal, (chunk) => {
      const part = Buffer.from(chunk.subarray(0, maxBytes - bytes));
      chunks.push(part);
      bytes += part.length;
      context.progress.bytes(part.length);
      return bytes < maxBytes;
    });
    if (problem !== null) context.complaints.add(file.shown, problem);
    context.progress.files(1);
    return { bytes: Buffer.concat(chunks), whole: problem === null };
  } catch (error) {
    context.signal.throwIfAborted();
    context.complaints.add(file.shown, whyUnreadable(error));
    return null;
  }
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
): Promise<DirListingReader['finish'] | null> {
  const reader = new DirListingReader();
  const read = await lines(file, context, context.oemCodePage, 2048 * MIB, (line, number) =>
    reader.line(line, number),
  );
  return read ? (notAfter, stated) => reader.finish(notAfter, stated) : null;
}
