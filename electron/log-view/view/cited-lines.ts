import type { OpenLog } from '../index/open-log.ts';
import type { ViewRows } from './view-rows.ts';

/** A line that a finding cites. */
export interface CitedLine {
  /** `Logs/Despool.log:1042`. */
  readonly source: string;
  readonly path: string;
  /** Counted from 0. */
  readonly line: number;
}

/** Takes cited sources apart; what names no line is left out. */
export function citedLines(sources: readonly string[]): CitedLine[] {
  const lines: CitedLine[] = [];
  for (const source of new Set(sources)) {
    const match = /^(.*):([1-9]\d{0,11})$/s.exec(source);
    if (match !== null) lines.push({ source, path: match[1] ?? '', line: Number(match[2]) - 1 });
  }
  return lines;
}

/** Where the cited lines stand that are known and shown, rising. */
export function citedPositions(
  cited: readonly CitedLine[],
  logs: readonly OpenLog[],
  rows: ViewRows,
): { readonly position: number; readonly source: string }[] {
  const numbers = new Map(logs.map(({ source }, number) => [source.path, number]));
  const found: { position: number; source: string }[] = [];
  for (const { source, path, line } of cited) {
    const log = numbers.get(path);
    const position = log === undefined ? -1 : rows.positionOfLine({ log, line });
    if (position >= 0 && position < rows.judged && rows.isShown(position)) found.push({ position, source });
  }
  return found.sort((a, b) => a.position - b.position);
}
