/** Runs the fuzzing from the prompt. Run by `node build/fuzz.mjs`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { watchedTexts } from '../../electron/engine/knowledge/entry.ts';
import { loadKnowledge } from '../../electron/knowledge-base/load.ts';
import { checkControlFiles } from './control-file.ts';
import { FILE_KINDS, loadFixtures } from './fixtures.ts';
import { type InputKind, readInput } from './readers.ts';
import { makeInput, runFuzz } from './run.ts';

const USAGE = `Usage: node build/fuzz.mjs [--seed N] [--lines N] [--files N] [--seconds N]
                           [--control-files N] [--only KIND:NUMBER]

  --seed N       random numbers to begin with (default: taken from the clock, and printed)
  --lines N      damaged log lines (default 1000000)
  --files N      damaged files of all other kinds (default 100000)
  --seconds N    ends after so long
  --control-files N
                 control files that are edited, edited again and restored (default 100000)
  --only K:N     repeats one input of the seed, and shows what it does`;

function numberOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,12}$/.test(text)) throw new Error(`"${text}" is not a number.`);
  return Number(text);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      lines: { type: 'string' },
      files: { type: 'string' },
      seconds: { type: 'string' },
      'control-files': { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const seed = numberOf(values.seed, Date.now() % 1_000_000_000);
  const fixtures = loadFixtures(path.join('assets', 'samples'));
  const watched = watchedTexts(await loadKnowledge('assets'));
  if (values.only !== undefined) {
    const [kind = '', number] = values.only.split(':');
    return repeat({ seed, fixtures }, kind, numberOf(number, 0), watched);
  }
  console.log(`Seed ${seed}`);
  const result = await runFuzz({
    seed,
    lines: numberOf(values.lines, 1_000_000),
    files: numberOf(values.files, 100_000),
    seconds: values.seconds === undefined ? null : numberOf(values.seconds, 0),
    limits: true,
    fixtures,
    watched,
    failures: path.join('out', 'fuzz'),
    say: (line) => console.log(line),
  });
  const { lines, files, bytes, seconds, slowestMs, slowest, heapGrowth, faults } = result;
  const inputs = (lines / 200 + files) / seconds;
  console.log(
    `${lines} lines and ${files} files, ${(bytes / 2 ** 20).toFixed(0)} MiB, in ${seconds.toFixed(0)} s ` +
      `(${inputs.toFixed(0)} inputs a second). Slowest ${slowestMs.toFixed(0)} ms (${slowest}), heap ${(heapGrowth / 2 ** 20).toFixed(1)} MiB more.`,
  );
  await editControlFiles(seed, numberOf(values['control-files'], 100_000));
  console.log(faults.length === 0 ? 'No fault was found.' : `Faults: ${faults.join('; ')}`);
  return faults.length === 0 ? 0 : 1;
}

/** @throws Error that shows the smallest control file for which something does not hold */
async function editControlFiles(seed: number, cases: number): Promise<void> {
  const { edited, complete, refused } = await checkControlFiles(seed, cases);
  console.log(
    `Control files: ${edited} edited and restored, ${complete} had the pauses, ${refused} refused.`,
  );
}

async function repeat(
  plan: Parameters<typeof makeInput>[0],
  kind: string,
  number: number,
  watched: Parameters<typeof readInput>[3]['watched'],
): Promise<number> {
  const kinds: readonly InputKind[] = ['log', ...FILE_KINDS];
  const known = kinds.find((one) => one === kind);
  if (known === undefined) throw new Error(`There is no kind "${kind}". There are ${kinds.join(', ')}.`);
  const { bytes, chunk } = makeInput(plan, known, number);
  const work = mkdtempSync(path.join(tmpdir(), 'site-fuzz-'));
  try {
    const begun = performance.now();
    await readInput(known, bytes, chunk, { watched, zipPath: path.join(work, 'input.zip') });
    console.log(`${bytes.length} bytes were read in ${(performance.now() - begun).toFixed(0)} ms.`);
    return 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
