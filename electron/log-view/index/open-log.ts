import { Buffer } from 'node:buffer';
import { systemCode, whyUnreadable } from '../../site/errors.ts';
import { encodingOf } from '../../site/text/code-page.ts';
import { characters } from '../lines/file-text.ts';
import type { LogSource, Look, ReadAt } from '../source/log-source.ts';
import { FileIndex, type Rewound } from './file-index.ts';
import type { TagTable } from './tag-table.ts';

/** Read while the file is open once; even, so that no character of UTF-16 is cut. */
const READ_AT_ONCE = 1 << 21;
/** Read first, so that the first lines of many logs are there at once. */
const READ_FIRST = 1 << 19;
/** Fed at once: some five milliseconds of work. */
const FED_AT_ONCE = 1 << 19;
/** Bytes of the beginning and the end that are kept, to tell a log that grew from another in its place. */
const MARK = 1_024;

const SHORTER = 'It became shorter while it was read. What was read of it is shown.';

interface Marks {
  readonly head: Buffer;
  readonly tail: Buffer;
}

/** How a file differs from what was read of it. */
export type Change = 'none' | 'grown' | 'shorter' | 'rolled-over' | 'rewritten' | 'gone';

/** One log of a view: its source and what is known of its lines so far. */
export class OpenLog {
  readonly source: LogSource;
  readonly #table: TagTable;
  /** What stops it from being read, or from being read to its end; null when nothing does. */
  problem: string | null = null;
  /** True when all that is to be read was read, or nothing more can be. */
  ended = false;
  /** How often in a row it was looked for and not there. */
  missed = 0;
  #index: FileIndex;
  #begun = false;
  #target = 0;
  #position = 0;
  #look: Look | null = null;
  #marks: Marks | null = null;
  #resumes = false;
  #rewound: (Rewound & { readonly endedInLine: boolean }) | null = null;

  constructor(source: LogSource, table: TagTable) {
    this.source = source;
    this.#table = table;
    this.#index = new FileIndex(table, encodingOf(Buffer.alloc(0), source.codePage));
    this.problem = source.problem;
  }

  get index(): FileIndex {
    return this.#index;
  }

  get bytesRead(): number {
    return this.#position;
  }

  get bytesTotal(): number {
    return Math.max(this.#target, this.ended ? 0 : (this.source.expectedBytes ?? 0));
  }

  /** Time up to which its lines are known: the log that is furthest behind is read first. */
  get knownUpTo(): number {
    const { times } = this.#index;
    const last = times.length === 0 ? NaN : times.get(times.length - 1);
    return Number.isNaN(last) ? -Infinity : last;
  }

  /**
   * Reads and indexes the next two megabytes.
   * @param pause waited for now and then, so that whoever asks for lines does not wait for all of it
   * @returns false when nothing more can be read for now
   */
  async readMore(pause: () => Promise<void>): Promise<boolean> {
    if (this.ended) return false;
    try {
      const look = this.#look ?? (await this.#firstLook());
      const now = await this.source.look();
      if (look.whole && now.bytes < this.#target) {
        // Another file may stand there now. Following finds out.
        this.problem = SHORTER;
        this.#target = this.#position;
        this.#end();
        return true;
      }
      if (!now.whole) this.#target = now.bytes;
      else if (!look.whole) {
        this.#target = now.bytes;
        this.#look = now;
      }
      const from = this.#resumes ? this.#index.rewindOffset : this.#position;
      if (!now.whole && this.#target <= from) return false;
      await this.source.withOpen((read) => this.#readFrom(read, from, now.whole, pause));
    } catch (error) {
      this.problem = this.source.problem ?? whyUnreadable(error);
      this.#end();
    }
    return true;
  }

  /**
   * Looks whether the file is still what was read.
   * @throws the system's error when it cannot be read, other than that it is gone
   */
  async check(): Promise<Change> {
    const known = this.#look;
    if (!this.ended) return 'none';
    let look: Look;
    try {
      look = await this.source.look();
    } catch (error) {
      const code = systemCode(error);
      if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone';
      throw error;
    }
    const sameFile = known === null || look.id === known.id;
    if (sameFile && look.bytes === this.#target && look.writtenAt === known?.writtenAt) return 'none';
    if (this.#position === 0) {
      // Nothing of it could be read so far: nothing can have changed.
      this.#look = look;
      return look.bytes > 0 ? 'grown' : 'none';
    }
    if (look.bytes < this.#target) return sameFile ? 'shorter' : 'rolled-over';
    if (!(await this.#holdsMarks())) return sameFile ? 'rewritten' : 'rolled-over';
    this.#look = look;
    return look.bytes > this.#target ? 'grown' : 'none';
  }

  /** Reads on to the size that `check` has seen last. */
  grow(): void {
    if (this.#look === null) return;
    this.#target = this.#look.bytes;
    this.#resumes = this.#begun;
    this.ended = false;
  }

  /** True, once, when lines that were known before the file grew are others now. */
  takeChanged(): boolean {
    const rewound = this.#rewound;
    if (rewound === null || !this.ended) return false;
    this.#rewound = null;
    const { line, tags, endedInLine } = rewound;
    return endedInLine || tags.some((tag, at) => this.#index.tags.get(line + at) !== tag);
  }

  async #firstLook(): Promise<Look> {
    const look = await this.source.look();
    this.#look = look;
    this.#target = look.bytes;
    return look;
  }

  async #readFrom(read: ReadAt, from: number, whole: boolean, pause: () => Promise<void>): Promise<void> {
    const most = from === 0 ? READ_FIRST : READ_AT_ONCE;
    const wanted = Math.min(most, this.#target - from);
    const bytes = wanted > 0 ? await read(from, wanted) : Buffer.alloc(0);
    if (bytes.length > 0) await this.#feed(bytes, from, pause);
    const shorter = bytes.length < wanted;
    if (shorter) {
      this.problem ??= SHORTER;
      this.#target = this.#position;
    }
    if (!whole || this.#position < this.#target) return;
    const tailLength = Math.min(MARK, this.#position);
    this.#marks = {
      head: await read(0, tailLength),
      tail: await read(this.#position - tailLength, tailLength),
    };
    this.#end();
  }

  async #feed(bytes: Buffer, from: number, pause: () => Promise<void>): Promise<void> {
    let skipped = 0;
    if (!this.#begun) {
      const encoding = encodingOf(bytes.subarray(0, FED_AT_ONCE), this.source.codePage);
      this.#index = new FileIndex(this.#table, encoding);
      this.#begun = true;
      skipped = encoding.markBytes;
    }
    const index = this.#index;
    const { encoding } = index;
    if (this.#resumes) {
      this.#resumes = false;
      const { endsInLine } = index;
      this.#rewound = { ...index.rewind(), endedInLine: endsInLine };
      // At one go, so that no known line is missing while others wait.
      index.feed(characters(bytes, encoding));
      this.#position = from + bytes.length;
      return;
    }
    for (let at = skipped; at < bytes.length; at += FED_AT_ONCE) {
      const piece = bytes.subarray(at, at + FED_AT_ONCE);
      index.feed(characters(piece, encoding));
      this.#position = from + at + piece.length;
      if (at + piece.length < bytes.length) await pause();
    }
    this.#position = from + bytes.length;
  }

  #end(): void {
    this.#index.end();
    this.ended = true;
    this.problem ??= this.source.problem;
  }

  async #holdsMarks(): Promise<boolean> {
    const marks = this.#marks;
    if (marks === null) return false;
    return this.source.withOpen(async (read) => {
      const head = await read(0, marks.head.length);
      const tail = await read(this.#position - marks.tail.length, marks.tail.length);
      return head.equals(marks.head) && tail.equals(marks.tail);
    });
  }
}
