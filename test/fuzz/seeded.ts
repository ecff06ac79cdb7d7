/** Random numbers that a seed repeats: every input of a run is made again from the seed, its kind and its number. */
export class Seeded {
  #state: number;

  /** @param parts what together stands for one input */
  constructor(...parts: readonly (string | number)[]) {
    let hash = 0x811c9dc5;
    for (const character of parts.join('\n')) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
    }
    this.#state = hash >>> 0;
  }

  /** From 0 up to but not including 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below `limit`, 0 when there is none. */
  below(limit: number): number {
    return limit <= 0 ? 0 : Math.floor(this.fraction() * limit);
  }

  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  }
}
