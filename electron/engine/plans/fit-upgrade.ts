/** Whether a service pack is to be put on. */
import type { Plan } from '../knowledge/plan.ts';
import type { UpgradePath } from '../release/upgrade-path.ts';
import { fitByFindings, shownSentence, type Fitting } from './fitting.ts';
import { findingsFor, withVerdict, type PlanSite } from './plan-site.ts';

/**
 * @param path the advised way; null when the release of the site is not known
 * @param goal release that ends both founding faults
 */
export function fitUpgrade(plan: Plan, site: PlanSite, path: UpgradePath | null, goal: string): Fitting {
  const base = { ...fitByFindings(plan, site), needsFirst: needsFirst(site) };
  const later = site.diagnosis.site.laterRelease ?? null;
  if (path === null && later !== null) {
    const fitBecause = `${later} stands for a service pack later than ${goal}, and no article here tells of one. Both founding faults ended before it.`;
    return { ...base, needsFirst: [], fit: 'not-for-this-site', fitBecause };
  }
  if (path === null) {
    const dispute = site.diagnosis.site.releaseDispute;
    const fitBecause = `The release of the site is not known, so the way cannot be chosen. ${dispute ?? 'Read it on the server, or answer which it is.'}`;
    return { ...base, fit: 'possible', fitBecause };
  }
  if (!path.allowed) {
    const fitBecause = path.why.map((reason) => `${reason.text} (${reason.source})`).join(' ');
    return { ...base, fit: 'not-for-this-site', fitBecause };
  }
  if (path.steps.length === 0) {
    const fitBecause = `The site runs ${path.from}. Q260366 and Q304381 are both corrected there (Q308269).`;
    return { ...base, needsFirst: [], fit: 'done', fitBecause };
  }
  const way = path.steps.join(', then ');
  const shown = withVerdict(findingsFor(plan, site), 'confirmed', 'likely');
  if (shown.length > 0) {
    return { ...base, fit: 'advised', fitBecause: `${shownSentence(shown)} ${way} ends it for good.` };
  }
  const founding = site.diagnosis.findings.filter((finding) => finding.appliesTo.includes(path.from));
  const known =
    founding.length === 0
      ? `Neither Q260366 nor Q304381 is listed for ${path.from}.`
      : `${path.from} has the fault of ${founding.map(({ id }) => id).join(' and ')}, but it is not shown to be at work here.`;
  return { ...base, fit: 'possible', fitBecause: `${known} ${goal} ends both faults and many others.` };
}

function needsFirst({ standsStill }: PlanSite): Fitting['needsFirst'] {
  return standsStill === true
    ? [
        {
          plan: 'restart-executive',
          because:
            'Setup stops the services, and SMS_EXECUTIVE may not stop while it hangs. Waiting files are best worked off before the programs change (judgement).',
        },
      ]
    : [];
}
