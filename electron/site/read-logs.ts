import type { WatchedText } from '../engine/evidence/model.ts';
import { joinParts } from '../engine/log/scan-part.ts';
import type { ScanResult } from '../engine/log/scanner.ts';
import { untilCancelled } from './cancel.ts';
import type { Complaints } from './complaints.ts';
import { whyUnreadable } from './errors.ts';
import type { ProgressTeller } from './progress.ts';
import { familyOf, LogFeed, newLogScanner } from './scan/log-feed.ts';
import { type FamilyScan, scanFamily } from './scan/scan-family.ts';
import { type ScanListener, ScanThread, threadsFor } from './scan/scan-thread.ts';
import type { SiteFile } from './survey.ts';

export interface LogOptions {
  readonly watched: readonly WatchedText[];
  /** What logs are written in that do not tell it themselves. */
  readonly codePage: string;
  readonly signal: AbortSignal;
  readonly progress: ProgressTeller;
  readonly complaints: Complaints;
}

/**
 * True when a file holds what only a log of SMS does: a line with a tail, or a watched text.
 *
 * @throws the system's error, or the signal's reason when cancelled
 */
async function isSmsLog(file: SiteFile, options: LogOptions): Promise<boolean> {
  const scanner = newLogScanner(options.watched);
  const feed = new LogFeed(scanner, file, options.codePage);
  await file.tree.read(file.path, options.signal, (chunk) => {
    feed.take(chunk);
    return true;
  });
  return feed.end().stamped > 0 || scanner.finish().evidence.hits.length > 0;
}

/**
 * The files without those that were only guessed to be logs and are none; these are complained of.
 *
 * @throws the signal's reason when cancelled
 */
export async function withoutWrongGuesses(
  files: readonly SiteFile[],
  options: LogOptions,
): Promise<readonly SiteFile[]> {
  const kept: SiteFile[] = [];
  for (const file of files) {
    if (!file.guessed) {
      kept.push(file);
      continue;
    }
    options.progress.activity(`Looking at ${file.shown}`);
    try {
      if (await isSmsLog(file, options)) kept.push(file);
      else options.complaints.add(file.shown, 'It is not an SMS log.');
    } catch (error) {
      options.signal.throwIfAborted();
      options.complaints.add(file.shown, whyUnreadable(error));
    }
  }
  return kept;
}

/** The logs of one family in the order in which they are read. */
interface Family {
  readonly files: readonly SiteFile[];
  /** Paths for another thread; null when the files do not all stand on a disk. */
  readonly disk: readonly string[] | null;
  bytes: number;
  scan: FamilyScan | null;
}

/**
 * Reads all logs; large ones in several threads, each family in one of them.
 *
 * @throws the signal's reason when cancelled
 */
export async function readLogs(files: readonly SiteFile[], options: LogOptions): Promise<ScanResult> {
  const { signal, progress, complaints } = options;
  const families = familiesOf(files);
  await untilCancelled(Promise.all(families.map(measure)), signal);
  const movable = families.filter(({ disk }) => disk !== null);
  const bytes = families.reduce((sum, family) => sum + family.bytes, 0);
  const count = movable.length === 0 ? 0 : threadsFor(families.length, bytes);
  const threads = Array.from(
    { length: count },
    () => new ScanThread({ watched: options.watched, codePage: options.codePage }),
  );
  const listener: ScanListener = {
    onFile: (shown) => progress.activity(`Reading ${shown}`),
    onBytes: (read) => progress.bytes(read),
    onRead: () => progress.files(1),
  };
  // With threads the largest first, so that none is left with a large one at the end.
  const queue = count === 0 ? [...families] : [...families].sort((a, b) => b.bytes - a.bytes);
  try {
    const work = [readHere(queue, listener, options)];
    for (const thread of threads) work.push(readThere(queue, thread, listener, signal));
    await untilCancelled(Promise.all(work), signal);
  } finally {
    for (const thread of threads) thread.end();
  }
  const scans = families.map(({ scan }) => scan).filter((scan) => scan !== null);
  for (const { problems } of scans) for (const { source, why } of problems) complaints.add(source, why);
  return joinParts(scans.map(({ part }) => part));
}

/** By family, in the order of their names; of each the rolled-over part first (Q241001). */
function familiesOf(files: readonly SiteFile[]): readonly Family[] {
  const keyed = files.map((file) => ({ file, ...familyOf(file.path) }));
  keyed.sort(
    (a, b) =>
      (a.family < b.family ? -1 : a.family > b.family ? 1 : 0) ||
      Number(b.rolledOver) - Number(a.rolledOver) ||
      (a.file.shown < b.file.shown ? -1 : a.file.shown > b.file.shown ? 1 : 0),
  );
  const families = new Map<string, SiteFile[]>();
  for (const { family, file } of keyed) families.set(family, [...(families.get(family) ?? []), file]);
  return [...families.values()].map((group) => {
    const disk = group.map(({ tree, path }) => tree.diskPath(path)).filter((path) => path !== null);
    return { files: group, disk: disk.length === group.length ? disk : null, bytes: 0, scan: null };
  });
}

async function measure(family: Family): Promise<void> {
  const sizes = await Promise.all(family.files.map(({ tree, path }) => tree.size(path)));
  family.bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

async function readHere(queue: Family[], listener: ScanListener, options: LogOptions): Promise<void> {
  const scanner = newLogScanner(options.watched);
  for (let family = queue.shift(); family !== undefined; family = queue.shift()) {
    const logs = family.files.map(({ tree, path, shown }) => ({
      path,
      shown,
      read: (signal: AbortSignal, take: (chunk: Buffer) => boolean) => tree.read(path, signal, take),
    }));
    family.scan = await scanFamily(logs, {
      scanner,
      codePage: options.codePage,
      signal: options.signal,
      ...listener,
    });
  }
}

async function readThere(
  queue: Family[],
  thread: ScanThread,
  listener: ScanListener,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const next = queue.findIndex(({ disk }) => disk !== null);
    const [family] = next < 0 ? [] : queue.splice(next, 1);
    if (family === undefined) return;
    const task = family.files.map(({ path, shown }, index) => ({
      path,
      shown,
      disk: family.disk?.[index] ?? '',
    }));
    family.scan = await thread.scan(task, listener);
  }
}
