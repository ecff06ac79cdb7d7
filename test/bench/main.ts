/** Measures reading a large site and opening the window, and says what came out. Run by `npm run bench`. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKnowledge } from '../../electron/knowledge-base/load.ts';
import { measureStart, writeBareApp } from './cold-start.ts';
import type { StartFigures } from './cold-start.ts';
import { writeLargeSite } from './large-site.ts';
import type { MeasuredRun } from './measured-run.ts';
import { benchOptions, USAGE } from './options.ts';
import type { BenchOptions } from './options.ts';
import { CANCEL_LIMIT_MS, measureCancel, measureReading, MEMORY_LIMIT_MIB } from './reading.ts';

const DOCTOR = join('out', 'cli', 'sms-site-doctor.cjs');
const CANCEL_AFTER_MS = [150, 700, 2000, 4000];

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
  const site = writeLargeSite(join(work, 'SMS'), options.bytes, options.files);
  const gibibytes = (site.logBytes / 1024 ** 3).toFixed(2);
  const knowledge = await loadKnowledge('assets');
  const { diagnose, verdict, searches } = await measureReading(DOCTOR, site, knowledge, work);
  say(`\nReading ${gibibytes} GiB in ${site.logs.length} logs and ${site.inboxFiles} inbox files`);
  say(row('sms-site-doctor diagnose', diagnose, `verdict ${verdict}`));
  for (const [name, run] of searches) {
    say(row(name, run, `diagnose takes ${(diagnose.seconds / run.seconds).toFixed(1)} times as long`));
  }
  if (searches.length === 0) say('  No grep here to compare with.');
  if (diagnose.exit !== 0 && diagnose.exit !== 1) broken.push('diagnose did not run');
  if (diagnose.peakMiB !== null && diagnose.peakMiB > MEMORY_LIMIT_MIB) {
    broken.push(`diagnose held ${diagnose.peakMiB.toFixed(0)} MiB, the limit is ${MEMORY_LIMIT_MIB}`);
  }
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

function row(name: string, run: MeasuredRun, note: string): string {
  const memory = run.peakMiB === null ? 'memory not measured' : `${run.peakMiB.toFixed(0)} MiB at most`;
  return `  ${name.padEnd(26)} ${run.seconds.toFixed(2).padStart(7)} s   ${memory}   ${note}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
