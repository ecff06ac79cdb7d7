/** Takes a message apart where numbers are explained and where text that is looked for stands. */
import type { FoundNumber } from './number-forms.ts';

/** A stretch of a text, up to but not including `to`. */
export interface TextHit {
  readonly from: number;
  readonly to: number;
}

/** A stretch of a message that is drawn in one way. */
export interface TextPiece {
  readonly from: number;
  readonly text: string;
  /** Index of the explained number that it belongs to; null for plain text. */
  readonly number: number | null;
  readonly hit: boolean;
}

/** What is looked for, ready to be found in many texts. */
export type TextSearch = { readonly shape: RegExp } | { readonly problem: string } | null;

/** Hits that are marked in one message. */
const mostHits = 50;

/**
 * Makes a search, blind to case.
 * @returns null when nothing is looked for; a problem in words when the expression cannot be read
 */
export function textSearch(text: string, isExpression: boolean): TextSearch {
  if (text === '') return null;
  try {
    const source = isExpression ? text : text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    return { shape: new RegExp(source, 'gi') };
  } catch (error) {
    const cause = (error instanceof Error ? error.message : String(error)).replace(/^.*:\s*/, '');
    return { problem: `This expression cannot be used: ${cause.toLowerCase()}.` };
  }
}

/** Where a search hits a text; at most 50 places. */
export function textHits(search: TextSearch, text: string): readonly TextHit[] {
  if (search === null || !('shape' in search)) return [];
  const hits: TextHit[] = [];
  for (const match of text.matchAll(search.shape)) {
    if (match[0] !== '') hits.push({ from: match.index, to: match.index + match[0].length });
    if (hits.length === mostHits) break;
  }
  return hits;
}

/** The text in pieces, in order; together they are the whole text. */
export function textPieces(
  text: string,
  numbers: readonly FoundNumber[],
  hits: readonly TextHit[],
): readonly TextPiece[] {
  const edges = new Set([0, text.length]);
  for (const { from, to } of [...numbers, ...hits]) {
    if (from < text.length) edges.add(from);
    edges.add(Math.min(to, text.length));
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, place) => {
    const number = numbers.findIndex((entry) => entry.from <= from && from < entry.to);
    return {
      from,
      text: text.slice(from, sorted[place + 1]),
      number: number === -1 ? null : number,
      hit: hits.some((entry) => entry.from <= from && from < entry.to),
    };
  });
}
