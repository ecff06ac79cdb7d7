/** The text of selected rows, fetched by parts. */
import { count } from './numbers.ts';

/** Rows that one call gives, and rows that are copied at most. */
const atOnce = 5_000;
const atMost = 20_000;
/** The main process takes texts up to this length. */
const characters = 5_000_000;

export type CopiedText = { readonly text: string; readonly rows: number } | { readonly problem: string };

/**
 * Fetches whole lines.
 * @param span first and last row, both included
 * @param fetchText gives rows joined by CR LF, at most 5,000 at once; null when that failed
 * @returns null when a part could not be had; a problem in words when it is too much to copy
 */
export async function copiedText(
  { from, to }: { readonly from: number; readonly to: number },
  fetchText: (part: { readonly from: number; readonly to: number }) => Promise<string | null>,
): Promise<CopiedText | null> {
  const rows = to - from + 1;
  if (rows > atMost) {
    return {
      problem: `Not copied: ${count(rows)} lines are selected, at most ${count(atMost)} are copied at once.`,
    };
  }
  const parts: string[] = [];
  for (let first = from; first <= to; first += atOnce) {
    const text = await fetchText({ from: first, to: Math.min(to, first + atOnce - 1) });
    if (text === null) return null;
    parts.push(text);
  }
  const text = parts.join('\r\n');
  return text.length > characters
    ? { problem: 'Not copied: the lines are too long together. Select fewer.' }
    : { text, rows };
}
