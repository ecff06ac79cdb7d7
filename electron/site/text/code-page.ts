import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** Windows of the western languages; what is assumed when nothing tells the server's code page. */
export const DEFAULT_CODE_PAGE = 'windows-1252';
/** What `dir` and `net start` of a western Windows print when their output goes to a file. */
export const DEFAULT_OEM_CODE_PAGE = 'cp850';

/** Decodes a file that is fed in pieces of any split. */
export interface FileDecoder {
  write(bytes: Buffer): string;
  end(): string;
}

/** How the bytes of a file become text. */
export interface TextEncoding {
  /** For display: `windows-1252`, `utf-8`, `utf-16le`. */
  readonly name: string;
  /** True when two bytes make a character: such a file is decoded before it is split into lines. */
  readonly wide: boolean;
  /** Bytes of the byte order mark at the start. */
  readonly markBytes: number;
  /** Turns a byte string (one character a byte) into text; text itself when `wide`. */
  readonly decode: (byteString: string) => string;
  /** A decoder for a whole file, fed in pieces. */
  readonly decoder: () => FileDecoder;
}

/**
 * Name that iconv knows for a code page as found in a registry or in `snapshot.ini` (`1252`, `cp932`,
 * `windows-1250`); null when it is none that is known.
 */
export function codePageName(found: string): string | null {
  const number = /(\d{3,5})\s*$/.exec(found)?.[1];
  if (number === undefined) return null;
  if (number === '65001') return 'utf-8';
  for (const name of [`windows-${number}`, `cp${number}`]) if (iconv.encodingExists(name)) return name;
  return null;
}

const HIGH = /[\x80-\xFF]/;

function sampleIsUtf8(sample: Buffer): 'yes' | 'no' | 'only-ascii' {
  // The sample may end inside of a character.
  let end = sample.length;
  for (let back = 0; back < 3 && end > 0 && sample.readUInt8(end - 1) >= 0x80; back += 1) end -= 1;
  const whole = sample.subarray(0, end);
  if (isAscii(whole)) return 'only-ascii';
  return isUtf8(whole) || isUtf8(sample) ? 'yes' : 'no';
}

/** UTF-16 without a mark: of ASCII text every second byte is zero. Zeros alone (a torn file) are no text. */
function wideWithoutMark(sample: Buffer): 'le' | 'be' | null {
  const length = Math.min(sample.length & ~1, 1 << 16);
  if (length < 8) return null;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (sample[index] === 0) even += 1;
    if (sample[index + 1] === 0) odd += 1;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.6 && even < pairs * 0.1) return 'le';
  if (even > pairs * 0.6 && odd < pairs * 0.1) return 'be';
  return null;
}

function wideEncoding(order: 'le' | 'be', markBytes: number): TextEncoding {
  const name = order === 'le' ? 'utf-16le' : 'utf-16be';
  return {
    name,
    wide: true,
    markBytes,
    decode: (text) => text,
    decoder: () => plainDecoder(name),
  };
}

function plainDecoder(name: string): FileDecoder {
  const decoder = iconv.getDecoder(name, { stripBOM: false });
  return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' };
}

function byteEncoding(name: string, markBytes: number, utf8First: boolean): TextEncoding {
  return {
    name,
    wide: false,
    markBytes,
    decode: (byteString) => {
      if (!HIGH.test(byteString)) return byteString;
      const bytes = Buffer.from(byteString, 'latin1');
      // Nothing in the sample told the two apart: a line that is UTF-8 throughout is hardly so by chance.
      if (utf8First && isUtf8(bytes)) return bytes.toString('utf8');
      return iconv.decode(bytes, name, { stripBOM: false });
    },
    decoder: () => plainDecoder(name),
  };
}

/**
 * Decides how a file is decoded: by its byte order mark, else as UTF-8 when its beginning holds UTF-8
 * characters and nothing else, else in the code page of the server.
 *
 * @param sample beginning of the file; the longer, the surer
 * @param codePage what holds when the file itself tells nothing, as `codePageName` gives it
 */
export function encodingOf(sample: Buffer, codePage: string = DEFAULT_CODE_PAGE): TextEncoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return wideEncoding('le', 2);
  if (sample[0] === 0xfe && sample[1] === 0xff) return wideEncoding('be', 2);
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return byteEncoding('utf-8', 3, false);
  const order = wideWithoutMark(sample);
  if (order !== null) return wideEncoding(order, 0);
  const utf8 = sampleIsUtf8(sample);
  if (utf8 === 'yes') return byteEncoding('utf-8', 0, false);
  return byteEncoding(codePage, 0, utf8 === 'only-ascii');
}
