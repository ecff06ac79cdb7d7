import type { NotedFile } from '../../engine/evidence/model.ts';

/** Keeps the few of many files whose times come first in an order; those without a time come last. */
export class FewFiles {
  readonly #most: number;
  readonly #newestFirst: boolean;
  readonly #files: NotedFile[] = [];

  /** @param newestFirst false: the oldest are kept, oldest first */
  constructor(most: number, newestFirst: boolean) {
    this.#most = most;
    this.#newestFirst = newestFirst;
  }

  /** `time` in milliseconds, NaN when unknown; `bytes` as shown, 0 when unknown. */
  offer(name: string, bytes: number, time: number): void {
    const files = this.#files;
    const last = files.at(-1);
    if (files.length >= this.#most && last !== undefined && !this.#isBefore(time, last.time)) return;
    let at = files.length;
    while (at > 0 && this.#isBefore(time, files[at - 1]?.time ?? null)) at -= 1;
    files.splice(at, 0, { name, bytes, time: Number.isNaN(time) ? null : time });
    if (files.length > this.#most) files.pop();
  }

  list(): readonly NotedFile[] {
    return this.#files;
  }

  #isBefore(time: number, other: number | null): boolean {
    if (Number.isNaN(time)) return false;
    if (other === null) return true;
    return this.#newestFirst ? time > other : time < other;
  }
}
