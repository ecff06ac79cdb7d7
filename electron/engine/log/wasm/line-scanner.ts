/**
 * The line scanner (line-scanner.as) with its memory: tables of the watched texts, room for what is found, and the
 * part of the file that is read. The layout here and there has to agree.
 */
import { GRAM, gridOf } from '../text-finder.ts';
import { serverTime } from '../stamp.ts';
import { LINE_SCANNER_BYTES } from './line-scanner-bytes.ts';

/** Flags of a record. A line has watched texts in it, which stand in the list of hits. */
export const HIT = 1;
/** It is not of the usual form, or its texts cannot be judged by its bytes: all but its place is to be found out. */
export const OTHER = 2;
/** A line that is {@link OTHER} may hold a watched text. */
export const WATCHED = 4;
/** The message is ASCII and not blank, so that the hits are all that is in it. */
export const DECIDED = 8;
/** More lines like the one in the record before, told by the last of them. */
export const REPEAT = 16;
/** In the bits from here on: how many hits there are. */
export const FOUND_SHIFT = 8;

/** Numbers of four bytes in a record, and the places of each. The time is a float at the end of it. */
export const RECORD = 8;
export const START = 0;
/** Of a line in the usual form. */
export const MESSAGE_END = 1;
/** How many lines a {@link REPEAT} stands for, in the place of the message's end. */
export const REPEATS = 1;
/** Without the line end; of a line that is {@link OTHER} without LF only. */
export const END = 2;
/** Number of the component; below 0 when its name has to be read out of the line. */
export const COMPONENT = 3;
export const FLAGS = 4;
export const FIRST_HIT = 5;

const RECORDS = 4096;
const HITS = 8192;
const COMPONENTS = 512;
const COMPONENT_BYTES = 128;
const COMPONENT_HEADS = 2048;
const FILTER_BITS = 1 << 16;
const HEADS = 1 << 12;
const ENTRY_BYTES = 16;
/** What the scanner may look at behind the end. */
const MARGIN = 32;
const PAGE = 1 << 16;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly useTexts: (...numbers: number[]) => void;
  readonly useRoom: (...numbers: number[]) => void;
  readonly beginFile: () => void;
  readonly recordCount: () => number;
  readonly scan: (from: number, to: number) => number;
}

export interface LineScannerOptions {
  /** What is looked for, in lower case, blanks single; a text's number is its index. */
  readonly texts: readonly string[];
  /** From this number on lines with the same text and nothing else are alike. */
  readonly firstRepeatable: number;
  /** A longer pause between two lines, in milliseconds, makes them no repeats. */
  readonly longestPause: number;
  /** Bytes that can be scanned at a time. */
  readonly room: number;
  /** Of a longer line only the head is searched. */
  readonly longestLine: number;
}

let compiled: WebAssembly.Module | null = null;

/** Gives out stretches of memory one behind the other. */
class Layout {
  private end = 1024;

  take(bytes: number): number {
    const start = this.end;
    this.end = Math.ceil((start + bytes) / 64) * 64;
    return start;
  }

  get pages(): number {
    return Math.ceil(this.end / PAGE);
  }
}

export class LineScanner {
  /** All memory; from {@link roomStart} on there is room for what is scanned. */
  readonly bytes: Uint8Array;
  readonly records: Int32Array;
  readonly times: Float64Array;
  readonly hits: Uint16Array;
  readonly roomStart: number;
  private readonly code: Exports;

  /** @throws WebAssembly.CompileError on a processor that lacks the instructions */
  constructor(options: LineScannerOptions) {
    const { texts, longestLine } = options;
    compiled ??= new WebAssembly.Module(
      Uint8Array.from(atob(LINE_SCANNER_BYTES), (one) => one.charCodeAt(0)),
    );
    const dayStart = (year: number, month: number, day: number): number =>
      serverTime(year, month, day, 0, 0, 0, 0) ?? NaN;
    const instance = new WebAssembly.Instance(compiled, { host: { dayStart } });
    this.code = instance.exports as unknown as Exports;
    const layout = new Layout();
    const tables = textTables(texts, layout);
    const components = layout.take(COMPONENTS * COMPONENT_BYTES);
    const componentHeads = layout.take(COMPONENT_HEADS * 2);
    const records = layout.take(RECORDS * RECORD * 4);
    const hits = layout.take((HITS + texts.length) * 2);
    const scratch = layout.take(longestLine + MARGIN);
    this.roomStart = layout.take(options.room + MARGIN);
    const { memory } = this.code;
    memory.grow(Math.max(0, layout.pages - memory.buffer.byteLength / PAGE));
    tables.write(memory.buffer);
    this.code.useTexts(...tables.places);
    this.code.useRoom(
      ...[components, componentHeads, records, RECORDS, hits, HITS, scratch, longestLine],
      ...[options.firstRepeatable, options.longestPause],
    );
    this.bytes = new Uint8Array(memory.buffer);
    this.records = new Int32Array(memory.buffer, records, RECORDS * RECORD);
    this.times = new Float64Array(memory.buffer, records, RECORDS * (RECORD / 2));
    this.hits = new Uint16Array(memory.buffer, hits, HITS + texts.length);
  }

  /** Forgets the components of the file before. */
  beginFile(): void {
    this.code.beginFile();
  }

  /**
   * Scans whole lines; the byte before `to` is a LF. What is found stands in {@link records} until the next call.
   * @returns where it stopped, behind a line
   */
  scan(from: number, to: number): number {
    return this.code.scan(from, to);
  }

  /** How many records the last scan left. */
  get count(): number {
    return this.code.recordCount();
  }
}

/** Tables by which texts are found: see `find` in line-scanner.as. */
function textTables(
  texts: readonly string[],
  layout: Layout,
): { readonly places: readonly number[]; readonly write: (memory: ArrayBuffer) => void } {
  const grid = gridOf(texts);
  const fold = layout.take(256);
  const filter = layout.take(FILTER_BITS / 8);
  const heads = layout.take(HEADS * 4);
  const entries = layout.take((grid.entries.length + 1) * ENTRY_BYTES);
  const needles = layout.take(texts.length * 8);
  const seen = layout.take(texts.length * 4);
  const places = texts.map((text) => layout.take(text.length));
  const write = (memory: ArrayBuffer): void => {
    const bytes = new Uint8Array(memory);
    const view = new DataView(memory);
    for (let byte = 0; byte < 256; byte += 1) bytes[fold + byte] = folded(byte);
    texts.forEach((text, number) => {
      const at = places[number] ?? 0;
      for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index);
      view.setUint32(needles + number * 8, at, true);
      view.setUint32(needles + number * 8 + 4, text.length, true);
    });
    grid.entries.forEach(({ text, offset }, index) => {
      const piece = (texts[text] ?? '').slice(offset, offset + GRAM);
      // A character that is no byte stands in no byte string.
      if ([...piece].some((character) => character.charCodeAt(0) > 0xff)) return;
      const gram = view.getUint32((places[text] ?? 0) + offset, true) | 0x20202020;
      const hash = Math.imul(gram, 0x9e3779b1) >>> 16;
      bytes[filter + (hash >> 3)] = (bytes[filter + (hash >> 3)] ?? 0) | (1 << (hash & 7));
      const head = heads + (hash >> 4) * 4;
      const entry = entries + (index + 1) * ENTRY_BYTES;
      [gram, text, offset, view.getUint32(head, true)].forEach((value, place) =>
        view.setUint32(entry + place * 4, value, true),
      );
      view.setUint32(head, index + 1, true);
    });
  };
  return {
    places: [fold, filter, heads, entries, needles, seen, grid.step, Math.min(grid.shortest, 0xffff)],
    write,
  };
}

/** Lower case of a byte, as far as it is a byte too. */
function folded(byte: number): number {
  const lower = String.fromCharCode(byte).toLowerCase().charCodeAt(0);
  return lower <= 0xff ? lower : byte;
}
