/** Measures reading a large site and opening the window, and says what came out. Run by `npm run bench`. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKnowledge } from '../../electron/knowledge-base/load.ts';
import { measureStart, writeBareApp } from './cold-start.ts';
import type { StartFigures } from './cold-start.ts';
import { fillInbox, writeLargeSite } from './large-site.ts';
import { measureListing } from './listing.ts';
import { measureLogView, writeOneLog } from './log-view.ts';
import { benchOptions, USAGE } from './options.ts';
import type { BenchOptions } from './options.ts';
import {
  CANCEL_LIMIT_MS,
  measureCancel,
  measureManyTexts,
  measureReading,
  MEMORY_LIMIT_MIB,
} from './reading.ts';
import type { ReadingFigures } from './reading.ts';

const DOCTOR = join('out', 'cli', 'sms-site-doctor.cjs');
/** Built by build/bench.mjs. */
const WITH_TEXTS = join('out', 'tools', 'bench-diagnose-with-texts.cjs');
/** As many texts as a full knowledge base has, roughly. */
const MANY_TEXTS = 170;
const CANCEL_AFTER_MS = [50, 150, 400, 700];
const ROUNDS = 3;
/** Files in the inbox while the logs are what is measured: enough for the diagnosis. */
const ORDINARY_BACKLOG = 500;

/** Limits that were not kept, in words. */
const broken: string[] = [];

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    say(USAGE);
    return;
  }
  const options = benchOptions(process.argv.slice(2));
  const work = mkdtempSync(join(options.folder ?? tmpdir(), 'site-doctor-bench-'));
  const clear = (): void => rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  process.once('SIGINT', () => {
    clear();
    process.exit(130);
  });
  try {
    if (options.reading) await benchReading(options, work);
    if (options.listing) await benchListing(options, work);
    if (options.logView) await benchLogView(options, work);
    if (options.window) await benchWindow(options, work);
  } finally {
    clear();
  }
  if (broken.length > 0) {
    say(`\nNot within limits: ${broken.join('; ')}.`);
    process.exitCode = 1;
  }
}

async function benchReading(options: BenchOptions, work: string): Promise<void> {
  if (!existsSync(DOCTOR)) throw new Error('The command line is not built. Run "npm run build" first.');
  say('Writing the large site ...');
  const folder = join(work, 'SMS');
  const site = writeLargeSite(folder, options.bytes, ORDINARY_BACKLOG);
  const gibibytes = (site.logBytes / 1024 ** 3).toFixed(2);
  const knowledge = await loadKnowledge('assets');
  const plan = { site, rounds: ROUNDS, workFolder: work, peers: true };
  say(
    `\nReading and diagnosing ${gibibytes} GiB in ${site.logs.length} logs, the files that the others read`,
  );
  say(`Warm cache, medians of ${ROUNDS} rounds in turns; the whole program each, with its start.`);
  // The first round of each program fills the cache; its time is thrown away.
  await measureReading(DOCTOR, knowledge, { ...plan, rounds: 1 });
  sayReading('knowledge as it is', await measureReading(DOCTOR, knowledge, plan));
  sayReading('as many as a full one', await measureManyTexts(WITH_TEXTS, knowledge, MANY_TEXTS, plan));
  fillInbox(folder, options.files);
  say(`\nThe same with ${options.files} inbox files, which the others do not look at`);
  await measureReading(DOCTOR, knowledge, { ...plan, rounds: 1, peers: false });
  sayReading('knowledge as it is', await measureReading(DOCTOR, knowledge, { ...plan, peers: false }));
  const answers = await measureCancel(site, knowledge, CANCEL_AFTER_MS);
  if (answers.length === 0) {
    say('  Cancel: the reading was over before it could be cancelled.');
    return;
  }
  const slowest = Math.max(...answers);
  say(
    `  Cancel answered after ${answers.map((ms) => `${ms.toFixed(0)} ms`).join(', ')} (limit ${CANCEL_LIMIT_MS} ms)`,
  );
  if (slowest > CANCEL_LIMIT_MS) broken.push(`a cancel took ${slowest.toFixed(0)} ms`);
}

function sayReading(what: string, { texts, doctor, verdict, ripgrep, lnav }: ReadingFigures): void {
  const seconds = median(doctor.map((run) => run.seconds));
  const memory = Math.max(...doctor.map((run) => run.peakMiB ?? Number.NaN));
  const held = Number.isNaN(memory) ? 'memory not measured' : `${memory.toFixed(0)} MiB at most`;
  say(`\n  ${texts} texts (${what}), verdict ${verdict}`);
  say(`    sms-site-doctor      ${seconds.toFixed(2).padStart(7)} s   ${held}`);
  for (const [name, runs] of [
    ['rg -c -F, same texts', ripgrep],
    ['lnav -n', lnav],
  ] as const) {
    if (runs === 'left-out') continue;
    if (runs === null) {
      say(`    ${name.padEnd(20)} not measured: it is not installed`);
      continue;
    }
    const theirs = median(runs.map((run) => run.seconds));
    say(`    ${name.padEnd(20)} ${theirs.toFixed(2).padStart(7)} s   ratio ${(seconds / theirs).toFixed(2)}`);
  }
  if (doctor.some((run) => run.exit !== 0 && run.exit !== 1)) broken.push(`diagnose did not run: ${verdict}`);
  if (memory > MEMORY_LIMIT_MIB) {
    broken.push(`diagnose held ${memory.toFixed(0)} MiB, the limit is ${MEMORY_LIMIT_MIB}`);
  }
}

async function benchListing(options: BenchOptions, work: string): Promise<void> {
  const site = writeLargeSite(join(work, 'Inbox'), 1, options.files);
  const folder = join(site.folder, 'Inboxes', 'despoolr.box', 'receive');
  const { files, oursSeconds, findSeconds } = await measureListing(folder);
  const theirs =
    findSeconds === null
      ? 'find -printf not measured: there is none here'
      : `find -printf ${findSeconds.toFixed(2)} s   ratio ${(oursSeconds / findSeconds).toFixed(2)}`;
  say(`\nListing ${files} files with size and time, warm cache, best of three`);
  say(`    sms-site-doctor ${oursSeconds.toFixed(2)} s   ${theirs}`);
}

async function benchLogView(options: BenchOptions, work: string): Promise<void> {
  const site = writeLargeSite(join(work, 'View'), options.bytes, 0);
  const folder = join(work, 'One');
  writeOneLog(folder, site.logs);
  rmSync(site.folder, { recursive: true, force: true });
  const runs = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await measureLogView(folder, work));
  const [{ bytes, lines } = { bytes: 0, lines: 0 }] = runs;
  const first = median(runs.map((run) => run.firstRowsMs));
  const all = median(runs.map((run) => run.completeMs));
  say(`\nOpening one log of ${(bytes / 1024 ** 3).toFixed(2)} GiB, ${lines} lines, in the log reader`);
  say(`Warm cache, medians of ${ROUNDS}; in the reading process, without drawing in the window.`);
  say(`    first rows ${first.toFixed(0)} ms   every line known ${(all / 1000).toFixed(2)} s`);
}

async function benchWindow(options: BenchOptions, work: string): Promise<void> {
  const electron = process.env['SMS_SITE_DOCTOR_ELECTRON'];
  if (!electron || (process.platform === 'linux' && !process.env['DISPLAY'])) {
    say('\nOpening the window: not measured, there is no Electron runtime or no display.');
    return;
  }
  const { app, watcher } = writeBareApp(work);
  const bare: StartFigures[] = [];
  const doctor: StartFigures[] = [];
  // In turns, so that whatever else the machine does falls on both.
  for (let start = 0; start < options.starts; start += 1) {
    bare.push(await measureStart(electron, app, watcher, work));
    doctor.push(await measureStart(electron, process.cwd(), watcher, work));
  }
  say(`\nOpening the window, median of ${options.starts} starts (first start in brackets)`);
  for (const [label, pick] of [
    ['window ready to show', (figures: StartFigures) => figures.readyToShow],
    ['first content painted', (figures: StartFigures) => figures.firstContent],
  ] as const) {
    const [ours, theirs] = [doctor.map(pick), bare.map(pick)];
    const ratio = (median(ours) / median(theirs)).toFixed(2);
    say(`  ${label.padEnd(24)} ${both(ours)}   bare window ${both(theirs)}   ratio ${ratio}`);
  }
}

function both(values: readonly number[]): string {
  return `${median(values).toFixed(0)} ms (${(values[0] ?? Number.NaN).toFixed(0)})`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
