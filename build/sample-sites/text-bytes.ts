/** Text as the old servers stored it. */

/** Code page 850, the console's of a West European Windows, for the few letters that sample sites need. */
const CODE_PAGE_850: ReadonlyMap<string, number> = new Map([
  ['ä', 0x84],
  ['ö', 0x94],
  ['ü', 0x81],
  ['ß', 0xe1],
]);

/**
 * Text in the ANSI code page of a West European Windows (1252). Characters up to U+00FF have the same number
 * there; others are not needed and are refused, so that nothing is written garbled by mistake.
 */
export function ansiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0xff) throw new RangeError(`Code page 1252 is not mapped here for "${text.charAt(index)}".`);
    bytes[index] = code;
  }
  return bytes;
}

/** Text as a console program of a West European Windows prints it into a file (code page 850). */
export function consoleBytes(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text), (letter) => {
    const code = CODE_PAGE_850.get(letter) ?? letter.charCodeAt(0);
    if (code > 0x7f && !CODE_PAGE_850.has(letter)) {
      throw new RangeError(`Code page 850 is not mapped here for "${letter}".`);
    }
    return code;
  });
}

/** Text as UTF-16, little end first, with a byte order mark. */
export function utf16Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes[0] = 0xff;
  bytes[1] = 0xfe;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    bytes[2 + index * 2] = code & 0xff;
    bytes[3 + index * 2] = code >>> 8;
  }
  return bytes;
}

/** Lines with the line end of Windows after each. */
export function crlfText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}
