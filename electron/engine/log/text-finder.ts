/**
 * Finds many texts at once. Of each text so many pieces of four characters side by side are known that one of them
 * falls on a grid of places wherever the text stands; only these places are looked at, so the cost hardly grows with
 * the number of texts. The byte reader (wasm/line-scanner.as) works by the same grid.
 */

/** Characters in a piece. */
export const GRAM = 4;
const WIDEST_STEP = 4;

/** One known piece of a text. */
export interface GramEntry {
  /** Number of the text. */
  readonly text: number;
  /** Where in the text the piece begins. */
  readonly offset: number;
}

export interface TextGrid {
  /** Every so many characters a place is looked at; 0: a text is too short for pieces. */
  readonly step: number;
  /** Length of the shortest text. */
  readonly shortest: number;
  readonly entries: readonly GramEntry[];
}

/** Letters of English texts, the most frequent first: a piece of rare ones is seldom met by chance. */
const FREQUENT = ' etaoinsrhdlucmfygpwbvkxjqz';

/**
 * Chooses the pieces by which texts are found.
 * @param texts in lower case, none of them empty
 */
export function gridOf(texts: readonly string[]): TextGrid {
  const shortest = texts.reduce((least, text) => Math.min(least, text.length), Infinity);
  const step = shortest < GRAM ? 0 : Math.min(WIDEST_STEP, shortest - GRAM + 1);
  if (step === 0) return { step, shortest, entries: [] };
  const entries = texts.flatMap((text, number) => {
    const first = rarestStretch(text, step + GRAM - 1);
    return Array.from({ length: step }, (_, index) => ({ text: number, offset: first + index }));
  });
  return { step, shortest, entries };
}

function rarestStretch(text: string, length: number): number {
  const weights = Array.from(text, (character) => {
    const rank = FREQUENT.indexOf(character);
    return rank < 0 ? 0 : FREQUENT.length - rank;
  });
  let best = 0;
  let least = Infinity;
  for (let from = 0; from + length <= text.length; from += 1) {
    const weight = weights.slice(from, from + length).reduce((sum, value) => sum + value, 0);
    if (weight < least) [best, least] = [from, weight];
  }
  return best;
}

const HEADS = 1 << 12;

export class TextFinder {
  private readonly grid: TextGrid;
  private readonly heads = new Int32Array(HEADS).fill(-1);
  private readonly next: Int32Array;

  /** @param texts in lower case, blanks single, none of them empty; a text's number is its index */
  constructor(private readonly texts: readonly string[]) {
    this.grid = gridOf(texts);
    this.next = new Int32Array(this.grid.entries.length);
    this.grid.entries.forEach(({ text, offset }, index) => {
      const slot = slotOf(texts[text] ?? '', offset);
      this.next[index] = this.heads[slot] ?? -1;
      this.heads[slot] = index;
    });
  }

  /**
   * Numbers of the texts that stand in another one, each once, in the order in which they are met.
   * @param within in lower case, blanks single
   */
  find(within: string): readonly number[] {
    const { step, entries, shortest } = this.grid;
    if (within.length < shortest) return NONE;
    if (step === 0) return this.findShort(within);
    let found: number[] | null = null;
    for (let at = 0; at + GRAM <= within.length; at += step) {
      for (let index = this.heads[slotOf(within, at)] ?? -1; index >= 0; index = this.next[index] ?? -1) {
        const entry = entries[index];
        if (entry === undefined) break;
        const text = this.texts[entry.text] ?? '';
        if (!within.startsWith(text, at - entry.offset) || at < entry.offset) continue;
        found ??= [];
        if (!found.includes(entry.text)) found.push(entry.text);
      }
    }
    return found ?? NONE;
  }

  private findShort(within: string): readonly number[] {
    return this.texts.flatMap((text, number) => (within.includes(text) ? [number] : []));
  }
}

const NONE: readonly number[] = [];

function slotOf(text: string, at: number): number {
  const code =
    ((text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) * 31 + text.charCodeAt(at + 2)) * 31 +
    text.charCodeAt(at + 3);
  return (Math.imul(code, 0x9e3779b1) >>> 20) & (HEADS - 1);
}
