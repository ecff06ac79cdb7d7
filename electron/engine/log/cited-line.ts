/** A line that may be cited: it points into the part of the file that is being read, and is read only when needed. */
import type { LineRef } from '../evidence/model.ts';
import { independentCopy } from './independent-copy.ts';
import { parseLine, tidyMessage } from './line.ts';

/** The part of a file that is in memory now. */
export interface Chunk {
  /** The byte string between two places. */
  slice(start: number, end: number): string;
}

/** The file that lines are cited of. */
export interface CitedFile {
  readonly path: string;
  /** Turns a byte string into text. */
  readonly decode: (byteString: string) => string;
  chunk: Chunk;
}

/** Up to this length the raw line is kept and taken apart only when it is asked for. */
const KEPT_RAW = 1500;

export class CitedLine {
  private raw: string | null = null;

  private constructor(
    private readonly file: CitedFile | null,
    private readonly line: number,
    private readonly start: number,
    private readonly end: number,
    private read: { readonly ref: LineRef; readonly zone: string | null } | null,
  ) {}

  /** A line of the present chunk; {@link settle} has to be called before the chunk goes away. */
  static at(file: CitedFile, line: number, start: number, end: number): CitedLine {
    return new CitedLine(file, line, start, end, null);
  }

  /** A line that was taken apart already. */
  static of(ref: LineRef, zone: string | null): CitedLine {
    return new CitedLine(null, ref.line, 0, 0, { ref, zone });
  }

  /** Makes the line independent of its chunk. */
  settle(): void {
    if (this.raw !== null || this.read !== null || this.file === null) return;
    this.raw = this.file.chunk.slice(this.start, this.end);
    if (this.raw.length > KEPT_RAW) this.parts();
    else this.raw = independentCopy(this.raw);
  }

  get ref(): LineRef {
    return this.parts().ref;
  }

  /** Zone words of its stamp, null when there are none. */
  get zone(): string | null {
    return this.parts().zone;
  }

  private parts(): { readonly ref: LineRef; readonly zone: string | null } {
    if (this.read !== null) return this.read;
    this.settle();
    // Settling a long line takes it apart.
    this.read ??= this.takeApart();
    this.raw = null;
    return this.read;
  }

  private takeApart(): { readonly ref: LineRef; readonly zone: string | null } {
    const { file, line } = this;
    if (file === null) throw new Error('A line without a file was given without its parts.');
    const parsed = parseLine(file.decode(this.raw ?? ''));
    const zone = parsed.stamp?.zone ?? null;
    const ref: LineRef = {
      path: file.path,
      line,
      time: parsed.stamp?.time ?? null,
      component: parsed.component === null ? null : independentCopy(parsed.component),
      thread: parsed.thread,
      text: independentCopy(tidyMessage(parsed.message)),
    };
    return { ref, zone: zone === null ? null : independentCopy(zone) };
  }
}
