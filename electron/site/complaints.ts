import type { Unreadable } from '../engine/evidence/model.ts';

/** More entries than a person reads; a hostile archive must not fill the memory either. */
const MOST_LISTED = 200;

/** Gathers what was there and could not be used. */
export class Complaints {
  #listed: Unreadable[] = [];
  #seen = new Set<string>();
  #unlisted = 0;

  add(source: string, why: string): void {
    const key = `${source}\n${why}`;
    if (this.#seen.has(key)) return;
    if (this.#listed.length >= MOST_LISTED) {
      this.#unlisted += 1;
      return;
    }
    this.#seen.add(key);
    this.#listed.push({ source, why });
  }

  /** All entries; what was too much to list is the last one. */
  list(): readonly Unreadable[] {
    if (this.#unlisted === 0) return this.#listed;
    return [
      ...this.#listed,
      { source: 'further items', why: `${this.#unlisted} more could not be used. They are not listed here.` },
    ];
  }
}
