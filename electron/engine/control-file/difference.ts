/** What differs between two versions of a control file, for display. */
import { diffArrays } from 'diff';
import type { DiffLine } from '../case/records.ts';
import { type ByteLine, byteLines, oneCharacterPerByte } from './byte-lines.ts';

/** More differences than this are not worked out line by line: the old lines are then shown as gone, the new ones as come. */
const MOST_EDITS = 2000;

/**
 * Compares two versions line by line. Lines that differ in their line end only count as different; a last line without a line
 * end counts as having that of the line above.
 * @param before bytes as they were
 * @param after bytes as they are to be
 * @returns all lines of both, in order, decoded with one character for each byte; not for writing
 */
export function differenceOf(before: Uint8Array, after: Uint8Array): readonly DiffLine[] {
  const [old, fresh] = [linesWithKeys(before), linesWithKeys(after)];
  const changes = diffArrays(old.keys, fresh.keys, { maxEditLength: MOST_EDITS }) ?? [
    { count: old.keys.length, removed: true, added: false },
    { count: fresh.keys.length, removed: false, added: true },
  ];
  const lines: DiffLine[] = [];
  let [oldAt, freshAt] = [0, 0];
  for (const { count, added, removed } of changes) {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    for (const line of added
      ? fresh.lines.slice(freshAt, freshAt + count)
      : old.lines.slice(oldAt, oldAt + count)) {
      if (!added) oldAt += 1;
      if (!removed) freshAt += 1;
      lines.push({ kind, before: added ? null : oldAt, after: removed ? null : freshAt, text: line.text });
    }
  }
  return lines;
}

/**
 * The changed lines with some lines around them.
 * @param context how many unchanged lines are kept on each side
 */
export function changedPart(lines: readonly DiffLine[], context = 3): readonly DiffLine[] {
  const kept = new Set<number>();
  lines.forEach(({ kind }, index) => {
    if (kind === 'same') return;
    for (let near = index - context; near <= index + context; near += 1) kept.add(near);
  });
  return lines.filter((_, index) => kept.has(index));
}

function linesWithKeys(bytes: Uint8Array): { readonly lines: readonly ByteLine[]; readonly keys: string[] } {
  const lines = byteLines(bytes);
  const endOf = (line: ByteLine): string => oneCharacterPerByte(bytes.subarray(line.textEnd, line.end));
  const keys = lines.map((line, index) => {
    const above = lines[index - 1];
    return line.text + (endOf(line) === '' && above !== undefined ? endOf(above) : endOf(line));
  });
  return { lines, keys };
}
