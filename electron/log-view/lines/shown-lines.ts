import type { LogSeverity } from '../../contract/log-view.ts';
import { parseLine } from '../../engine/log/line.ts';
import { type BlockText, blockTexts } from '../index/block-texts.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { LogSource } from '../source/log-source.ts';
import { severityOf } from '../severity.ts';
import { EntryJoiner } from './entry-joiner.ts';
import { LONGEST_LINE, abridge, cleanLine, shownMessage } from './read-line.ts';

/** A line as the log reader shows it. */
export interface ShownLine {
  readonly time: string | null;
  readonly component: string | null;
  readonly thread: number | null;
  readonly text: string;
  readonly cut: number;
  readonly severity: LogSeverity;
}

/** Longest message that is shown. */
const LONGEST_SHOWN = 4_000;
/** A stamp with milliseconds, as all of SMS 2.0 are; those of SMS 1.x and of copies have none. */
const MILLISECONDS = /\d{1,2}:\d{2}:\d{2}\.\d/;

/** What stands in place of a line that is no longer there. */
export const NO_LINE: ShownLine = {
  time: null,
  component: null,
  thread: null,
  text: '',
  cut: 0,
  severity: null,
};

/** ISO server time without offset. */
function isoTime(time: number, withMilliseconds: boolean): string {
  return new Date(time).toISOString().slice(0, withMilliseconds ? 23 : 19);
}

/** Cuts a text, but no character in two. */
function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most);
}

/** Tells each line of a text: where it stands in it, without its line feed. */
export function eachLineOf(
  { text, firstLine, endLine }: BlockText,
  take: (line: number, start: number, end: number) => void,
): void {
  let start = 0;
  for (let line = firstLine; line < endLine && start <= text.length; line += 1) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    take(line, start, end);
    start = end + 1;
  }
}

interface Placed {
  readonly line: number;
  readonly tail: string;
  readonly leftOut: number;
}

/** Puts all lines of whole blocks as they are shown into `into`, of those that are wanted. */
function showLines(
  block: BlockText,
  index: FileIndex,
  wanted: ReadonlySet<number>,
  into: Map<number, ShownLine>,
): void {
  const { decode } = index.encoding;
  const joiner = new EntryJoiner<Placed>(({ item, own, tail }) => {
    if (!wanted.has(item.line)) return;
    const message = shownMessage(own.message, decode);
    const text = cutText(message, LONGEST_SHOWN);
    const stamp = tail?.stamp ?? null;
    const hasMilliseconds =
      stamp !== null && (stamp.time % 1000 !== 0 || (tail === own && MILLISECONDS.test(item.tail)));
    into.set(item.line, {
      time: stamp === null ? null : isoTime(stamp.time, hasMilliseconds),
      component: tail?.component == null ? null : decode(tail.component),
      thread: tail?.thread ?? null,
      text,
      cut: message.length - text.length + item.leftOut,
      severity: severityOf(own.message),
    });
  });
  eachLineOf(block, (line, start, end) => {
    const whole = block.text.slice(start, end);
    const clean = cleanLine(abridge(whole));
    const own = parseLine(clean);
    const leftOut =
      Math.max(0, whole.length - LONGEST_LINE) + (line === block.endLine - 1 ? block.leftOut : 0);
    joiner.push({ line, tail: clean.slice(own.message.length), leftOut }, clean, own);
    if (end - start >= LONGEST_LINE) joiner.end();
  });
  joiner.end();
}

/**
 * Reads lines as they are shown.
 *
 * @param lines counted from 0, rising
 * @returns what could be read of them; a line that is not there any more is left out
 * @throws the system's error when the file cannot be read
 */
export async function shownLines(
  source: LogSource,
  index: FileIndex,
  lines: readonly number[],
): Promise<Map<number, ShownLine>> {
  const shown = new Map<number, ShownLine>();
  const wanted = new Set(lines);
  const blocks = new Set(lines.map((line) => index.blockOf(line)));
  for await (const block of blockTexts(source, index, blocks)) {
    showLines(block, index, wanted, shown);
  }
  return shown;
}
