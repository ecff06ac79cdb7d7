/**
 * A text cut into lines without changing a byte of it: each line knows where it stands. Lines end with CR LF, LF or CR, also
 * mixed; CRs in front of an LF belong to that line's end (CR CR LF comes from a doubled conversion).
 */

/** One line of a file. Offsets count bytes from the start of the file. */
export interface ByteLine {
  /** Counted from 1. */
  readonly number: number;
  readonly start: number;
  /** Behind the last byte of the text: here the line's end begins. */
  readonly textEnd: number;
  /** Behind the line's end; equal to `textEnd` for a last line without one. */
  readonly end: number;
  /** Decoded with one character for each byte. */
  readonly text: string;
}

const LF = 10;
const CR = 13;

/** Decodes with one character for each byte (windows-1252), whatever code page the file has: ASCII stays what it is. */
export function oneCharacterPerByte(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

/**
 * Cuts a text into lines.
 * @param bytes the file, or the part of it that is text
 * @returns its lines in order; none when there are no bytes
 */
export function byteLines(bytes: Uint8Array): readonly ByteLine[] {
  const text = oneCharacterPerByte(bytes);
  const lines: ByteLine[] = [];
  let start = 0;
  const endLine = (textEnd: number, end: number): void => {
    lines.push({ number: lines.length + 1, start, textEnd, end, text: text.slice(start, textEnd) });
    start = end;
  };
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte !== CR && byte !== LF) {
      at += 1;
      continue;
    }
    const firstOfEnd = at;
    while (bytes[at] === CR) at += 1;
    if (bytes[at] === LF) {
      at += 1;
      endLine(firstOfEnd, at);
    } else {
      for (let end = firstOfEnd + 1; end <= at; end += 1) endLine(end - 1, end);
    }
  }
  if (start < bytes.length) endLine(bytes.length, bytes.length);
  return lines;
}
