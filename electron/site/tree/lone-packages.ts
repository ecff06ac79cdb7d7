import type { NotedFile } from '../../engine/evidence/model.ts';
import { FewFiles } from './few-files.ts';

/** Packages held at a time while their instruction was not seen yet; a folder with more is not judged. */
const MOST_WAITING = 200_000;
/** Names remembered of other files. */
const MOST_NAMES = 2_000_000;

interface WaitingPackage {
  readonly name: string;
  readonly bytes: number;
  readonly times: readonly number[];
}

/** A number of 30 bits that stands for a name: two names share one once in a thousand million pairs. */
function nameNumber(name: string, length: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}

/**
 * Finds the packages (`.pck`) of one folder that have no instruction file. A sender sends the package first and the
 * instruction after it (Q279498); no article prints the extensions of all instruction files, so any other file of the
 * same base name counts as one, but for temporary ones.
 */
export class LonePackages {
  readonly #slots: number;
  #waiting = new Map<number, WaitingPackage>();
  #others = new Set<number>();
  #givenUp = false;
  #files = 0;
  #examples: FewFiles[] | null = null;

  constructor(slots: number) {
    this.#slots = slots;
  }

  /** One file: its name in lower case, and where the dot before its extension stands (its length without one). */
  add(
    name: string,
    lower: string,
    dot: number,
    extension: string,
    bytes: number,
    times: readonly number[],
  ): void {
    if (this.#givenUp || extension === 'tmp') return;
    const number = nameNumber(lower, dot);
    if (extension === 'pck') {
      if (!this.#others.has(number)) this.#waiting.set(number, { name, bytes, times: [...times] });
    } else {
      this.#others.add(number);
      if (this.#waiting.size > 0) this.#waiting.delete(number);
    }
    if (this.#waiting.size > MOST_WAITING || this.#others.size > MOST_NAMES) {
      this.#givenUp = true;
      this.#waiting.clear();
      this.#others.clear();
    }
  }

  /** Says that the folder is complete: what is left is alone, and the names are forgotten. */
  settle(): void {
    this.#others.clear();
    if (this.#waiting.size === 0) return;
    this.#examples ??= Array.from({ length: this.#slots }, () => new FewFiles(10, false));
    for (const { name, bytes, times } of this.#waiting.values()) {
      this.#files += 1;
      this.#examples.forEach((few, slot) => few.offer(name, bytes, times[slot] ?? Number.NaN));
    }
    this.#waiting.clear();
  }

  /** How many there are, and the oldest of them. */
  result(slot: number): { readonly files: number; readonly examples: readonly NotedFile[] } {
    this.settle();
    return { files: this.#files, examples: this.#examples?.[slot]?.list() ?? [] };
  }
}
