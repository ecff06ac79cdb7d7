const NAME_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Chance that always falls the same way: sample sites must come out byte for byte the same on every machine. */
export class SeededRandom {
  #state: number;

  /** @param seed any text; the same text gives the same sequence */
  constructor(seed: string) {
    let hash = 0x811c9dc5;
    for (let index = 0; index < seed.length; index += 1) {
      hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
    }
    this.#state = hash >>> 0;
  }

  /** @returns the next number from 0 (included) to 1 (excluded) */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** @returns a whole number from `low` to `high`, both included */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** @returns one of the items; throws RangeError when there is none */
  pick<T>(items: readonly T[]): T {
    const item = items[this.whole(0, items.length - 1)];
    if (item === undefined) throw new RangeError('There is nothing to pick from.');
    return item;
  }

  /** @returns true with the given probability */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @returns upper-case letters and digits, as SMS names its work files (`7U74Z2GZ`) */
  fileName(length = 8): string {
    let name = '';
    while (name.length < length) name += NAME_LETTERS.charAt(this.whole(0, NAME_LETTERS.length - 1));
    return name;
  }
}
