import { ChunkedColumn, lastNotAbove } from '../columns/chunked-column.ts';

/** A block ends with the line that reaches one of these. */
const BLOCK_LINES = 64;
const BLOCK_CHARACTERS = 32_768;

/** Where the blocks of a log begin: at which line, and behind how many characters. */
export class BlockTable {
  readonly #lines = ChunkedColumn.counts();
  readonly #offsets = ChunkedColumn.numbers();

  get length(): number {
    return this.#lines.length;
  }

  line(block: number): number {
    return this.#lines.get(block);
  }

  offset(block: number): number {
    return this.#offsets.get(block);
  }

  /** The block a line stands in. */
  of(line: number): number {
    return Math.max(0, lastNotAbove(this.#lines, line));
  }

  /** Begins a block here when the one before is full. */
  perhapsBegin(line: number, offset: number): void {
    const last = this.length - 1;
    if (last >= 0 && line - this.line(last) < BLOCK_LINES && offset - this.offset(last) < BLOCK_CHARACTERS)
      return;
    this.#lines.push(line);
    this.#offsets.push(offset);
  }

  /** Forgets all blocks from one on. */
  truncate(length: number): void {
    this.#lines.truncate(length);
    this.#offsets.truncate(length);
  }
}
