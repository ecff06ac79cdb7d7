/** Time and memory of `diagnose` on a large site, beside searching the same files for the same texts. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVENT_TEXTS } from '../../electron/engine/log/service-events.ts';
import { watchedTexts } from '../../electron/engine/knowledge/entry.ts';
import type { Knowledge } from '../../electron/engine/knowledge/entry.ts';
import { readSite } from '../../electron/site/read-site.ts';
import type { LargeSite } from './large-site.ts';
import { measuredRun } from './measured-run.ts';
import type { MeasuredRun } from './measured-run.ts';

/** What the reading process may hold. */
export const MEMORY_LIMIT_MIB = 300;
/** How soon a cancel has to be answered. */
export const CANCEL_LIMIT_MS = 500;

export interface ReadingFigures {
  readonly diagnose: MeasuredRun;
  readonly verdict: string;
  /** Search programs by name; only those that are installed. */
  readonly searches: readonly (readonly [string, MeasuredRun])[];
}

/**
 * @param doctor path of the built command line
 * @param site what to read
 * @param knowledge whose watched texts the search programs look for
 * @param workFolder where the list of texts is put
 */
export async function measureReading(
  doctor: string,
  site: LargeSite,
  knowledge: Knowledge,
  workFolder: string,
): Promise<ReadingFigures> {
  const texts = [...new Set([...watchedTexts(knowledge).map(({ text }) => text), ...EVENT_TEXTS])];
  const list = join(workFolder, 'texts.txt');
  writeFileSync(list, `${texts.join('\n')}\n`);
  const searches: [string, MeasuredRun][] = [];
  for (const [name, args] of [
    ['grep -c -F', ['-c', '-F', '-f', list, ...site.logs]],
    ['grep -c -F -i', ['-c', '-F', '-i', '-f', list, ...site.logs]],
    ['rg -c -F', ['-c', '-F', '-f', list, ...site.logs]],
  ] as const) {
    const run = await runIfInstalled(name.split(' ')[0] ?? name, args);
    if (run) searches.push([name, run]);
  }
  const diagnose = await measuredRun(process.execPath, [doctor, 'diagnose', site.folder, '--format', 'json']);
  return { diagnose, verdict: verdictOf(diagnose), searches };
}

async function runIfInstalled(program: string, args: readonly string[]): Promise<MeasuredRun | null> {
  try {
    return await measuredRun(program, args);
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
