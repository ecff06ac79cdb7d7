/** Bits in a row, with the two questions of a list that shows some of its rows: how many before, and which is the n-th. */

const SHIFT = 16;
/** Bits of a chunk. */
const CHUNK = 1 << SHIFT;
const WORDS = CHUNK >>> 5;
/** Words between two kept counts. */
const STRIDE = 64;

interface Chunk {
  readonly words: Uint32Array;
  /** Ones of this chunk before each stretch of `STRIDE` words. */
  readonly before: Uint16Array;
  /** Ones in all chunks before this one. */
  readonly base: number;
}

function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

export class BitColumn {
  #chunks: Chunk[] = [];
  #length = 0;
  #ones = 0;

  get length(): number {
    return this.#length;
  }

  /** How many bits are set. */
  get count(): number {
    return this.#ones;
  }

  push(bit: boolean): void {
    const at = this.#length & (CHUNK - 1);
    if (at === 0) {
      this.#chunks.push({
        words: new Uint32Array(WORDS),
        before: new Uint16Array(WORDS / STRIDE),
        base: this.#ones,
      });
    }
    const chunk = this.#chunks[this.#chunks.length - 1];
    if (chunk === undefined) return;
    if ((at & (STRIDE * 32 - 1)) === 0) chunk.before[at / (STRIDE * 32)] = this.#ones - chunk.base;
    this.#length += 1;
    if (!bit) return;
    const word = at >>> 5;
    chunk.words[word] = (chunk.words[word] ?? 0) | (1 << (at & 31));
    this.#ones += 1;
  }

  get(index: number): boolean {
    const word = this.#chunks[index >>> SHIFT]?.words[(index & (CHUNK - 1)) >>> 5] ?? 0;
    return ((word >>> (index & 31)) & 1) === 1;
  }

  /** How many bits are set before an index. */
  rank(index: number): number {
    if (index >= this.#length) return this.#ones;
    const chunk = this.#chunks[index >>> SHIFT];
    if (index <= 0 || chunk === undefined) return 0;
    const at = index & (CHUNK - 1);
    const last = at >>> 5;
    let word = last - (last % STRIDE);
    let found = chunk.base + (chunk.before[word / STRIDE] ?? 0);
    for (; word < last; word += 1) found += ones(chunk.words[word] ?? 0);
    return found + ones((chunk.words[last] ?? 0) & ((1 << (at & 31)) - 1));
  }

  /** Index of the n-th set bit, counted from 0; -1 when there are not so many. */
  select(nth: number): number {
    if (nth < 0 || nth >= this.#ones) return -1;
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#chunks[middle]?.base ?? 0) <= nth) low = middle;
      else high = middle - 1;
    }
    const chunk = this.#chunks[low];
    if (chunk === undefined) return -1;
    let left = nth - chunk.base;
    const used = Math.ceil(Math.min(CHUNK, this.#length - low * CHUNK) / (STRIDE * 32));
    let stretch = 0;
    while (stretch + 1 < used && (chunk.before[stretch + 1] ?? 0) <= left) stretch += 1;
    left -= chunk.before[stretch] ?? 0;
    for (let word = stretch * STRIDE; word < WORDS; word += 1) {
      const value = chunk.words[word] ?? 0;
      const here = ones(value);
      if (left >= here) {
        left -= here;
        continue;
      }
      for (let bit = 0; bit < 32; bit += 1) {
        if (((value >>> bit) & 1) === 0) continue;
        if (left === 0) return low * CHUNK + word * 32 + bit;
        left -= 1;
      }
    }
    return -1;
  }
}
