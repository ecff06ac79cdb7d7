/**
 * Times of lines, four bytes a line: each chunk counts milliseconds from its own earliest time. A chunk that spans
 * more than 49 days keeps its times in full.
 */

const SHIFT = 12;
const CHUNK = 1 << SHIFT;
const MASK = CHUNK - 1;
const NONE = 0xffffffff;
/** Room below the first time of a chunk, for lines that were stamped a little earlier. */
const ROOM_BELOW = 86_400_000;

interface Chunk {
  base: number;
  /** Milliseconds from `base`; null once they did not fit. */
  near: Uint32Array | null;
  full: Float64Array | null;
  /** No time in it is later. */
  latest: number;
}

function emptyChunk(): Chunk {
  return { base: NaN, near: new Uint32Array(CHUNK).fill(NONE), full: null, latest: -Infinity };
}

function write(chunk: Chunk, at: number, time: number): void {
  if (time > chunk.latest) chunk.latest = time;
  if (chunk.full !== null) {
    chunk.full[at] = time;
    return;
  }
  const { near } = chunk;
  if (near === null) return;
  if (Number.isNaN(time)) {
    near[at] = NONE;
    return;
  }
  if (Number.isNaN(chunk.base)) chunk.base = time - ROOM_BELOW;
  const distance = time - chunk.base;
  if (distance >= 0 && distance < NONE && Number.isInteger(distance)) {
    near[at] = distance;
    return;
  }
  const { base } = chunk;
  chunk.full = Float64Array.from(near, (value) => (value === NONE ? NaN : base + value));
  chunk.near = null;
  chunk.full[at] = time;
}

export class TimeColumn {
  #chunks: Chunk[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** @param time milliseconds; NaN: none */
  push(time: number): void {
    const at = this.#length & MASK;
    if (at === 0) this.#chunks.push(emptyChunk());
    const chunk = this.#chunks[this.#chunks.length - 1];
    if (chunk !== undefined) write(chunk, at, time);
    this.#length += 1;
  }

  /** The time at an index, NaN where there is none. */
  get(index: number): number {
    const chunk = this.#chunks[index >>> SHIFT];
    if (chunk === undefined || index >= this.#length) return NaN;
    if (chunk.full !== null) return chunk.full[index & MASK] ?? NaN;
    const value = chunk.near?.[index & MASK] ?? NONE;
    return value === NONE ? NaN : chunk.base + value;
  }

  /** Sets a time that is there already. */
  set(index: number, time: number): void {
    const chunk = index < this.#length ? this.#chunks[index >>> SHIFT] : undefined;
    if (chunk !== undefined) write(chunk, index & MASK, time);
  }

  /** The first index with this time or a later one, -1 when there is none. Times need not rise. */
  firstFrom(time: number): number {
    for (const [number, { latest }] of this.#chunks.entries()) {
      if (latest < time) continue;
      const end = Math.min(this.#length, (number + 1) * CHUNK);
      for (let index = number * CHUNK; index < end; index += 1) if (this.get(index) >= time) return index;
    }
    return -1;
  }

  /** Forgets all from an index on. */
  truncate(length: number): void {
    if (length >= this.#length) return;
    this.#length = length;
    this.#chunks.length = (length + MASK) >>> SHIFT;
  }
}
