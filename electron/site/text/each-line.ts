import type { ReadOutcome, SiteTree } from '../tree/tree.ts';
import { type FileDecoder, encodingOf } from './code-page.ts';

/** Longer lines are cut: no text that is read here has any. */
const LONGEST_LINE = 1 << 20;

export interface EachLineOptions {
  readonly signal: AbortSignal;
  /** Code page when the file itself does not tell its encoding. */
  readonly codePage: string;
  /** Most bytes read; what follows is left out and said. */
  readonly maxBytes: number;
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Reads a text file line by line, decoded, in bounded memory. Lines end with LF or CR LF and are counted from 1.
 *
 * @returns what was read, with a sentence when that is not all of the file
 * @throws the system's error, or the signal's reason
 */
export async function eachLine(
  tree: SiteTree,
  path: string,
  options: EachLineOptions,
  take: (line: string, number: number) => void,
): Promise<ReadOutcome> {
  const splitter = new LineSplitter(options.codePage, take);
  const outcome = await tree.read(path, options.signal, (chunk) => {
    splitter.write(chunk);
    options.onBytes?.(chunk.length);
    return splitter.bytes < options.maxBytes;
  });
  splitter.end();
  const { bytes } = splitter;
  if (bytes >= options.maxBytes && outcome.problem === null) {
    const size = await tree.size(path);
    if (size !== null && size > bytes) {
      return { bytes, problem: `It is very large. Only the first ${bytes} bytes were read.` };
    }
  }
  return outcome;
}

/** Decodes chunks and cuts them into lines. */
class LineSplitter {
  bytes = 0;
  #codePage: string;
  #take: (line: string, number: number) => void;
  #decoder: FileDecoder | null = null;
  #rest = '';
  #number = 0;

  constructor(codePage: string, take: (line: string, number: number) => void) {
    this.#codePage = codePage;
    this.#take = take;
  }

  write(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.#decoder !== null) {
      this.#split(this.#decoder.write(chunk));
      return;
    }
    const encoding = encodingOf(chunk, this.#codePage);
    this.#decoder = encoding.decoder();
    this.#split(this.#decoder.write(chunk.subarray(encoding.markBytes)));
  }

  end(): void {
    if (this.#decoder !== null) this.#split(this.#decoder.end());
    if (this.#rest !== '') this.#give(this.#rest);
  }

  #split(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) this.#give(line);
  }

  #give(line: string): void {
    this.#number += 1;
    this.#take(line.endsWith('\r') ? line.slice(0, -1) : line, this.#number);
  }
}
