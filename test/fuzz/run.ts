/** Feeds damaged inputs to the readers and sees that none breaks, hangs or fills the memory. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { WatchedText } from '../../electron/engine/evidence/model.ts';
import { FILE_KINDS, type Fixtures } from './fixtures.ts';
import { mutate } from './mutate.ts';
import { type InputKind, type ReaderOptions, readInput } from './readers.ts';
import { Seeded } from './seeded.ts';
import { shrink } from './shrink.ts';

const LINES_IN_LOG = 200;
const LONGEST_MS = 1000;
/** What the heap may grow by between a tenth of the run and its end. */
const MOST_GROWTH = 48 * 2 ** 20;

export interface FuzzPlan {
  readonly seed: number;
  readonly lines: number;
  readonly files: number;
  /** Ends early after so long; null: never. */
  readonly seconds: number | null;
  /** Whether slow inputs and a growing heap count as faults; not where other work shares the process or the machine. */
  readonly limits: boolean;
  readonly fixtures: Fixtures;
  readonly watched: readonly WatchedText[];
  /** Where the smallest failing input is written. */
  readonly failures: string;
  readonly say: (line: string) => void;
}

export interface FuzzResult {
  /** Lines, files and bytes that were handed to a reader; what is left out after a fault of its kind does not count. */
  readonly lines: number;
  readonly files: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly slowestMs: number;
  /** The input that took longest, as `--only` takes it. */
  readonly slowest: string;
  readonly heapGrowth: number;
  /** What went wrong, in words; empty when nothing did. */
  readonly faults: readonly string[];
}

/** One input of a run: always the same for the same seed, kind and number. */
export function makeInput(
  { seed, fixtures }: Pick<FuzzPlan, 'seed' | 'fixtures'>,
  kind: InputKind,
  number: number,
): { readonly bytes: Buffer; readonly chunk: number } {
  const random = new Seeded(seed, kind, number);
  const chunk = random.pick([7, 64, 1000, 4096, 1 << 19]);
  if (kind !== 'log') {
    const sources = fixtures.files[kind];
    return { bytes: mutate(random.pick(sources), random, () => random.pick(sources)), chunk };
  }
  const sources = fixtures.logLines;
  const lines: Buffer[] = [];
  for (let count = 0; count < LINES_IN_LOG; count += 1) {
    lines.push(
      mutate(random.pick(sources), random, () => random.pick(sources)),
      Buffer.from('\r\n'),
    );
  }
  return { bytes: Buffer.concat(lines), chunk };
}

/** Runs the plan; a fault of one kind does not keep the others from being tried. */
export async function runFuzz(plan: FuzzPlan): Promise<FuzzResult> {
  const work = mkdtempSync(path.join(tmpdir(), 'site-fuzz-'));
  const options: ReaderOptions = { watched: plan.watched, zipPath: path.join(work, 'input.zip') };
  try {
    return await runAll(plan, options);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function runAll(plan: FuzzPlan, options: ReaderOptions): Promise<FuzzResult> {
  const begun = performance.now();
  const logs = Math.ceil(plan.lines / LINES_IN_LOG);
  const all = logs + plan.files;
  const faults: string[] = [];
  const broken = new Set<InputKind>();
  let logsMade = 0;
  let filesMade = 0;
  let lines = 0;
  let files = 0;
  let bytes = 0;
  let slowestMs = 0;
  let slowest = '';
  let heapAfterTenth: number | null = null;
  const secondsSoFar = (): number => (performance.now() - begun) / 1000;
  for (let done = 0; done < all; done += 1) {
    if (plan.seconds !== null && secondsSoFar() > plan.seconds) break;
    // Logs and files by turns, so that a run that ends early has tried all kinds.
    const isLog = Math.floor((done + 1) * (logs / all)) > Math.floor(done * (logs / all));
    const kind: InputKind = isLog ? 'log' : (FILE_KINDS[filesMade % FILE_KINDS.length] ?? 'registry');
    const number = isLog ? logsMade : filesMade;
    if (isLog) logsMade += 1;
    else filesMade += 1;
    if (!broken.has(kind)) {
      const input = makeInput(plan, kind, number);
      const tried = await tryInput(kind, input, options, plan.limits);
      bytes += input.bytes.length;
      if (isLog) lines += LINES_IN_LOG;
      else files += 1;
      if (tried.why !== null) {
        broken.add(kind);
        faults.push(await report(plan, options, kind, number, input, tried.why));
      } else if (tried.ms > slowestMs) {
        slowestMs = tried.ms;
        slowest = `${kind}:${number}`;
      }
    }
    if (plan.limits && heapAfterTenth === null && done >= all / 10) heapAfterTenth = heapInUse();
    if ((done + 1) % Math.ceil(all / 10) === 0) {
      plan.say(`${lines} lines and ${files} files in ${secondsSoFar().toFixed(0)} s`);
    }
  }
  const heapGrowth = heapAfterTenth === null ? 0 : heapInUse() - heapAfterTenth;
  if (heapGrowth > MOST_GROWTH) faults.push(`The heap grew by ${Math.round(heapGrowth / 2 ** 20)} MiB.`);
  return { lines, files, bytes, seconds: secondsSoFar(), slowestMs, slowest, heapGrowth, faults };
}

interface Tried {
  /** Null when all was well. */
  readonly why: string | null;
  readonly ms: number;
}

/**
 * Tries one input; what was slow once is tried again. Time counts only as far as this program had the processor:
 * on a busy machine everything takes long.
 */
async function tryInput(
  kind: InputKind,
  { bytes, chunk }: { readonly bytes: Buffer; readonly chunk: number },
  options: ReaderOptions,
  limits: boolean,
): Promise<Tried> {
  let ms = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < (limits ? 3 : 1) && ms > LONGEST_MS; attempt += 1) {
    const begun = performance.now();
    const usedBefore = process.cpuUsage();
    try {
      await readInput(kind, bytes, chunk, options);
    } catch (error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { why, ms: performance.now() - begun };
    }
    const used = process.cpuUsage(usedBefore);
    ms = Math.min(ms, performance.now() - begun, (used.user + used.system) / 1000);
  }
  return { why: limits && ms > LONGEST_MS ? `It took ${Math.round(ms)} ms.` : null, ms };
}

async function report(
  { seed, limits, failures, say }: FuzzPlan,
  options: ReaderOptions,
  kind: InputKind,
  number: number,
  input: { readonly bytes: Buffer; readonly chunk: number },
  why: string,
): Promise<string> {
  const smallest = await shrink(
    input.bytes,
    async (bytes) => (await tryInput(kind, { bytes, chunk: input.chunk }, options, limits)).why !== null,
  );
  mkdirSync(failures, { recursive: true });
  const file = path.join(failures, `${kind}-${seed}-${number}.bin`);
  writeFileSync(file, smallest);
  say(`A ${kind} failed: ${why}`);
  say(`  The smallest input of it (${smallest.length} bytes) is in ${file}.`);
  say(`  To repeat: node build/fuzz.mjs --seed ${seed} --only ${kind}:${number}`);
  return `${kind} ${number}: ${why.split('\n')[0] ?? ''}`;
}

let collectGarbage: (() => void) | null = null;

function heapInUse(): number {
  if (collectGarbage === null) {
    setFlagsFromString('--expose-gc');
    collectGarbage = runInNewContext('gc') as () => void;
  }
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
