/** A difference for the eye: unchanged stretches folded, and lines side by side. */
import type { DiffLine } from '../../electron/engine/case/records.ts';

export interface DiffPart {
  /** `gap`: unchanged lines that are folded. */
  readonly kind: 'lines' | 'gap';
  readonly lines: readonly DiffLine[];
}

/**
 * Takes a difference apart into what is shown and what is folded.
 * @param context How many unchanged lines stay in sight around a change.
 */
export function diffParts(lines: readonly DiffLine[], context = 3): readonly DiffPart[] {
  const near = lines.map((_line, index) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((other) => other.kind !== 'same'),
  );
  const parts: { kind: DiffPart['kind']; lines: DiffLine[] }[] = [];
  for (const [index, line] of lines.entries()) {
    const kind = near[index] === true ? 'lines' : 'gap';
    const last = parts.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else parts.push({ kind, lines: [line] });
  }
  // A single line takes no more room than the words that would stand for it.
  return parts.map((part) =>
    part.kind === 'gap' && part.lines.length < 3 ? { ...part, kind: 'lines' } : part,
  );
}

export interface DiffRow {
  readonly before: DiffLine | null;
  readonly after: DiffLine | null;
}

/** Lines side by side: what was removed beside what came in its place. */
export function diffRows(lines: readonly DiffLine[]): readonly DiffRow[] {
  const rows: DiffRow[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = (): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      rows.push({ before: removed[index] ?? null, after: added[index] ?? null });
    }
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === 'removed') removed.push(line);
    else if (line.kind === 'added') added.push(line);
    else {
      flush();
      rows.push({ before: line, after: line });
    }
  }
  flush();
  return rows;
}

/** `3 lines added, nothing else changed`. */
export function diffSummary(lines: readonly DiffLine[]): string {
  const added = lines.filter((line) => line.kind === 'added').length;
  const removed = lines.filter((line) => line.kind === 'removed').length;
  const count = (value: number): string => (value === 1 ? '1 line' : `${value} lines`);
  if (added === 0 && removed === 0) return 'Nothing changes';
  if (removed === 0) return `${count(added)} added, every other line stays`;
  if (added === 0) return `${count(removed)} removed, every other line stays`;
  return `${count(added)} added, ${count(removed)} removed, every other line stays`;
}
