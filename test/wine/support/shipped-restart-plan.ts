/** The restart plan as it is in `assets`, with waits that a test can afford. */
import { fileURLToPath } from 'node:url';
import type { Plan, PlanAction, PlanStep } from '../../../electron/engine/knowledge/plan.ts';
import type { TailoredPlan, TailoredStep } from '../../../electron/engine/plans/tailored-plan.ts';
import { loadPlans } from '../../../electron/knowledge-base/load.ts';
import { withShortLimits } from './restart.ts';

const ASSETS = fileURLToPath(new URL('../../../assets', import.meta.url));

/** As `plansForSite` gives it, without the words of a site. */
function tailored(plan: Plan): TailoredPlan {
  const quick = (action: PlanAction): PlanAction => {
    if (action.do === 'check-quiet-file') return { ...action, seconds: 2 };
    return action.do === 'watch-drain' ? { ...action, everySeconds: 1 } : action;
  };
  const step = ({ action, ...more }: PlanStep): TailoredStep => ({
    ...more,
    applies: true,
    hereBecause: null,
    ...(action === undefined ? {} : { action: quick(action) }),
  });
  return withShortLimits({
    ...plan,
    fit: 'advised',
    fitBecause: 'The threads hang.',
    findings: ['Q260366'],
    needsFirst: [],
    upgrade: null,
    site: { server: 'NYSMS01', smsDirectory: 'C:\\SMS', controlFile: null, release: '2.0 SP2', goal: null },
    steps: plan.steps.map(step),
    verification: plan.verification.map(step),
  });
}

export async function tailoredRestartPlan(): Promise<TailoredPlan> {
  const plan = (await loadPlans(ASSETS)).find(({ id }) => id === 'restart-executive');
  if (plan === undefined) throw new Error('There is no plan restart-executive.');
  return tailored(plan);
}
