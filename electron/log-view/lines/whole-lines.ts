import { blockTexts } from '../index/block-texts.ts';
import type { FileIndex } from '../index/file-index.ts';
import type { LogSource } from '../source/log-source.ts';
import { characters } from './file-text.ts';
import { eachLineOf } from './shown-lines.ts';

interface Found {
  readonly line: number;
  readonly text: string;
  /** Byte at which it begins, and its characters, when it is not whole here. */
  readonly elsewhere: { readonly offset: number; readonly length: number } | null;
}

/**
 * Reads lines as they stand in the file, decoded, without their line ends.
 *
 * @param lines counted from 0, rising
 * @param most characters of a line; what is longer is cut there
 * @returns what could be read of them
 * @throws the system's error when the file cannot be read
 */
export async function wholeLines(
  source: LogSource,
  index: FileIndex,
  lines: readonly number[],
  most: number,
): Promise<Map<number, string>> {
  const wanted = new Set(lines);
  const unit = index.encoding.wide ? 2 : 1;
  const whole = new Map<number, string>();
  const blocks = new Set(lines.map((line) => index.blockOf(line)));
  for await (const block of blockTexts(source, index, blocks)) {
    const found: Found[] = [];
    eachLineOf(block, (line, start, end) => {
      if (!wanted.has(line)) return;
      const isCut = block.leftOut > 0 && line === block.endLine - 1;
      const offset = block.offset + start * unit;
      const length = Math.min(most, end - start + block.leftOut);
      found.push({
        line,
        text: block.text.slice(start, Math.min(end, start + most)),
        elsewhere: isCut ? { offset, length } : null,
      });
    });
    for (const { line, text, elsewhere } of found) {
      const raw =
        elsewhere === null
          ? text
          : await source.withOpen(async (read) =>
              characters(await read(elsewhere.offset, elsewhere.length * unit), index.encoding),
            );
      whole.set(line, index.encoding.decode(raw.endsWith('\r') ? raw.slice(0, -1) : raw));
    }
  }
  return whole;
}
