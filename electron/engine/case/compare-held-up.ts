/** What became of the work that the fault had held up: the inboxes with a backlog in the first reading. */
import { belowInboxes } from '../answers/answer-ids.ts';
import type { Diagnosis, InboxAssessment, InboxComparison } from '../reasoning/diagnosis.ts';
import { wordsOfDuration } from '../time/format.ts';
import { inboxLabel, inboxOf } from './compare-inbox-facts.ts';
import { list } from './compare-words.ts';

/** An inbox that was backed up and still holds files. */
export interface Waiting {
  readonly name: string;
  readonly text: string;
  /** Minutes until it is empty, null where it does not drain or nothing tells. */
  readonly emptyInMinutes: number | null;
  readonly drains: boolean;
}

interface HeldUpInput {
  readonly before: Diagnosis;
  readonly after: Diagnosis;
  readonly inboxes: InboxComparison;
}

/** Inboxes that were backed up: those that still hold more than the daily coming and going, and those that were not read again. */
export function heldUp({ before, after, inboxes }: HeldUpInput): {
  readonly waiting: readonly Waiting[];
  readonly notRead: readonly string[];
} {
  const backed = before.inboxes.filter((inbox) => inbox.backlog);
  const notRead = backed.filter((inbox) => later(after, inbox) === null).map((inbox) => inbox.path);
  const waiting = backed.flatMap((inbox): readonly Waiting[] => {
    const now = later(after, inbox);
    if (now === null || !stillWaits(now)) return [];
    const change = inboxes.changes.find((entry) => belowInboxes(entry.path) === belowInboxes(now.path));
    const emptyInMinutes = change?.emptyInMinutes ?? null;
    const told = change === undefined ? now.why : change.text;
    return [
      {
        name: inboxLabel(now.path),
        text: `${inboxLabel(now.path)}: ${told}`,
        emptyInMinutes,
        drains: emptyInMinutes !== null || now.files < inbox.files,
      },
    ];
  });
  return { waiting, notRead };
}

function later(after: Diagnosis, inbox: InboxAssessment): InboxAssessment | null {
  return inboxOf(after, belowInboxes(inbox.path));
}

function stillWaits(inbox: InboxAssessment): boolean {
  if (inbox.backlog) return true;
  // Many young files or files without an age may be a backlog; a few left over are none.
  return inbox.judgement === 'unknown' && inbox.files >= (inbox.rule?.files ?? 1);
}

/** What becomes of the backlog, to follow `the backlog`. */
export function drainWords(waiting: readonly Waiting[]): string {
  if (!waiting.some((inbox) => inbox.drains))
    return 'is still there; read again in a few minutes to see it drain';
  const still = waiting.filter((inbox) => !inbox.drains).map((inbox) => inbox.name);
  if (still.length > 0) return `drains, but not in ${list(still)}`;
  const times = waiting.map((inbox) => inbox.emptyInMinutes);
  const longest = Math.max(...times.map((minutes) => minutes ?? 0));
  if (times.some((minutes) => minutes === null) || longest === 0) return 'drains';
  return `drains; it is empty in about ${wordsOfDuration(longest * 60_000)} at this pace`;
}
