/** Whether SMS_EXECUTIVE is to be restarted. */
import type { Plan } from '../knowledge/plan.ts';
import { fitByFindings, possibleSentence, ruledOutSentence, shownSentence, type Fitting } from './fitting.ts';
import { findingsFor, serviceState, withVerdict, type PlanSite } from './plan-site.ts';

/** A crash is no hang (Q223755), a stopped service neither; threads that stand still for another reason may be helped or not. */
export function fitRestart(plan: Plan, site: PlanSite): Fitting {
  const fitting = fitByFindings(plan, site);
  const findings = findingsFor(plan, site);
  const shown = withVerdict(findings, 'confirmed', 'likely');
  const state = serviceState(site, 'SMS_EXECUTIVE');
  if (site.crash !== null) {
    const fitBecause = `${site.crash} A crash is no hang: read Crash.log first, its thread name leads to the article (Q223755). A restart helps only until it crashes again.`;
    return { ...fitting, fit: 'possible', fitBecause };
  }
  if (shown.length > 0) {
    const old = site.diagnosis.age.stale
      ? ' What was read may no longer hold; see first that it still stands still.'
      : '';
    const fitBecause = `${shownSentence(shown)} A restart gets the threads working again; the fault stays and may come back at the next start.${old}`;
    return { ...fitting, fit: 'advised', fitBecause };
  }
  if (state === 'stopped') {
    const fitBecause =
      'SMS_EXECUTIVE is stopped, so it does not hang. Find out why it stopped; then the steps that start the services are enough.';
    return { ...fitting, fit: 'possible', fitBecause };
  }
  if (findings.length > 0) {
    const fitBecause = `${possibleSentence(findings)} Restart only when the threads stand still.`;
    return { ...fitting, fit: 'possible', fitBecause };
  }
  if (site.standsStill === true) {
    const fitBecause = `Threads stand still, and no known fault explains it. ${ruledOutSentence(plan, site)} Keep the proof and ask second level first: a restart may help, nothing shows that it will (judgement).`;
    return { ...fitting, fit: 'possible', fitBecause };
  }
  const fitBecause = `Nothing that was read shows that SMS_EXECUTIVE stands still. ${ruledOutSentence(plan, site)}`;
  return { ...fitting, fit: 'not-for-this-site', fitBecause };
}
