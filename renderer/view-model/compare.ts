/** Before and after: two readings of the same site side by side. */
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { leadingFinding } from './findings.ts';
import { inboxName, sortInboxes } from './inbox-bars.ts';
import type { Tone } from './verdict.ts';

export type Change = 'fewer' | 'more' | 'same' | 'not-compared';

export interface InboxComparison {
  readonly path: string;
  readonly name: string;
  /** Number of files; null when the folder was not in that reading. */
  readonly before: number | null;
  readonly after: number | null;
  readonly change: Change;
}

function changeOf(before: number | null, after: number | null): Change {
  if (before === null || after === null) return 'not-compared';
  return after < before ? 'fewer' : after > before ? 'more' : 'same';
}

/** The queues that held files in one of the two readings, backlogs of the first reading on top. */
export function compareInboxes(before: Diagnosis, after: Diagnosis): readonly InboxComparison[] {
  const key = (path: string): string => path.toLowerCase();
  const later = new Map(after.inboxes.map((inbox) => [key(inbox.path), inbox]));
  const earlier = new Set(before.inboxes.map((inbox) => key(inbox.path)));
  const all = [
    ...sortInboxes(before.inboxes),
    ...sortInboxes(after.inboxes).filter((inbox) => !earlier.has(key(inbox.path))),
  ];
  return all
    .filter((inbox) => inbox.kind === 'queue' || inbox.backlog)
    .map((inbox) => {
      const first = earlier.has(key(inbox.path)) ? inbox.files : null;
      const second = later.get(key(inbox.path))?.files ?? null;
      return {
        path: inbox.path,
        name: inboxName(inbox.path),
        before: first,
        after: second,
        change: changeOf(first, second),
      };
    })
    .filter((row) => (row.before ?? 0) > 0 || (row.after ?? 0) > 0);
}

/** True when both readings hold for the same moment, so that nothing new was seen. */
export function sameMoment(before: Diagnosis, after: Diagnosis): boolean {
  return before.at === after.at;
}

export interface ComparisonOutcome {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
}

/**
 * What the second reading says about the first. "Verified" only when a fault was found before, is ruled out or gone now,
 * nothing is left undecided, and logs and inboxes were read both times.
 */
export function outcomeOf(before: Diagnosis, after: Diagnosis): ComparisonOutcome {
  const fault = leadingFinding(before);
  const still = leadingFinding(after);
  if (fault === null && still === null) {
    return {
      tone: 'info',
      title: 'No fault before, none now',
      text: 'There was no fault to get rid of, so there is nothing to compare it with.',
    };
  }
  if (still !== null) {
    return {
      tone: still.verdict === 'confirmed' ? 'danger' : 'caution',
      title: fault?.id === still.id ? `${still.id} is still there` : `${still.id} shows now`,
      text: 'Do not close the ticket. Go back to the plan, or look at the diagnosis again.',
    };
  }
  const read = (diagnosis: Diagnosis): boolean => diagnosis.logs.length > 0 && diagnosis.inboxes.length > 0;
  if (after.verdict === 'no-known-fault' && read(before) && read(after)) {
    return {
      tone: 'verified',
      title: `${fault?.id ?? 'The fault'} no longer shows`,
      text: 'The threads write again and nothing that was read shows the fault. Look once more after the next backup or start.',
    };
  }
  return {
    tone: 'info',
    title: `${fault?.id ?? 'The fault'} is no longer the verdict, but this is not certain yet`,
    text: 'The second reading does not decide it. See what is missing on the Diagnosis page.',
  };
}
