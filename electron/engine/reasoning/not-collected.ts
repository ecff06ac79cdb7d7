/** What was not in the material that was read, in words: a gap is never a sign of health. */
import type { SiteEvidence } from '../evidence/model.ts';
import type { Situation } from './situation.ts';

/** Names told one by one. */
const MOST_NAMED = 4;

/** One sentence per gap. */
export function notCollected({ evidence }: Situation): readonly string[] {
  const { coverage } = evidence;
  return [
    ...logGaps(evidence),
    ...(coverage.inboxes ? [] : [inboxGap(evidence)]),
    ...(coverage.registry ? [] : ['The registry of the site server: no export was read.']),
    ...(coverage.versionFiles ? [] : ['The version files compver.ini.']),
    ...(coverage.services ? [] : ['The states of the services.']),
    ...(coverage.processes ? [] : ['The list of processes.']),
    ...(coverage.crashes ? [] : ['Crash folders: what was read does not show whether there are any.']),
    ...(evidence.logs.files.some((file) => file.family === 'smsbkup')
      ? []
      : ['Smsbkup.log, which shows when the site backup ended.']),
    ...(evidence.controlFiles.length === 0 && coverage.inboxes ? ['The backup control file.'] : []),
    ...failedSteps(evidence),
  ];
}

function logGaps(evidence: SiteEvidence): readonly string[] {
  const read = evidence.logs.files.filter((file) => file.pasted !== true);
  const off = tracingOff(evidence);
  if (!evidence.coverage.logs || read.length === 0) {
    const pasted = evidence.logs.files.length > 0 ? ' Only the lines that were pasted are known.' : '';
    return [
      off === ''
        ? `No server log: logging is off by default, or the Logs folder was not copied. That is no sign of health.${pasted}`
        : `No server log. ${off}${pasted}`,
    ];
  }
  const gaps = off === '' ? [] : [off];
  const isUnreadable = evidence.unreadable.some(({ source }) => /(?:^|[/\\])despool\.lo[g_]$/i.test(source));
  if (isUnreadable && !hasDespoolerLog(evidence)) {
    gaps.push('Despool.log is there, but it could not be read.');
  } else if (!hasDespoolerLog(evidence) && !/despool/i.test(off)) {
    gaps.push('No Despool.log: logging of the despooler may be off (it is off by default).');
  }
  return gaps;
}

/** Components whose logging the registry shows as turned off: their missing or old log is no sign (Q214979). */
function tracingOff({ tracing }: SiteEvidence): string {
  const off = tracing.filter((reading) => reading.enabled === false).map((reading) => reading.component);
  if (off.length === 0) return '';
  // The despooler first: its log decides the most.
  const names = [...off].sort((a, b) => Number(/DESPOOLER/i.test(b)) - Number(/DESPOOLER/i.test(a)));
  const more = names.length - MOST_NAMED;
  const who = `${names.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return `Logging is turned off for ${who}. That their logs are missing or old is no sign of anything.`;
}

function inboxGap({ inboxes }: SiteEvidence): string {
  return inboxes.length === 0
    ? 'The inboxes: no folder listing was read.'
    : 'The inboxes: no folder listing was read, only what was counted by hand is known.';
}

/** Steps of the collector that did not work out. */
function failedSteps({ collection }: SiteEvidence): readonly string[] {
  return collection
    .filter((step) => step.outcome === 'failed')
    .map(
      (step) =>
        `The collector could not do its step "${step.step}"${step.note === '' ? '' : ` (${step.note})`}.`,
    );
}

/** Several components may share one file (Q198737), so the name of the file alone does not tell. */
function hasDespoolerLog({ logs }: SiteEvidence): boolean {
  return (
    logs.files.some((file) => file.family === 'despool') ||
    logs.components.some((activity) => activity.component.toUpperCase() === 'SMS_DESPOOLER')
  );
}
