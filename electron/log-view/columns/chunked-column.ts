/** Columns of numbers that grow without ever being copied: they are kept in chunks of a fixed size. */

type NumberArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

const SHIFT = 14;
const CHUNK = 1 << SHIFT;
const MASK = CHUNK - 1;

export class ChunkedColumn<A extends NumberArray> {
  readonly #make: (length: number) => A;
  #chunks: A[] = [];
  #length = 0;

  private constructor(make: (length: number) => A) {
    this.#make = make;
  }

  static bytes(): ChunkedColumn<Uint8Array> {
    return new ChunkedColumn((length) => new Uint8Array(length));
  }

  static words(): ChunkedColumn<Uint16Array> {
    return new ChunkedColumn((length) => new Uint16Array(length));
  }

  static counts(): ChunkedColumn<Uint32Array> {
    return new ChunkedColumn((length) => new Uint32Array(length));
  }

  static numbers(): ChunkedColumn<Float64Array> {
    return new ChunkedColumn((length) => new Float64Array(length));
  }

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const at = this.#length & MASK;
    if (at === 0) this.#chunks.push(this.#make(CHUNK));
    const chunk = this.#chunks[this.#chunks.length - 1];
    if (chunk !== undefined) chunk[at] = value;
    this.#length += 1;
  }

  /** The value at an index; 0 beyond the end. */
  get(index: number): number {
    return this.#chunks[index >>> SHIFT]?.[index & MASK] ?? 0;
  }

  /** Sets a value that is there already. */
  set(index: number, value: number): void {
    const chunk = index < this.#length ? this.#chunks[index >>> SHIFT] : undefined;
    if (chunk !== undefined) chunk[index & MASK] = value;
  }

  /** Forgets all from an index on. */
  truncate(length: number): void {
    if (length >= this.#length) return;
    this.#length = length;
    this.#chunks.length = (length + MASK) >>> SHIFT;
  }
}

/**
 * Finds the last index whose value is not above `value`, in a column that rises.
 * @returns -1 when the first value is already above
 */
export function lastNotAbove(
  column: { readonly length: number; get(index: number): number },
  value: number,
): number {
  let low = 0;
  let high = column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column.get(middle) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
