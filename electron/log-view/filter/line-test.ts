/** What a line must hold, as it was typed. */
export interface TextQuery {
  readonly text: string;
  readonly isExpression: boolean;
}

/** A query that can be matched. */
export interface LineTest {
  /** Looked for in the message as it is shown; has no state. */
  readonly expression: RegExp;
  /**
   * Every line that matches has a hit of this in its bytes, taken as one character each, or in its text where two bytes
   * make a character; null: any line may match. Has the `g` flag.
   */
  readonly inBytes: RegExp | null;
  readonly inText: RegExp | null;
  /** True for an expression of the user, which may take for ever. */
  readonly isExpression: boolean;
}

const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;

function escaped(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/** The longest part without blanks: these may be others in the file than on the screen. */
function longestWord(text: string): string {
  return text.split(' ').reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

/**
 * Prepares a query; blind to case. Blanks of a plain text stand for any blanks.
 *
 * @returns null when everything matches
 * @throws SyntaxError when the expression cannot be read
 */
export function lineTest({ text, isExpression }: TextQuery): LineTest | null {
  if (text === '') return null;
  if (isExpression) {
    return { expression: new RegExp(text, 'i'), inBytes: null, inText: null, isExpression };
  }
  const plain = text.replace(/\s+/g, ' ');
  const word = longestWord(plain);
  const inText = word === '' ? null : new RegExp(escaped(word), 'gi');
  const isAscii = /^[\x20-\x7e]*$/.test(word);
  return {
    expression: new RegExp(escaped(plain), 'i'),
    // What is not ASCII has other bytes in each code page, but never only those of ASCII.
    inBytes: isAscii ? inText : /[\x80-\xff]/g,
    inText,
    isExpression,
  };
}
