import { Buffer } from 'node:buffer';
import { type CitedFiles, citedFiles, codePageOf } from './cited-files.ts';
import { SiteReadError, systemCode, whyUnreadable } from './errors.ts';
import type { SiteFile } from './survey.ts';
import { type FileDecoder, type TextEncoding, encodingOf } from './text/code-page.ts';

export interface ExcerptLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  /** True for the line that was asked for. */
  readonly cited: boolean;
}

/** Longer lines are cut for display. */
const LONGEST_LINE = 16_384;
const WIDEST_CONTEXT = 5_000;
const NEXT_STEP = 'Read the site again: its files may have changed since.';

/**
 * Lines around a cited source, with as many lines before and after as `context` says. Only the part of the file up
 * to the last of these lines is read, in bounded memory.
 *
 * @param paths what the site was read from, as given to `readSite`
 * @param source `Logs/Despool.log:1042`; without a line number the beginning of the file is given
 * @param site which of several sites in the paths, as given to `readSite`
 * @throws SiteReadError `bad-source` when the source names no file of a site, `not-found` when it is not there,
 *   `line-not-found` when the file is shorter, `not-readable`; the signal's reason when cancelled
 */
export async function readExcerpt(
  paths: readonly string[],
  source: string,
  context: number,
  signal: AbortSignal = new AbortController().signal,
  site?: string,
): Promise<ExcerptLine[]> {
  const cited = await citedFiles(paths, site, signal);
  const { file, line } = fileOf(source, cited);
  const around = Math.min(Math.max(0, Math.floor(context)), WIDEST_CONTEXT);
  const window = { first: Math.max(1, (line ?? 1) - around), last: (line ?? 1) + around, cited: line };
  return readLines(file, { ...window, codePage: codePageOf(cited, file) }, signal);
}

/** The file that a source cites, and the line. The source comes from the window: only what was read is found. */
function fileOf(
  source: string,
  { files }: CitedFiles,
): { readonly file: SiteFile; readonly line: number | null } {
  const match = /^(.*):(\d{1,12})$/s.exec(source);
  const path = match?.[1] ?? source;
  const line = match === null ? null : Number(match[2]);
  const file = line === 0 ? undefined : files.get(path);
  if (file !== undefined) return { file, line };
  // A name may itself end in a colon and a number.
  const whole = files.get(source);
  if (whole !== undefined) return { file: whole, line: null };
  if (
    path.split('/').some((part) => part === '' || part === '.' || part === '..') ||
    /[\\:\0]/.test(path) ||
    line === 0
  ) {
    throw new SiteReadError('bad-source', `"${source}" is not a source of this site.`, NEXT_STEP);
  }
  throw gone(path);
}

function gone(shown: string): SiteReadError {
  return new SiteReadError('not-found', `${shown} is no longer there.`, NEXT_STEP);
}

interface Window {
  readonly first: number;
  readonly last: number;
  readonly cited: number | null;
}

async function readLines(
  { tree, path, shown }: SiteFile,
  window: Window & { readonly codePage: string },
  signal: AbortSignal,
): Promise<ExcerptLine[]> {
  const collectors: LineCollector[] = [];
  try {
    await tree.read(path, signal, (chunk) => {
      const [begun] = collectors;
      if (begun !== undefined) return begun.take(chunk);
      const encoding = encodingOf(chunk, window.codePage);
      const made = encoding.wide ? new WideCollector(encoding, window) : new ByteCollector(encoding, window);
      collectors.push(made);
      return made.take(chunk.subarray(encoding.markBytes));
    });
  } catch (error) {
    signal.throwIfAborted();
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') throw gone(shown);
    throw new SiteReadError(
      'not-readable',
      `${shown} cannot be read. ${whyUnreadable(error)}`,
      NEXT_STEP,
      error,
    );
  }
  const lines = collectors[0]?.finish() ?? [];
  if (window.cited !== null && lines.every((line) => !line.cited)) {
    throw new SiteReadError(
      'line-not-found',
      `${shown} has fewer than ${window.cited} lines now.`,
      NEXT_STEP,
    );
  }
  return lines;
}

interface LineCollector {
  /** False once all lines of the window are there. */
  take(chunk: Buffer): boolean;
  finish(): ExcerptLine[];
}

function withoutReturn(text: string): string {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

/** Counts line feeds in bytes and decodes only the lines that are shown. */
class ByteCollector implements LineCollector {
  #encoding: TextEncoding;
  #window: Window;
  #number = 1;
  #part: string[] = [];
  #partLength = 0;
  #lines: ExcerptLine[] = [];

  constructor(encoding: TextEncoding, window: Window) {
    this.#encoding = encoding;
    this.#window = window;
  }

  take(chunk: Buffer): boolean {
    let from = 0;
    while (this.#number <= this.#window.last) {
      const end = chunk.indexOf(10, from);
      if (this.#number >= this.#window.first) this.#keep(chunk, from, end < 0 ? chunk.length : end);
      if (end < 0) return true;
      this.#close();
      from = end + 1;
    }
    return false;
  }

  finish(): ExcerptLine[] {
    if (this.#partLength > 0) this.#close();
    return this.#lines;
  }

  #keep(chunk: Buffer, from: number, to: number): void {
    // One byte more than is shown, so that it is seen that the line was cut.
    const room = LONGEST_LINE * 4 + 1 - this.#partLength;
    if (room <= 0 || to <= from) return;
    const end = Math.min(to, from + room);
    this.#part.push(chunk.toString('latin1', from, end));
    this.#partLength += end - from;
  }

  #close(): void {
    if (this.#number >= this.#window.first) {
      const text = withoutReturn(this.#encoding.decode(this.#part.join('')));
      this.#lines.push({ number: this.#number, text, cited: this.#number === this.#window.cited });
    }
    this.#part = [];
    this.#partLength = 0;
    this.#number += 1;
  }
}

/** The same for text of two bytes a character, which is decoded first. */
class WideCollector implements LineCollector {
  #decoder: FileDecoder;
  #inner: ByteCollector;

  constructor(encoding: TextEncoding, window: Window) {
    this.#decoder = encoding.decoder();
    const decode = (byteString: string): string => Buffer.from(byteString, 'latin1').toString('utf8');
    this.#inner = new ByteCollector({ ...encoding, decode }, window);
  }

  take(chunk: Buffer): boolean {
    return this.#inner.take(Buffer.from(this.#decoder.write(chunk), 'utf8'));
  }

  finish(): ExcerptLine[] {
    this.#inner.take(Buffer.from(this.#decoder.end(), 'utf8'));
    return this.#inner.finish();
  }
}
