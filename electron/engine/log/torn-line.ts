/** The last line of a log without a line end: the server was in the middle of writing it, or a copy ended there. */
import type { EntrySink } from './entry-assembler.ts';
import { parseLine } from './line.ts';

/**
 * True when the line is only a piece of one: its tail is missing or cut. A piece says nothing of what the component did, while as a
 * line of its own it would pass for other work.
 * @param text what stands behind the last line end, decoded or as a byte string
 */
export function isTorn(text: string, sink: Pick<EntrySink, 'isWatched'>): boolean {
  const { tail, stamp, open } = parseLine(text.replace(/\r$/, ''));
  // A whole text that is watched for, of a log whose lines have no tails.
  if (tail === 'none' && !open) return !sink.isWatched(text);
  return stamp === null;
}
