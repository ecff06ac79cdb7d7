import type { FileIndex } from './file-index.ts';
import { characters } from '../lines/file-text.ts';
import { LONGEST_LINE } from '../lines/read-line.ts';
import type { LogSource, ReadAt } from '../source/log-source.ts';

/** Whole lines of a log, each with its line feed, but for the last of the file. */
export interface BlockText {
  readonly text: string;
  /** Number of its first line, counted from 0, and of the one behind its last. */
  readonly firstLine: number;
  readonly endLine: number;
  /** Byte of the file at which it begins. */
  readonly offset: number;
  /** Characters left out of its last line, because that is too long. */
  readonly leftOut: number;
}

/** Bytes of neighbouring blocks that are read together. */
const READ_TOGETHER = 1 << 20;
/** Read while the file is open once. */
const TEXTS_AT_ONCE = 4;
/**
 * A block longer than this ends with a line that is abridged: nothing but its last line can be so long, as a block ends
 * behind the line that fills it, and at most eight more of them belong to one wrapped entry.
 */
const LONG_BLOCK = 16 * LONGEST_LINE;
const LONG_HEAD = 12 * LONGEST_LINE;
const LONG_TAIL = 4_096;

interface Stretch {
  readonly from: number;
  /** Block behind the last. */
  readonly to: number;
}

/** Gathers blocks that follow each other into stretches that are read together. Long blocks stand alone. */
function* stretches(index: FileIndex, blocks: Iterable<number>): Generator<Stretch> {
  const long = LONG_BLOCK * (index.encoding.wide ? 2 : 1);
  let open: Stretch | null = null;
  for (const block of blocks) {
    const end = index.blockOffset(block + 1);
    const isLong = end - index.blockOffset(block) > long;
    if (
      open !== null &&
      !isLong &&
      open.to === block &&
      end - index.blockOffset(open.from) <= READ_TOGETHER
    ) {
      open = { from: open.from, to: block + 1 };
      continue;
    }
    if (open !== null) yield open;
    open = { from: block, to: block + 1 };
    if (isLong) {
      yield open;
      open = null;
    }
  }
  if (open !== null) yield open;
}

async function readStretch(read: ReadAt, index: FileIndex, { from, to }: Stretch): Promise<BlockText> {
  const { encoding } = index;
  const unit = encoding.wide ? 2 : 1;
  const offset = index.blockOffset(from);
  const firstLine = index.blockLine(from);
  const endLine = index.blockLine(to);
  const bytes = index.blockOffset(to) - offset;
  if (bytes <= LONG_BLOCK * unit || to - from > 1) {
    const text = characters(await read(offset, bytes), encoding);
    return { text, firstLine, endLine, offset, leftOut: 0 };
  }
  const head = characters(await read(offset, LONG_HEAD * unit), encoding);
  const tail = characters(
    await read(offset + bytes - (LONG_TAIL + 1) * unit, (LONG_TAIL + 1) * unit),
    encoding,
  );
  let start = 0;
  for (let line = firstLine; line < endLine - 1; line += 1) start = head.indexOf('\n', start) + 1;
  const kept = head.slice(0, start + LONGEST_LINE - LONG_TAIL);
  const ending = tail.endsWith('\n') ? tail : tail.slice(1);
  const leftOut = bytes / unit - start - (LONGEST_LINE + (tail.endsWith('\n') ? 1 : 0));
  return { text: kept + ending, firstLine, endLine, offset, leftOut };
}

/**
 * Reads blocks of a log, several at a time. The file is open only while it is read from.
 *
 * @param blocks rising
 * @throws the system's error
 */
export async function* blockTexts(
  source: LogSource,
  index: FileIndex,
  blocks: Iterable<number>,
): AsyncGenerator<BlockText> {
  const waiting = stretches(index, blocks);
  for (;;) {
    const wanted: Stretch[] = [];
    while (wanted.length < TEXTS_AT_ONCE) {
      const next = waiting.next();
      if (next.done) break;
      wanted.push(next.value);
    }
    if (wanted.length === 0) return;
    yield* await source.withOpen(async (read) => {
      const texts: BlockText[] = [];
      for (const stretch of wanted) texts.push(await readStretch(read, index, stretch));
      return texts;
    });
  }
}

/** The blocks in which lines `from` up to (without) `to` stand. */
export function* blocksOfRange(index: FileIndex, from: number, to: number): Generator<number> {
  if (to <= from || index.blocks === 0) return;
  const last = index.blockOf(to - 1);
  for (let block = index.blockOf(from); block <= last; block += 1) yield block;
}
