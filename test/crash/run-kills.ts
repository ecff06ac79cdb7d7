/** Ends the program again and again, and looks each time at what is left. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Seeded } from '../fuzz/seeded.ts';
import { Expected, checkAfterKill } from './after-a-kill.ts';
import { type Life, endProgram } from './ended-program.ts';
import { layOut, placeIn } from './place.ts';
import type { StopPoint } from './stopping-files.ts';

/** How often one case is ended before the next one is begun. */
const LIVES = 3;
/** After so many there is no need to look for more. */
const MOST_FAULTS = 10;
const WHENS: readonly StopPoint['when'][] = ['before', 'middle', 'after'];

export interface KillOptions {
  /** Bundled `doomed-program.ts`. */
  readonly program: string;
  readonly seed: number;
  readonly kills: number;
  /** Only this series. */
  readonly only?: number;
  readonly say: (line: string) => void;
}

export interface KillResult {
  readonly kills: number;
  /** Kills that came before there was a case. */
  readonly beforeTheCase: number;
  /** Operations of the first life that change something on the disk. */
  readonly operations: number;
  readonly faults: readonly string[];
}

interface Series {
  readonly number: number;
  readonly firstPoint: StopPoint;
}

/** The first life of each series ends at another operation. However many series there are, they are spread evenly over all of them. */
function seriesNumber(number: number, operations: number): Series {
  const share = (number * 0.618_033_988_75) % 1;
  const when = WHENS[number % WHENS.length] ?? 'before';
  return { number, firstPoint: { operation: 1 + Math.floor(share * operations), when } };
}

function endOf(life: number, { firstPoint }: Series, random: Seeded, operations: number): Life['end'] {
  if (life === 1) return firstPoint;
  if (random.below(3) === 0) return { afterLines: 1 + random.below(30), milliseconds: random.below(8) };
  // Later lives do less than the first.
  return { operation: 1 + random.below(Math.ceil(operations / 2)), when: random.pick(WHENS) };
}

/** @returns how many kills, and how many of them before there was a case */
async function runSeries(
  series: Series,
  { program, seed }: KillOptions,
  operations: number,
  root: string,
): Promise<{ readonly kills: number; readonly beforeTheCase: number }> {
  const name = `${seed}-${series.number}`;
  const random = new Seeded(name);
  const place = path.join(root, 'place');
  layOut(place);
  const expected = new Expected();
  const done = { kills: 0, beforeTheCase: 0 };
  for (let life = 1; life <= LIVES; life += 1) {
    const end = endOf(life, series, random, operations);
    const where = `seed ${seed}, series ${series.number}, life ${life}, ${JSON.stringify(end)}`;
    try {
      const ended = await endProgram({ program, root: place, seed: name, number: life, end });
      if (ended.wasKilled) done.kills += 1;
      expected.hear(ended.said);
      if (!(await checkAfterKill(place, path.join(root, 'copy'), expected))) {
        done.beforeTheCase += 1;
        // As a person would do: what was begun and is no case is thrown away.
        await rm(placeIn(place).case, { recursive: true, force: true });
      }
    } catch (error) {
      throw new Error(where, { cause: error });
    }
  }
  return done;
}

/** Operations of the first life, when nothing ends it. */
async function countOperations({ program, seed }: KillOptions, root: string): Promise<number> {
  layOut(root);
  const end = { operation: 0, when: 'before' } as const;
  const { said } = await endProgram({ program, root, seed: String(seed), number: 1, end });
  const last = said.at(-1);
  if (last === undefined || !('ended' in last)) throw new Error('The program did not come to its end.');
  return last.ended;
}

const textOf = (error: unknown): string =>
  error instanceof Error
    ? `${error.message}${error.cause === undefined ? '' : `\n  ${textOf(error.cause)}`}`
    : String(error);

/** What is at fault is said as it is found; the folders of faulty series are left, for a look. */
export async function runKills(options: KillOptions): Promise<KillResult> {
  const root = await mkdtemp(path.join(tmpdir(), 'case-kills-'));
  const operations = await countOperations(options, path.join(root, 'counted'));
  const faults: string[] = [];
  let [kills, beforeTheCase] = [0, 0];
  const first = options.only ?? 0;
  const isEnough = (): boolean => (options.only === undefined ? kills >= options.kills : true);
  for (let number = first; number === first || !isEnough(); number += 1) {
    const series = seriesNumber(number, operations);
    const folder = path.join(root, `series-${series.number}`);
    try {
      const done = await runSeries(series, options, operations, folder);
      kills += done.kills;
      beforeTheCase += done.beforeTheCase;
      await rm(folder, { recursive: true, force: true });
    } catch (error) {
      faults.push(textOf(error));
      options.say(`${textOf(error)}\n  See ${folder}.`);
    }
    if ((number + 1) % 25 === 0) options.say(`${kills} kills`);
    if (faults.length >= MOST_FAULTS) break;
  }
  if (faults.length === 0) await rm(root, { recursive: true, force: true });
  return { kills, beforeTheCase, operations, faults };
}
