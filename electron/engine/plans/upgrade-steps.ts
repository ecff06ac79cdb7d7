/** Cautions of an upgrade as steps in their place: before, with or after the setup they belong to. */
import type { ReleaseData } from '../release/upgrade-data.ts';
import { upgradePath, type UpgradeCautionOnPath, type UpgradePath } from '../release/upgrade-path.ts';
import type { Plan } from '../knowledge/plan.ts';
import type { TailoredStep } from './tailored-plan.ts';

/** Step that runs the last setup, and the one before which its image is made ready. */
const SETUP = 'run-setup';
const IMAGE = 'prepare-image';

/** One setup on the way, with the cautions that count for it. */
interface Hop {
  readonly from: string;
  readonly onto: string;
  /** Ending of the ids of its own steps: `-sp2`, or empty for the last one. */
  readonly ending: string;
  readonly cautions: readonly UpgradeCautionOnPath[];
}

/**
 * Puts the cautions that count on a way between the steps of the plan. A step whose id is that of a caution stands for it: it
 * applies when the caution counts.
 * @param steps of the plan, in order
 * @param path an allowed way with at least one step
 */
export function withCautions(
  plan: Plan,
  steps: readonly TailoredStep[],
  path: UpgradePath,
  data: ReleaseData,
): readonly TailoredStep[] {
  const own = new Set([...plan.steps, ...plan.verification].map(({ id }) => id));
  const used = new Set(own);
  const hops = hopsOf(path, data, own);
  const placed = new Map<string, { before: TailoredStep[]; after: TailoredStep[] }>();
  const at = (id: string): { before: TailoredStep[]; after: TailoredStep[] } => {
    const found = placed.get(id) ?? { before: [], after: [] };
    placed.set(id, found);
    return found;
  };
  for (const hop of hops) {
    for (const caution of hop.cautions) {
      // What was said for an earlier setup holds on; what stands in the plan is there.
      if (used.has(caution.id)) continue;
      used.add(caution.id);
      const step = stepOf(caution, hop);
      if (caution.when === 'before') at(`${IMAGE}${hop.ending}`).before.push(step);
      else if (caution.when === 'during') at(`${SETUP}${hop.ending}`).before.push(step);
      else at(`${SETUP}${hop.ending}`).after.push(step);
    }
  }
  return steps.flatMap((step) => [
    ...(placed.get(step.id)?.before ?? []),
    step,
    ...(placed.get(step.id)?.after ?? []),
  ]);
}

/** Ids of steps that stand for a caution which does not count on the way. */
export function cautionsOffTheWay(path: UpgradePath, data: ReleaseData): ReadonlySet<string> {
  const counting = new Set(path.cautions.map(({ id }) => id));
  return new Set(data.cautions.map(({ id }) => id).filter((id) => !counting.has(id)));
}

/** Ending of the ids of steps that are only for one service pack: `run-setup-sp2` is for 2.0 SP2. */
export function endingFor(release: string): string {
  return `-${release.replace(/^2\.0 /, '').toLowerCase()}`;
}

function hopsOf(path: UpgradePath, data: ReleaseData, own: ReadonlySet<string>): readonly Hop[] {
  return path.steps.map((onto, index) => {
    const from = path.steps[index - 1] ?? path.from;
    const isOwn = own.has(`${SETUP}${endingFor(onto)}`);
    return {
      from,
      onto,
      ending: isOwn ? endingFor(onto) : '',
      cautions: upgradePath(data, from, onto).cautions,
    };
  });
}

function stepOf(caution: UpgradeCautionOnPath, { from, onto }: Hop): TailoredStep {
  return {
    id: caution.id,
    kind: 'tell',
    title: caution.title,
    text: caution.text,
    reason: `It counts for an upgrade from ${from} to ${onto}.`,
    sources: caution.sources,
    applies: true,
    hereBecause: null,
  };
}
