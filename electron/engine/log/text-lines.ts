/**
 * Cuts text that comes in chunks of any split into lines. It is used where a file is no byte string (two bytes make a
 * character) and where a line scanner cannot run; byte-lines.ts does the same much faster, with the same outcome.
 */
import { EntryAssembler, MAX_LINE } from './entry-assembler.ts';
import type { SiteLogDigest } from './site-log-digest.ts';
import { FixedStampReader } from './stamp.ts';
import { isTorn } from './torn-line.ts';

/** Behind the component a tail is short; more is no tail. */
const MAX_TAIL = 400;
const THREAD = '<thread=';

export class TextLines {
  private rest = '';
  private skipping = false;
  private line = 0;
  private readonly stamps = new FixedStampReader();
  private readonly entries: EntryAssembler;

  /** @param decode turns the text of a line into text that can be shown */
  constructor(
    private readonly digest: SiteLogDigest,
    private readonly decode: (text: string) => string,
  ) {
    this.entries = new EntryAssembler(digest, decode);
  }

  push(chunk: string): void {
    let text = chunk;
    if (this.skipping) {
      const end = text.indexOf('\n');
      if (end < 0) return;
      text = text.slice(end + 1);
      this.skipping = false;
    }
    if (this.rest !== '') text = this.rest + text;
    const lastEnd = text.lastIndexOf('\n');
    this.scan(text, lastEnd + 1);
    this.rest = text.slice(lastEnd + 1);
    if (this.rest.length <= MAX_LINE) return;
    const head = this.rest;
    this.rest = '';
    this.scan(`${head}\n`, head.length + 1);
    this.skipping = true;
  }

  finish(): void {
    if (!this.entries.waits && this.digest.hasStamps && isTorn(this.decode(this.rest), this.digest)) {
      if (this.rest !== '') this.line += 1;
    } else if (this.rest !== '') {
      this.scan(`${this.rest}\n`, this.rest.length + 1);
    }
    this.rest = '';
    this.entries.finish();
    this.digest.endOfChunk();
    this.digest.lines(this.line);
  }

  private scan(text: string, length: number): void {
    if (length === 0) return;
    this.digest.beginChunk(text);
    let start = 0;
    while (start < length) {
      const end = text.indexOf('\n', start);
      this.line += 1;
      if (this.entries.waits || !this.plain(text, start, end)) this.give(text, start, end);
      start = end + 1;
    }
    this.digest.endOfChunk();
  }

  private give(text: string, start: number, lineEnd: number): void {
    const raw = text.slice(start, Math.min(lineEnd, start + MAX_LINE));
    this.entries.take(raw, this.line, this.holdsText(raw));
  }

  /** True when a watched text stands in the undecoded text. */
  private holdsText(raw: string): boolean {
    const narrow = raw.replace(BLANKS, ' ').trim().toLowerCase();
    return this.digest.watched.finder.find(narrow).length > 0;
  }

  /** The usual form: `...$$<COMPONENT><Ddd Mon DD hh:mm:ss.mmm YYYY zone><thread=...>`. False: it is another one. */
  private plain(text: string, start: number, lineEnd: number): boolean {
    if (lineEnd - start > MAX_LINE) return false;
    let end = lineEnd;
    if (text.charCodeAt(end - 1) === CR) end -= 1;
    if (end <= start || text.charCodeAt(end - 1) !== CLOSE) return false;
    const tail = text.lastIndexOf('$', end) - 1;
    if (tail < start || end - tail > MAX_TAIL || !text.startsWith('$$<', tail)) return false;
    if (tail > start && text.charCodeAt(tail - 1) === OPEN) return false;
    const nameEnd = text.indexOf('>', tail + 3);
    const stampEnd = nameEnd + 2 + STAMP;
    if (nameEnd < 0 || stampEnd >= end || text.charCodeAt(nameEnd + 1) !== OPEN) return false;
    const name = text.slice(tail + 3, nameEnd);
    const time = this.stamps.read(text, nameEnd + 2);
    if (time !== time || NO_NAME.test(name)) return false;
    const zoneEnd = text.indexOf('>', stampEnd);
    if (zoneEnd + 9 >= end || !text.startsWith(THREAD, zoneEnd + 1)) return false;
    if (!HEXADECIMAL.test(text.charAt(zoneEnd + 1 + THREAD.length))) return false;
    if (CONTROL.test(name) || CONTROL.test(text.slice(stampEnd, zoneEnd))) return false;
    if (GARBAGE.test(text.slice(start, end)) || this.holdsText(text.slice(start, tail))) return false;
    this.digest.plain(this.digest.componentOf(name), this.line, start, tail, end, time, null);
    return true;
  }
}

const CR = 13;
const OPEN = 60;
const CLOSE = 62;
const STAMP = 28;
const HEXADECIMAL = /[0-9A-Fa-f]/;
const BLANKS = /[ \t\r]+/g;
const NO_NAME = /^ *$/;
const CONTROL = /[\x00-\x1f]/;
const GARBAGE = /[\x00-\x08\x0b\x0c\x0e-\x1f]/;
