const LONGEST_QUOTE = 60;

/** A line of the file as it can stand in a sentence: cut, without blanks around, with a dot for each control character. */
export function quoteLine(text: string): string {
  const plain = text.trim().replace(/\p{Cc}/gu, '·');
  return `"${plain.length > LONGEST_QUOTE ? `${plain.slice(0, LONGEST_QUOTE)}…` : plain}"`;
}
