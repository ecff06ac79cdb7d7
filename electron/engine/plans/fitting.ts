/** How well a plan fits a site, and why. */
import type { Plan } from '../knowledge/plan.ts';
import type { Finding } from '../reasoning/diagnosis.ts';
import { findingsFor, idsInWords, withVerdict, type PlanSite } from './plan-site.ts';
import type { TailoredPlan } from './tailored-plan.ts';

export interface Fitting extends Pick<TailoredPlan, 'fit' | 'fitBecause' | 'needsFirst'> {
  /** Findings it is for, best first. */
  readonly findings: readonly string[];
}

/**
 * The rule for a plan that has none of its own: as good as the best finding that names it.
 */
export function fitByFindings(plan: Plan, site: PlanSite): Fitting {
  const findings = findingsFor(plan, site);
  const base = { needsFirst: [], findings: findings.map(({ id }) => id) };
  const shown = withVerdict(findings, 'confirmed', 'likely');
  if (shown.length > 0) return { ...base, fit: 'advised', fitBecause: shownSentence(shown) };
  if (findings.length > 0) return { ...base, fit: 'possible', fitBecause: possibleSentence(findings) };
  return { ...base, fit: 'not-for-this-site', fitBecause: ruledOutSentence(plan, site) };
}

/** `Q260366 is confirmed here.` */
export function shownSentence(findings: readonly Finding[]): string {
  const confirmed = withVerdict(findings, 'confirmed');
  const told = confirmed.length > 0 ? confirmed : findings;
  return `${idsInWords(told)} is ${confirmed.length > 0 ? 'confirmed' : 'likely'} here.`;
}

/** `Q260366 is possible here, but not shown. To find out: ...` */
export function possibleSentence(findings: readonly Finding[]): string {
  const missing = findings.flatMap((finding) => finding.missing)[0];
  const next = missing === undefined ? '' : ` To find out: ${missing.howToCollect}`;
  return `${idsInWords(findings)} is possible here, but not shown.${next}`;
}

/** Why none of the findings that name a plan is at work. */
export function ruledOutSentence(plan: Pick<Plan, 'id'>, { diagnosis }: PlanSite): string {
  const named = diagnosis.findings.filter((finding) => finding.plans.includes(plan.id));
  const reasons = named.flatMap(({ id, whyNot }) => (whyNot === null ? [] : [`${id}: ${whyNot}`]));
  return reasons.length === 0 ? 'No known fault here asks for it.' : reasons.join(' ');
}
