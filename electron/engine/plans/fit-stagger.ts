/** Whether pauses are to be put into the backup control file (Q260366). */
import type { Plan } from '../knowledge/plan.ts';
import { compareReleases } from '../release/release.ts';
import { fitByFindings, possibleSentence, shownSentence, type Fitting } from './fitting.ts';
import { findingsFor, withVerdict, type PlanSite } from './plan-site.ts';
import type { PlanFit } from './tailored-plan.ts';

/** The only release the article proposes it for. */
const RELEASE = '2.0 SP2';

/** Q260366 proposes it for Service Pack 2; Service Pack 3 ends that fault. */
export function fitStagger(plan: Plan, site: PlanSite): Fitting {
  const base = { ...fitByFindings(plan, site), needsFirst: needsFirst(site) };
  const { release } = site;
  if (release !== null && release !== RELEASE) {
    return { ...base, needsFirst: [], fit: 'not-for-this-site', fitBecause: whyNotFor(release, site) };
  }
  const later = site.diagnosis.site.laterRelease ?? null;
  if (release === null && later !== null) {
    const fitBecause = `${later} stands for a service pack later than ${RELEASE}. Q260366 ended with 2.0 SP3, and no article proposes the pauses from then on.`;
    return { ...base, needsFirst: [], fit: 'not-for-this-site', fitBecause };
  }
  if (site.controlFile?.state === 'staggered') {
    const fitBecause =
      'The pauses are in the control file already. Look at it again after the upgrade (Q260366).';
    return { ...base, fit: 'done', fitBecause };
  }
  const [fit, because] = byFindings(plan, site);
  const file = reservation(site);
  const secondary =
    site.type === 'secondary'
      ? ' This is a secondary site: it has no SMS_SQL_MONITOR, which starts the backup (Q235785, Q307778). See first whether a site backup runs here at all.'
      : '';
  return {
    ...base,
    fit: file !== '' || secondary !== '' ? 'possible' : fit,
    fitBecause: `${because}${file}${secondary}`,
  };
}

function byFindings(plan: Plan, site: PlanSite): readonly [PlanFit, string] {
  const findings = findingsFor(plan, site);
  const shown = withVerdict(findings, 'confirmed', 'likely');
  if (shown.length > 0 && site.release === null) {
    const dispute = site.diagnosis.site.releaseDispute ?? 'The release of the site is not known.';
    return [
      'possible',
      `${shownSentence(shown)} But it is for ${RELEASE} only, so settle first what the site runs. ${dispute}`,
    ];
  }
  if (shown.length > 0) {
    return [
      'advised',
      `${shownSentence(shown)} Do it before the next site backup. It may help; it is not certain.`,
    ];
  }
  if (findings.length > 0) {
    return ['possible', `${possibleSentence(findings)} As a precaution it may be done on ${RELEASE}.`];
  }
  const known =
    site.release === null
      ? `The release is not known; it is for ${RELEASE} only.`
      : `${RELEASE} has the fault of Q260366, but it is not at work here now.`;
  return ['possible', `${known} As a precaution it may be done.`];
}

function whyNotFor(release: Exclude<PlanSite['release'], null>, { controlFile }: PlanSite): string {
  const there =
    controlFile?.state === 'staggered'
      ? ' The pauses are in the control file from earlier; they have no documented use here.'
      : '';
  return compareReleases(release, RELEASE) > 0
    ? `The site runs ${release}. Q260366 ended with 2.0 SP3, and no article proposes the pauses from then on.${there}`
    : `The site runs ${release}. Q260366 names ${RELEASE} only, and no article proposes the pauses for ${release}.${there}`;
}

/** What of the control file must be looked at first; empty when nothing speaks against the edit. */
function reservation({ controlFile, controlFileNames }: PlanSite): string {
  if (controlFileNames.length > 1) {
    return ` Both ${controlFileNames.join(' and ')} are there; find out first which one the backup uses.`;
  }
  if (controlFile?.state === 'unexpected' || controlFile?.state === 'not-a-control-file') {
    return ` The control file cannot be edited as it is. ${controlFile.note}`;
  }
  return '';
}

/** The test run of the backup stops all services. */
function needsFirst({ standsStill }: PlanSite): Fitting['needsFirst'] {
  return standsStill === true
    ? [
        {
          plan: 'restart-executive',
          because:
            'The backup that tests the pauses stops the services first, and SMS_EXECUTIVE may not stop while it hangs (Q260366).',
        },
      ]
    : [];
}
