/** What an upgrade changes on a site: the way, what it ends and brings, and what becomes of the hotfixes. */
import type { ReleaseData } from '../release/upgrade-data.ts';
import { upgradePath, type UpgradePath } from '../release/upgrade-path.ts';
import type { ListedArticle, UpgradeView } from './tailored-plan.ts';

/** Release whose fault is why one does not stop there (Q304381). */
const NOT_TO_STOP_AT = '2.0 SP3';
const ROLLUP = '2.0 SP4 HRP';

/** The release that ends both founding faults, from whatever one comes. */
export function goalOf(data: ReleaseData): string {
  return upgradePath(data, data.releases[0]?.release ?? '', null).to;
}

/** The advised way from a release; null when the release is not known. */
export function adviseWay(data: ReleaseData, release: string | null): UpgradePath | null {
  return release === null ? null : upgradePath(data, release, null);
}

/**
 * @param path an allowed way with at least one step
 * @param hotfixes Q numbers of the hotfixes that the site names
 */
export function upgradeViewOf(
  path: UpgradePath,
  data: ReleaseData,
  hotfixes: readonly string[],
): UpgradeView {
  return {
    from: path.from,
    to: path.to,
    way: path.steps,
    why: [...path.why, ...whyNotShorter(path)],
    ends: path.ends.map((id) => listed(id, data)),
    brings: path.problems.map(({ id, title, condition }) => ({ id, title, condition })),
    hotfixes: [...new Set(hotfixes)].sort().map((id) => fateOf(id, path, data)),
  };
}

function whyNotShorter(path: UpgradePath): UpgradeView['why'] {
  const passesBy = path.from === '2.0 SP2' && !path.steps.includes(NOT_TO_STOP_AT);
  return passesBy
    ? [
        {
          text: `${NOT_TO_STOP_AT} would end Q260366 as well, but there SMS_EXECUTIVE can hang at any start. ${path.to} goes straight on ${path.from}.`,
          source: 'Q304381',
        },
      ]
    : [];
}

function listed(id: string, data: ReleaseData): ListedArticle {
  const problem = data.problems.find((candidate) => candidate.id === id);
  return { id, title: problem?.title ?? data.titles?.[id] ?? '', condition: problem?.condition ?? null };
}

/** Service packs are cumulative (Q288239); those for SP3 that SP4 lacks are undone (Q311457, Q313839). */
function fateOf(id: string, path: UpgradePath, data: ReleaseData): UpgradeView['hotfixes'][number] {
  const goal = data.releases.findIndex(({ release }) => release === path.to);
  const holder = data.releases
    .slice(0, goal + 1)
    .find(({ release }) => data.bugfixes[release]?.includes(id) ?? false);
  if (holder !== undefined) {
    return { id, fate: 'contained', text: `${holder.release} holds this correction (Q288239).` };
  }
  const rolledUp = data.bugfixes[ROLLUP]?.includes(id) ?? false;
  if (rolledUp && path.from === NOT_TO_STOP_AT) {
    const text = `${path.to} lacks it, so setup undoes it (Q311457, Q313839). The Hotfix Rollup Package for Service Pack 4 brings it back (Q323206).`;
    return { id, fate: 'undone', text };
  }
  const text = rolledUp
    ? `${path.to} lacks it; the Hotfix Rollup Package for Service Pack 4 holds it (Q323206). See after setup whether it is still there.`
    : `No list of ${path.to} names it. Ask whoever put it on why it is there, and see after setup whether it is still there.`;
  return { id, fate: 'unknown', text };
}
