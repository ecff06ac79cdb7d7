/** Ends the program with SIGKILL from the prompt. Run by `node build/crash.mjs`. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runKills } from './run-kills.ts';

const USAGE = `Usage: node build/crash.mjs [--seed N] [--kills N] [--only N] [--processes]

  --seed N     random numbers to begin with (default: taken from the clock, and printed)
  --kills N    programs that are ended (default 500)
  --only N     repeats one series of the seed
  --processes  only this; without it, every operation is then tried within one program too`;

function numberOf(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,12}$/.test(text)) throw new Error(`"${text}" is not a number.`);
  return Number(text);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      kills: { type: 'string' },
      only: { type: 'string' },
      processes: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const seed = numberOf(values.seed, Date.now() % 1_000_000_000);
  console.log(`Seed ${seed}`);
  const begun = performance.now();
  const { kills, beforeTheCase, operations, faults } = await runKills({
    program: path.resolve('out', 'tools', 'crash-doomed-program.cjs'),
    seed,
    kills: numberOf(values.kills, 500),
    ...(values.only === undefined ? {} : { only: numberOf(values.only, 0) }),
    say: (line) => console.log(line),
  });
  console.log(
    `${kills} programs were ended in ${((performance.now() - begun) / 1000).toFixed(0)} s, the first of each case at one of its ${operations} operations that change the disk; ` +
      `${beforeTheCase} of them before there was a case. ${faults.length === 0 ? 'No fault was found.' : `${faults.length} faults were found.`}`,
  );
  return faults.length === 0 ? 0 : 1;
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
