import type { LogSeverity } from '../../contract/log-view.ts';

/** What the filter asks of a line, shared by all lines of which it is the same. */
interface Tag {
  readonly component: number;
  readonly thread: number | null;
  readonly severity: LogSeverity;
}

const MOST_COMPONENTS = 1_000;
/** Tags fit into two bytes. Hostile logs with more are still shown; their further threads are not told apart. */
const MOST_TAGS = 65_536;
const ROOM_WITHOUT_THREADS = 4 * MOST_COMPONENTS;
const FURTHER = '(further components)';
const MOST_LISTED = 500;
const SEVERITIES: readonly LogSeverity[] = [null, 'warning', 'error'];

/** The component and thread of lines, and how serious they are, as one small number a line; counted as they come. */
export class TagTable {
  readonly #components: (string | null)[] = [];
  readonly #componentNumbers = new Map<string | null, number>();
  readonly #tags: Tag[] = [];
  readonly #numbers = new Map<number, number>();
  readonly #lines: number[] = [];

  /** Number of a component; null: lines that name none. */
  componentNumber(name: string | null): number {
    const known = this.#componentNumbers.get(name);
    if (known !== undefined) return known;
    if (this.#components.length >= MOST_COMPONENTS && name !== FURTHER) return this.componentNumber(FURTHER);
    const number = this.#components.length;
    this.#components.push(name);
    this.#componentNumbers.set(name, number);
    return number;
  }

  /** Number of a tag. */
  tagOf(component: number, thread: number | null, severity: LogSeverity): number {
    const key = (component * 3 + SEVERITIES.indexOf(severity)) * 2 ** 36 + (thread === null ? 0 : thread + 1);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (thread !== null && this.#tags.length >= MOST_TAGS - ROOM_WITHOUT_THREADS)
      return this.tagOf(component, null, severity);
    const number = this.#tags.length;
    this.#tags.push({ component, thread, severity });
    this.#numbers.set(key, number);
    this.#lines.push(0);
    return number;
  }

  get size(): number {
    return this.#tags.length;
  }

  component(tag: number): string | null {
    return this.#components[this.#tags[tag]?.component ?? -1] ?? null;
  }

  thread(tag: number): number | null {
    return this.#tags[tag]?.thread ?? null;
  }

  severity(tag: number): LogSeverity {
    return this.#tags[tag]?.severity ?? null;
  }

  /** The same component and thread with another severity. */
  withSeverity(tag: number, severity: LogSeverity): number {
    const found = this.#tags[tag];
    if (found === undefined) return this.tagOf(this.componentNumber(null), null, severity);
    return found.severity === severity ? tag : this.tagOf(found.component, found.thread, severity);
  }

  /** Counts a line, or takes one away again. */
  count(tag: number, by: 1 | -1): void {
    this.#lines[tag] = (this.#lines[tag] ?? 0) + by;
  }

  /** Components by their lines, most first. */
  components(): { readonly name: string; readonly lines: number }[] {
    const sums = new Map<string, number>();
    for (const [tag, { component }] of this.#tags.entries()) {
      const name = this.#components[component];
      if (name != null) sums.set(name, (sums.get(name) ?? 0) + (this.#lines[tag] ?? 0));
    }
    return mostFirst(sums).map(([name, lines]) => ({ name, lines }));
  }

  /** Threads by their lines, most first. */
  threads(): { readonly thread: number; readonly lines: number }[] {
    const sums = new Map<number, number>();
    for (const [tag, { thread }] of this.#tags.entries()) {
      if (thread !== null) sums.set(thread, (sums.get(thread) ?? 0) + (this.#lines[tag] ?? 0));
    }
    return mostFirst(sums).map(([thread, lines]) => ({ thread, lines }));
  }
}

function mostFirst<K extends string | number>(sums: ReadonlyMap<K, number>): [K, number][] {
  return [...sums]
    .filter(([, lines]) => lines > 0)
    .sort(([a, linesOfA], [b, linesOfB]) => linesOfB - linesOfA || (a < b ? -1 : 1))
    .slice(0, MOST_LISTED);
}
