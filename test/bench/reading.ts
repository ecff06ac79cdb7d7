/** Time and memory of `diagnose` on a large site, beside other programs on the same files. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_TEXTS } from '../../electron/engine/log/service-events.ts';
import { watchedTexts } from '../../electron/engine/knowledge/entry.ts';
import type { Knowledge } from '../../electron/engine/knowledge/entry.ts';
import { readSite } from '../../electron/site/read-site.ts';
import type { LargeSite } from './large-site.ts';
import { measuredRun } from './measured-run.ts';
import type { MeasuredRun } from './measured-run.ts';
import { manyTexts } from './texts.ts';

/** What the reading process may hold. */
export const MEMORY_LIMIT_MIB = 300;
/** How soon a cancel has to be answered. */
export const CANCEL_LIMIT_MS = 500;

/** Null: not installed here. */
export type PeerRuns = readonly MeasuredRun[] | 'left-out' | null;

/** Programs measured on the same files in the same run, in turns, so that whatever else the machine does falls on all. */
export interface ReadingFigures {
  /** What is looked for, in words. */
  readonly texts: number;
  readonly doctor: readonly MeasuredRun[];
  /** Verdict of the last run, or why there is none. */
  readonly verdict: string;
  readonly ripgrep: PeerRuns;
  readonly lnav: PeerRuns;
}

export interface ReadingPlan {
  readonly site: LargeSite;
  readonly rounds: number;
  /** Where the list of texts is put. */
  readonly workFolder: string;
  /** False: the other programs are left out. */
  readonly peers: boolean;
}

/**
 * The command line with the knowledge's own texts.
 * @param doctor path of the built command line
 */
export function measureReading(
  doctor: string,
  knowledge: Knowledge,
  plan: ReadingPlan,
): Promise<ReadingFigures> {
  const texts = [...new Set([...watchedTexts(knowledge).map(({ text }) => text), ...EVENT_TEXTS])];
  return inTurns(texts, [doctor, 'diagnose', plan.site.folder, '--format', 'json'], plan);
}

/**
 * The same work with many texts.
 * @param program path of the built diagnose-with-texts
 * @param count how many texts all together
 */
export function measureManyTexts(
  program: string,
  knowledge: Knowledge,
  count: number,
  plan: ReadingPlan,
): Promise<ReadingFigures> {
  const own = [...new Set([...watchedTexts(knowledge).map(({ text }) => text), ...EVENT_TEXTS])];
  const added = manyTexts(count - own.length);
  const list = join(plan.workFolder, 'added-texts.txt');
  writeFileSync(list, `${added.join('\n')}\n`);
  return inTurns([...own, ...added], [program, plan.site.folder, list], plan);
}

async function inTurns(
  texts: readonly string[],
  doctorArgs: readonly string[],
  { site, rounds, workFolder, peers }: ReadingPlan,
): Promise<ReadingFigures> {
  const list = join(workFolder, 'texts.txt');
  writeFileSync(list, `${texts.join('\n')}\n`);
  const doctor: MeasuredRun[] = [];
  const ripgrep: (MeasuredRun | null)[] = [];
  const lnav: (MeasuredRun | null)[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (peers) ripgrep.push(await runIfInstalled('rg', ['-c', '-F', '-f', list, ...site.logs]));
    doctor.push(await measuredRun(process.execPath, doctorArgs));
    if (peers) lnav.push(await runIfInstalled('lnav', ['-n', ...site.logs]));
  }
  const last = doctor.at(-1);
  return {
    texts: texts.length,
    doctor,
    verdict: last === undefined ? 'not run' : verdictOf(last),
    ripgrep: peers ? allOrNone(ripgrep) : 'left-out',
    lnav: peers ? allOrNone(lnav) : 'left-out',
  };
}

function allOrNone(runs: readonly (MeasuredRun | null)[]): readonly MeasuredRun[] | null {
  const done = runs.filter((run) => run !== null);
  return done.length === runs.length ? done : null;
}

async function runIfInstalled(program: string, args: readonly string[]): Promise<MeasuredRun | null> {
  try {
    return await measuredRun(program, args, false);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function verdictOf(run: MeasuredRun): string {
  if (run.exit !== 0 && run.exit !== 1)
    return `did not run (exit ${run.exit ?? 'by signal'}): ${run.stderr.trim()}`;
  const { verdict } = JSON.parse(run.stdout) as { readonly verdict: string };
  return verdict;
}

/**
 * Starts to read and cancels in the middle, several times.
 * @param afterMs when to cancel, in milliseconds from the start of each reading
 * @returns milliseconds from each cancel to its answer; fewer when a reading was over before its cancel
 */
export async function measureCancel(
  site: LargeSite,
  knowledge: Knowledge,
  afterMs: readonly number[],
): Promise<number[]> {
  const answers: number[] = [];
  for (const wait of afterMs) {
    const control = new AbortController();
    // Counted from when the cancel was due, so that a reader too busy to notice it is counted as late.
    const due = performance.now() + wait;
    const timer = setTimeout(() => control.abort(new Error('cancelled by the benchmark')), wait);
    try {
      await readSite([site.folder], {
        signal: control.signal,
        onProgress: () => undefined,
        watched: watchedTexts(knowledge),
      });
    } catch (error) {
      if (!control.signal.aborted) throw error;
      answers.push(performance.now() - due);
    } finally {
      clearTimeout(timer);
    }
  }
  return answers;
}
