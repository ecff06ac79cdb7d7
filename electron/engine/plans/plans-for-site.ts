/** Which plans fit a site, in which order, and as they are for it. */
import type { Plan, PlanStep } from '../knowledge/plan.ts';
import type { Diagnosis } from '../reasoning/diagnosis.ts';
import type { ReleaseData } from '../release/upgrade-data.ts';
import type { UpgradePath } from '../release/upgrade-path.ts';
import { fitByFindings, type Fitting } from './fitting.ts';
import { fitRestart } from './fit-restart.ts';
import { fitStagger } from './fit-stagger.ts';
import { fitUpgrade } from './fit-upgrade.ts';
import { planSiteOf, type PlanSite } from './plan-site.ts';
import { controlFilePath, fillStep, fillText, type SiteNames } from './site-words.ts';
import { noteOnStep } from './step-notes.ts';
import type { TailoredPlan, TailoredStep, UpgradeView } from './tailored-plan.ts';
import { cautionsOffTheWay, endingFor, withCautions } from './upgrade-steps.ts';
import { adviseWay, goalOf, upgradeViewOf } from './upgrade-view.ts';

const UPGRADE = 'upgrade-service-pack';
/** First something that works again, then something that keeps it so, then what ends the fault. */
const ORDER: readonly Plan['purpose'][] = ['relief', 'mitigation', 'cure'];
/** What a command line can hold without harm; a name that is none is not filled in. */
const SERVER_NAME = /^[\p{L}\p{N}_.-]{1,63}$/u;

/**
 * Tailors the plans to a site.
 * @param diagnosis what is known of the site
 * @param plans all plans there are
 * @param releaseData releases, known problems, cautions and bugfix lists
 * @returns every plan, as it is for this site, in the order relief, mitigation, cure
 */
export function plansForSite(
  diagnosis: Diagnosis,
  plans: readonly Plan[],
  releaseData: ReleaseData,
): readonly TailoredPlan[] {
  const site = planSiteOf(diagnosis);
  const goal = goalOf(releaseData);
  const path = adviseWay(releaseData, site.release);
  const names = namesOf(site, goal);
  return [...plans]
    .sort((a, b) => ORDER.indexOf(a.purpose) - ORDER.indexOf(b.purpose))
    .map((plan) => tailored(plan, { site, names, path, goal, releaseData }));
}

/** The plans as they are for a site, without the steps that it does not need: for reports. */
export function plansToReport(...about: Parameters<typeof plansForSite>): readonly Plan[] {
  const needed = ({ applies }: TailoredStep): boolean => applies;
  return plansForSite(...about).map((plan) => ({
    ...plan,
    steps: plan.steps.filter(needed),
    verification: plan.verification.filter(needed),
  }));
}

interface Tailoring {
  readonly site: PlanSite;
  readonly names: SiteNames;
  /** Advised way of an upgrade, null when the release is not known. */
  readonly path: UpgradePath | null;
  readonly goal: string;
  readonly releaseData: ReleaseData;
}

function tailored(plan: Plan, tailoring: Tailoring): TailoredPlan {
  const { site, names, path, goal, releaseData } = tailoring;
  const isUpgrade = plan.id === UPGRADE;
  const allowed = isUpgrade && path?.allowed === true ? path : null;
  const way = allowed !== null && allowed.steps.length > 0 ? allowed : null;
  const step = (one: PlanStep): TailoredStep => {
    const onWay = allowed === null ? null : noteOnWay(one.id, allowed, releaseData);
    const noted = { ...one, ...noteOnStep(plan.id, one.id, site), ...(onWay ?? {}) };
    return fillStep(isUpgrade ? forRelease(noted, site.release) : noted, names);
  };
  return {
    ...plan,
    ...fittingOf(plan, tailoring),
    title: fillText(plan.title, names),
    summary: fillText(plan.summary, names),
    steps: stepsOnWay(plan, plan.steps.map(step), allowed, releaseData),
    verification: plan.verification.map(step),
    upgrade: way === null ? null : upgradeOf(way, tailoring),
    site: {
      server: names.server,
      smsDirectory: names.smsDirectory,
      controlFile: controlFilePath(names),
      release: site.release,
      goal: isUpgrade ? goal : null,
    },
  };
}

function fittingOf(plan: Plan, { site, path, goal }: Tailoring): Fitting {
  switch (plan.id) {
    case 'restart-executive':
      return fitRestart(plan, site);
    case 'stagger-backup-start':
      return fitStagger(plan, site);
    case UPGRADE:
      return fitUpgrade(plan, site, path, goal);
    default:
      return fitByFindings(plan, site);
  }
}

function upgradeOf(way: UpgradePath, { site, releaseData }: Tailoring): UpgradeView {
  return upgradeViewOf(
    way,
    releaseData,
    site.diagnosis.server.hotfixes.map(({ id }) => id),
  );
}

/** With the cautions of the way in their places; on the goal already, nothing is left to do. */
function stepsOnWay(
  plan: Plan,
  steps: readonly TailoredStep[],
  way: UpgradePath | null,
  data: ReleaseData,
): readonly TailoredStep[] {
  if (way === null) return steps;
  if (way.steps.length > 0) return withCautions(plan, steps, way, data);
  return steps.map((step) => ({
    ...step,
    applies: false,
    hereBecause: `The site runs ${way.from} already.`,
  }));
}

/** An upgrade is made for one release; where that is not known, the technician compares. */
function forRelease(step: TailoredStep, release: string | null): TailoredStep {
  const { action, ...rest } = step;
  if (action?.do !== 'check-release') return step;
  return release === null ? rest : { ...rest, action: { ...action, anyOf: [release] } };
}

/** What the way means for a step of the upgrade; null when it means nothing in particular. */
function noteOnWay(
  step: string,
  way: UpgradePath,
  data: ReleaseData,
): Pick<TailoredStep, 'applies' | 'hereBecause'> | null {
  const route = [way.from, ...way.steps].join(', then ');
  if (way.steps.length === 0) return null;
  if (step === 'choose-way') return { applies: true, hereBecause: `The way of this site: ${route}.` };
  if (cautionsOffTheWay(way, data).has(step)) {
    return { applies: false, hereBecause: `It does not count on the way of this site: ${route}.` };
  }
  const [only] = data.releases.filter(({ release }) => step.endsWith(endingFor(release)));
  if (only === undefined || way.steps.includes(only.release)) return null;
  return { applies: false, hereBecause: `${only.release} is not on the way of this site: ${route}.` };
}

function namesOf(site: PlanSite, goal: string): SiteNames {
  const { server, code, smsDirectory } = site.diagnosis.site;
  return {
    smsDirectory: smsDirectory ?? null,
    server: server !== null && SERVER_NAME.test(server) ? server : null,
    siteCode: code,
    controlFileName: site.controlFileNames.length === 1 ? (site.controlFileNames[0] ?? null) : null,
    goal,
  };
}
