/**
 * The lines of `journal.ndjson`. A line is the JSON of one record, with `prev` (the checksum of the line before) as its last but one member and
 * `sum` as its last: the first 32 hexadecimal digits of the SHA-256 of the line's text up to `sum`. So every line proves itself, and lines
 * that were taken out, doubled or put elsewhere show in `seq` and `prev`.
 */
import { createHash } from 'node:crypto';
import type { CaseEvent, CaseRecord } from '../engine/case/records.ts';

/** What the first line points back to. */
export const NO_LINE_BEFORE = '0'.repeat(32);

const SUMMED = /^(\{.*),"sum":"([0-9a-f]{32})"\}$/s;
const LF = 10;

const sumOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);

export interface JournalLine {
  /** With its line end. */
  readonly bytes: Buffer;
  readonly sum: string;
  readonly record: CaseRecord;
}

/** Writes a record as a line. */
export function journalLine(
  event: CaseEvent,
  {
    seq,
    at,
    by,
    prev,
  }: { readonly seq: number; readonly at: string; readonly by: string; readonly prev: string },
): JournalLine {
  const record = { seq, at, by, ...event } as CaseRecord;
  const text = JSON.stringify({ ...record, prev });
  const open = text.slice(0, -1);
  const sum = sumOf(open);
  return { bytes: Buffer.from(`${open},"sum":"${sum}"}\n`, 'utf8'), sum, record };
}

interface ProvedLine {
  readonly record: CaseRecord;
  readonly prev: string;
  readonly sum: string;
}

function provedLine(text: string): ProvedLine | null {
  const found = SUMMED.exec(text);
  if (found?.[1] === undefined || sumOf(found[1]) !== found[2]) return null;
  try {
    const { prev, sum, ...record } = JSON.parse(text) as CaseRecord & { prev: string; sum: string };
    return { record, prev, sum };
  } catch {
    // A right checksum over what is no JSON: nobody wrote that with this program.
    return null;
  }
}

export interface ReadJournal {
  /** All that prove themselves, in the order of the file. */
  readonly records: readonly CaseRecord[];
  /** Checksum of the last of them. */
  readonly lastSum: string;
  /** Bytes up to the end of the last whole line; behind them stands only the torn tail. */
  readonly wholeBytes: number;
  /** What follows the last whole line: a record that was being written when the program ended. */
  readonly torn: Buffer | null;
  /** Lines in which something is not as it was written. */
  readonly damaged: readonly { readonly line: number; readonly why: string }[];
}

/** Disks are written in pieces of at least this many bytes. */
const SECTOR = 512;

/**
 * Whether a power cut left a line so: pieces of it that were not written yet are zero bytes, from its begin or for whole sectors. A zero
 * byte by itself is damage.
 */
function isHalfWritten(line: Buffer): boolean {
  const first = line.indexOf(0);
  if (first === -1) return false;
  const last = line.lastIndexOf(0);
  const isOneRun = line.subarray(first, last + 1).every((byte) => byte === 0);
  return isOneRun && (first === 0 || last - first + 1 >= SECTOR);
}

/** Where the torn tail begins: behind the last line end, or before a last line that a power cut left half written. */
function endOfWholeLines(bytes: Buffer): number {
  const end = bytes.lastIndexOf(LF) + 1;
  if (end === 0) return 0;
  const start = bytes.lastIndexOf(LF, end - 2) + 1;
  return isHalfWritten(bytes.subarray(start, end - 1)) ? start : end;
}

interface Converted {
  readonly bytes: Buffer;
  readonly from: string;
}

/** Editors put a mark before a text they save, or save it as UTF-16; null where nothing of that shows. */
function converted(bytes: Buffer): Converted | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf)
    return { bytes: bytes.subarray(3), from: 'UTF-8 with a mark before it' };
  const little = first === 0xff && second === 0xfe;
  if (!little && !(first === 0xfe && second === 0xff)) return null;
  const pairs = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
  return {
    bytes: Buffer.from((little ? pairs : pairs.swap16()).toString('utf16le'), 'utf8'),
    from: 'UTF-16',
  };
}

/**
 * Reads a journal of any content. Never throws; what does not prove itself is no record.
 * @param bytes content of `journal.ndjson`
 */
export function readJournal(bytes: Buffer): ReadJournal {
  const saved = converted(bytes);
  if (saved === null) return readPlainJournal(bytes);
  const read = readPlainJournal(saved.bytes);
  const why = `It was saved by another program, as ${saved.from}.`;
  return { ...read, damaged: [{ line: 1, why }, ...read.damaged.filter(({ line }) => line !== 1)] };
}

function readPlainJournal(bytes: Buffer): ReadJournal {
  const wholeBytes = endOfWholeLines(bytes);
  const records: CaseRecord[] = [];
  const damaged: { line: number; why: string }[] = [];
  let lastSum = NO_LINE_BEFORE;
  let seq = 0;
  let line = 0;
  /** Lines since the last proved one that prove nothing; the line behind them cannot be told to be in its place. */
  let unproved = 0;
  let isTextMode = false;
  for (let start = 0; start < wholeBytes;) {
    const end = bytes.indexOf(LF, start);
    line += 1;
    const text = bytes.toString('utf8', start, end);
    const proved = provedLine(text.replace(/\r$/, ''));
    start = end + 1;
    if (proved !== null && text.endsWith('\r') && !isTextMode) {
      // As a copy in text mode leaves it: all can be read, but it is no longer the file that was written.
      damaged.push({ line, why: 'The ends of its lines were changed.' });
      isTextMode = true;
    }
    if (proved === null) {
      damaged.push({ line, why: 'It is not what was written.' });
      unproved += 1;
      continue;
    }
    if (proved.record.seq <= seq) {
      damaged.push({ line, why: 'It stands there a second time or in the wrong place.' });
      continue;
    }
    if (proved.record.seq !== seq + 1 + unproved || (unproved === 0 && proved.prev !== lastSum)) {
      damaged.push({ line, why: 'Records that stood before it are missing or damaged.' });
    }
    unproved = 0;
    seq = proved.record.seq;
    lastSum = proved.sum;
    records.push(proved.record);
  }
  return {
    records,
    lastSum,
    wholeBytes,
    torn: wholeBytes < bytes.length ? bytes.subarray(wholeBytes) : null,
    damaged,
  };
}
