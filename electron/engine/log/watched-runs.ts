/** Runs of all watched texts in all logs of a site. A copy of a log in another folder is another log. */
import type { TextHits } from '../evidence/model.ts';
import type { CitedLine } from './cited-line.ts';
import { joinHits } from './join-hits.ts';
import { RunTrack } from './run-track.ts';
import type { Watch, WatchList } from './watch-list.ts';

export class WatchedRuns {
  private readonly logs = new Map<string, Map<Watch, RunTrack>>();
  private runs = new Map<Watch, RunTrack>();
  /** Runs of the present log that a line may end. */
  private openRuns: readonly RunTrack[] = [];

  constructor(private readonly list: WatchList) {}

  /** Goes on with the runs of a log, or begins with it. */
  beginFile(log: string): void {
    this.runs = this.logs.get(log) ?? new Map<Watch, RunTrack>();
    this.logs.set(log, this.runs);
    this.openRuns = [...this.runs.values()].filter((run) => run.isOpen);
  }

  /** True when a line that concerns these watches may end a run. */
  mayBreak(concerned: ReadonlySet<Watch>): boolean {
    for (const run of this.openRuns) if (concerned.has(run.watch)) return true;
    return false;
  }

  /**
   * Takes a line with texts in it.
   * @param concerned watches for which the line counts
   * @param texts numbers of the texts in the line
   * @param blank true when the line says nothing at all
   * @param cited gives the line, called when it is needed
   */
  note(
    concerned: ReadonlySet<Watch>,
    texts: readonly number[],
    blank: boolean,
    cited: () => CitedLine,
  ): void {
    this.end(concerned, texts, blank, true, cited);
    for (const text of texts) {
      for (const watch of this.list.watchesOf[text] ?? []) {
        if (!concerned.has(watch)) continue;
        const run = this.runOf(watch);
        if (!run.isOpen) this.openRuns = [...this.openRuns, run];
        run.hit(cited());
      }
    }
  }

  /** Takes a line that holds no watched text: it may only end runs. */
  noteOther(
    concerned: ReadonlySet<Watch>,
    texts: readonly number[],
    blank: boolean,
    cited: () => CitedLine,
  ): void {
    this.end(concerned, texts, blank, false, cited);
  }

  /**
   * Takes further lines like the one before them.
   * @param text number of the only text in each of them
   * @param cited the last of them
   */
  repeat(concerned: ReadonlySet<Watch>, text: number, count: number, cited: CitedLine): void {
    for (const watch of this.list.watchesOf[text] ?? []) {
      if (concerned.has(watch)) this.runOf(watch).hit(cited, count);
    }
  }

  /** Makes what is kept independent of the present chunk. */
  settle(): void {
    for (const run of this.runs.values()) run.settle();
  }

  /** Hits of all texts, in the order of the list. */
  hits(): readonly TextHits[] {
    return this.list.watches.flatMap((watch) => {
      let joined: TextHits | null = null;
      for (const runs of this.logs.values()) {
        const hits = runs.get(watch)?.hits() ?? null;
        if (hits !== null) joined = joined === null ? hits : joinHits(joined, hits);
      }
      return joined ?? [];
    });
  }

  private end(
    concerned: ReadonlySet<Watch>,
    texts: readonly number[],
    blank: boolean,
    mayExtend: boolean,
    cited: () => CitedLine,
  ): void {
    if (blank) return;
    for (const run of this.openRuns) {
      const { watch } = run;
      if (!concerned.has(watch) || (mayExtend && texts.includes(watch.text))) continue;
      if (watch.neutral.some((text) => texts.includes(text))) continue;
      run.brokenBy(cited());
      this.openRuns = this.openRuns.filter((open) => open !== run);
    }
  }

  private runOf(watch: Watch): RunTrack {
    const known = this.runs.get(watch);
    if (known) return known;
    const run = new RunTrack(watch);
    this.runs.set(watch, run);
    return run;
  }
}
