import { Buffer } from 'node:buffer';
import type { TextEncoding } from '../../site/text/code-page.ts';

/**
 * Bytes as the characters that lines are cut in: one a byte, or one for two bytes of UTF-16, so that positions in the
 * text and in the file can be told from each other. An odd byte at the end is left out.
 */
export function characters(bytes: Buffer, encoding: TextEncoding): string {
  if (!encoding.wide) return bytes.toString('latin1');
  const even = bytes.subarray(0, bytes.length & ~1);
  if (encoding.name === 'utf-16le') return even.toString('utf16le');
  return Buffer.from(even).swap16().toString('utf16le');
}
