import { Buffer } from 'node:buffer';
import type { LogFile, WatchedText } from '../engine/evidence/model.ts';
import { LogScanner, type ScanResult } from '../engine/log/scanner.ts';
import type { Complaints } from './complaints.ts';
import { whyUnreadable } from './errors.ts';
import type { SiteFile } from './survey.ts';
import type { ProgressTeller } from './progress.ts';
import { type FileDecoder, encodingOf } from './text/code-page.ts';
import { nameOf } from './tree/tree.ts';

function familyOf(path: string): { readonly family: string; readonly rolledOver: boolean } {
  const name = nameOf(path).toLowerCase();
  const cut = name.lastIndexOf('.');
  return { family: cut > 0 ? name.slice(0, cut) : name, rolledOver: name.endsWith('.lo_') };
}

/** The order in which logs are read: by family, and of each the rolled-over part first (Q241001). */
function inOrder(files: readonly SiteFile[]): readonly SiteFile[] {
  const keyed = files.map((file) => ({ file, ...familyOf(file.path) }));
  keyed.sort(
    (a, b) =>
      (a.family < b.family ? -1 : a.family > b.family ? 1 : 0) ||
      Number(b.rolledOver) - Number(a.rolledOver) ||
      (a.file.shown < b.file.shown ? -1 : a.file.shown > b.file.shown ? 1 : 0),
  );
  return keyed.map(({ file }) => file);
}

/** Hands one file to the scanner: as a byte string, or as text where two bytes make a character. */
class LogFeed {
  #scanner: LogScanner;
  #file: SiteFile;
  #codePage: string;
  #bytes = 0;
  #decoder: FileDecoder | null = null;
  begun = false;

  constructor(scanner: LogScanner, file: SiteFile, codePage: string) {
    this.#scanner = scanner;
    this.#file = file;
    this.#codePage = codePage;
  }

  take(chunk: Buffer): void {
    const from = this.begun ? 0 : this.#begin(chunk);
    this.#bytes += chunk.length;
    this.#scanner.push(
      this.#decoder === null ? chunk.toString('latin1', from) : this.#decoder.write(chunk.subarray(from)),
    );
  }

  end(): LogFile {
    if (!this.begun) this.#begin(Buffer.alloc(0));
    if (this.#decoder !== null) this.#scanner.push(this.#decoder.end());
    return this.#scanner.endFile(this.#bytes);
  }

  /** Begins the file by what its first chunk looks like; gives the length of its byte order mark. */
  #begin(sample: Buffer): number {
    const encoding = encodingOf(sample, this.#codePage);
    const { shown, path } = this.#file;
    this.#scanner.beginFile(shown, { ...familyOf(path), codePage: encoding.name, decode: encoding.decode });
    if (encoding.wide) this.#decoder = encoding.decoder();
    this.begun = true;
    return encoding.markBytes;
  }
}

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
  const scanner = new LogScanner({ watched: options.watched });
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

/**
 * Reads all logs through one scanner.
 *
 * @throws the signal's reason when cancelled
 */
export async function readLogs(files: readonly SiteFile[], options: LogOptions): Promise<ScanResult> {
  const { signal, progress, complaints } = options;
  const scanner = new LogScanner({ watched: options.watched });
  for (const file of inOrder(files)) {
    progress.activity(`Reading ${file.shown}`);
    const feed = new LogFeed(scanner, file, options.codePage);
    try {
      const outcome = await file.tree.read(file.path, signal, (chunk) => {
        feed.take(chunk);
        progress.bytes(chunk.length);
        return true;
      });
      if (outcome.problem !== null) complaints.add(file.shown, outcome.problem);
    } catch (error) {
      signal.throwIfAborted();
      complaints.add(file.shown, whyUnreadable(error));
      // Nothing of it was read: it is no log that was looked at.
      if (!feed.begun) continue;
    }
    feed.end();
    progress.files(1);
  }
  return scanner.finish();
}
