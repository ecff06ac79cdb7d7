/** Keeps the rows of a log view that are in sight, and fetches those that are missing, a page at a time. */
import type { LogRow } from '../../electron/contract/log-view.ts';

/** Rows of one call; the other side gives at most 500. */
export const pageSize = 200;
/** Pages kept; some 16,000 rows. */
const pagesKept = 80;
const callsAtOnce = 2;

interface Page {
  readonly rows: readonly LogRow[];
  /** Rows of the view when it was fetched: a page that was not full then may be fuller now. */
  readonly total: number;
}

/** Asks for rows; null when that failed. */
export type FetchRows = (
  from: number,
  count: number,
) => Promise<{ readonly generation: number; readonly rows: readonly LogRow[] } | null>;

export class RowSupply {
  readonly #fetch: FetchRows;
  readonly #changed: () => void;
  readonly #pages = new Map<number, Page>();
  readonly #asked = new Set<number>();
  #generation = -1;
  #total = 0;
  #wanted: { readonly from: number; readonly to: number } = { from: 0, to: -1 };

  /** @param changed called whenever rows have come or gone */
  constructor(fetch: FetchRows, changed: () => void) {
    this.#fetch = fetch;
    this.#changed = changed;
  }

  /** Takes over how many rows there are; rows of another generation are thrown away. */
  update(generation: number, total: number): void {
    if (generation !== this.#generation) {
      this.#generation = generation;
      this.#pages.clear();
      this.#asked.clear();
      this.#changed();
    }
    this.#total = total;
    this.#pump();
  }

  /** A row that is there. */
  row(row: number): LogRow | undefined {
    return this.#pages.get(Math.floor(row / pageSize))?.rows[row % pageSize];
  }

  /** Says which rows are in sight. Rows that were wanted before and are not here yet are forgotten. */
  want(from: number, to: number): void {
    this.#wanted = { from, to };
    this.#pump();
  }

  /** Fetches a row wherever it is; undefined when it cannot be had. */
  async fetchRow(row: number): Promise<LogRow | undefined> {
    const here = this.row(row);
    if (here !== undefined) return here;
    const reply = await this.#fetch(row, 1);
    return reply?.generation === this.#generation ? reply.rows[0] : undefined;
  }

  /** Asks once more for what could not be had. */
  retry(): void {
    for (const [page, { rows }] of this.#pages) if (rows.length === 0) this.#pages.delete(page);
    this.#pump();
  }

  #pump(): void {
    for (const page of this.#missing()) {
      if (this.#asked.size >= callsAtOnce) return;
      void this.#load(page);
    }
  }

  *#missing(): Iterable<number> {
    const last = Math.min(this.#wanted.to, this.#total - 1);
    if (last < this.#wanted.from) return;
    const to = Math.floor(last / pageSize);
    for (let page = Math.floor(this.#wanted.from / pageSize); page <= to; page += 1) {
      if (this.#asked.has(page)) continue;
      const here = this.#pages.get(page);
      const couldGrow = here !== undefined && here.rows.length < pageSize && here.total !== this.#total;
      if (here === undefined || couldGrow) yield page;
    }
  }

  async #load(page: number): Promise<void> {
    const [generation, total] = [this.#generation, this.#total];
    this.#asked.add(page);
    const reply = await this.#fetch(page * pageSize, pageSize);
    if (generation !== this.#generation) return;
    this.#asked.delete(page);
    // Rows of a generation that is not known yet come again when it is.
    if (reply === null || reply.generation === generation)
      this.#keep(page, { rows: reply?.rows ?? [], total });
    this.#pump();
  }

  #keep(page: number, content: Page): void {
    this.#pages.delete(page);
    this.#pages.set(page, content);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > pagesKept && oldest !== undefined) this.#pages.delete(oldest);
    this.#changed();
  }
}
