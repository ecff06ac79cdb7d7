/** One sentence a manager understands. */
import type { Finding, SiteVerdict } from './diagnosis.ts';
import type { Situation } from './situation.ts';

/** The sentence above the diagnosis. */
export function headlineOf(verdict: SiteVerdict, findings: readonly Finding[], situation: Situation): string {
  const [best] = findings;
  if (verdict === 'confirmed' && best) return best.headline;
  if (verdict === 'likely' && best) return likelyHeadline(findings, best);
  const symptoms = symptomsOf(situation);
  if (verdict === 'undetermined') {
    return symptoms === null
      ? 'Too little is known to say whether a known fault is at work.'
      : `${symptoms} What was collected does not decide whether a known fault is behind it.`;
  }
  return symptoms === null
    ? 'None of the known faults is at work here.'
    : `${symptoms} None of the known faults explains it.`;
}

function likelyHeadline(findings: readonly Finding[], best: Finding): string {
  const likely = findings.filter((finding) => finding.verdict === 'likely');
  if (likely.length > 1) {
    return `The SMS Executive hangs, by ${likely.map((finding) => finding.id).join(' or ')}; one missing fact decides which.`;
  }
  return `${best.headline.replace(/\.$/, '')} (likely; something is still to be confirmed).`;
}

function symptomsOf({ stalls, inboxes }: Situation): string | null {
  const waiting = stalls.stalls.filter((stall) => stall.kind === 'waiting').map((stall) => stall.component);
  const silent = stalls.stalls.filter((stall) => stall.kind === 'silent').length;
  const backlogs = inboxes
    .filter(({ assessment }) => assessment.backlog)
    .map(({ folder }) => shortPath(folder.path));
  const parts: string[] = [];
  if (waiting.length > 0) parts.push(`${waiting.join(' and ')} waits and does not go on`);
  else if (silent > 0)
    parts.push(`${silent === 1 ? '1 thread' : `${silent} threads`} of the Executive stopped logging`);
  if (backlogs.length > 0) {
    const shown = backlogs.slice(0, 3).join(', ');
    const more = backlogs.length > 3 ? ` and ${backlogs.length - 3} more` : '';
    parts.push(`work piles up in ${shown}${more}`);
  }
  if (parts.length === 0) return null;
  const sentence = parts.join(', and ');
  return `${sentence[0]?.toUpperCase() ?? ''}${sentence.slice(1)}.`;
}

function shortPath(path: string): string {
  return path.replace(/^(?:.*\/)?inboxes\//i, '').replaceAll('/', '\\');
}
