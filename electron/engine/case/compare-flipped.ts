/** Every fault that was found has flipped: is that the end of it, and is the work done that it had held up? */
import { belowInboxes } from '../answers/answer-ids.ts';
import type { Diagnosis, Finding } from '../reasoning/diagnosis.ts';
import { pairConditions, showsFault, type ConditionPair } from './compare-findings.ts';
import { drainWords, heldUp } from './compare-held-up.ts';
import { inboxLabel, inboxOf } from './compare-inbox-facts.ts';
import { stillToSee } from './compare-still-to-see.ts';
import { standsStill, laneOf } from './compare-threads.ts';
import type { Compared, Judgement } from './compare-types.ts';
import { list, said } from './compare-words.ts';
import type { FactChange } from './comparison.ts';

/** The release, which a cure changes and which no symptom is. */
const RELEASE_CONDITION = 'listed-release';

/** All that was found has flipped; whether that is the end of it depends on what it had held up. */
export function judgeFlipped(
  compared: Compared,
  flipped: readonly Finding[],
  worse: readonly FactChange[],
): Judgement {
  const names = list(flipped.map((finding) => finding.id));
  const proof = compared.findings
    .filter((change) => change.change === 'flipped')
    .map((change) => change.because);
  const symptoms = flipped.flatMap((finding) => symptomsOf(finding, compared.after));
  const [mark, ...marks] = symptoms.filter(
    ({ before, after }) => before.distinguishing && after?.truth === 'true',
  );
  if (mark !== undefined) {
    return {
      outcome: 'not-fixed',
      headline: `Not fixed: ${names} is ruled out now, but “${mark.before.label}” is still true.`,
      because: [...[mark, ...marks].map(({ after }) => after?.because ?? ''), ...worse.map(said), ...proof],
    };
  }
  const unseen = symptoms.filter(({ before, after }) => before.distinguishing && after?.truth !== 'false');
  const seenGone = symptoms.some((pair) => pair.after?.truth === 'false');
  const [first] = unseen;
  if (first !== undefined || !seenGone) {
    const lacking =
      first === undefined || !seenGone
        ? 'nothing shows that the site works again'
        : `whether “${first.before.label}” still holds could not be seen`;
    return {
      outcome: 'cannot-tell',
      headline: `It cannot be told: ${names} is excluded, but ${lacking}.`,
      because: [...new Set([...proof, ...symptoms.flatMap(collectWords)])],
    };
  }
  const { waiting, notRead } = heldUp(compared);
  const held = waiting.map((inbox) => inbox.text);
  const troubles = [...worse.map(troubleOf), ...newlySeen(compared)];
  const [trouble] = troubles;
  if (trouble !== undefined) {
    const more = troubles.length > 1 ? ` (and ${troubles.length - 1} more)` : '';
    return {
      outcome: 'partly',
      headline: `Partly fixed: ${names} no longer shows, but ${trouble.short}${more}.`,
      because: [...troubles.map((item) => item.text), ...held, ...proof],
    };
  }
  if (waiting.length > 0) {
    return {
      outcome: 'partly',
      headline: `Partly fixed: ${names} no longer shows, and the backlog ${drainWords(waiting)}.`,
      because: [...held, ...proof, ...stillToSee(compared, flipped)],
    };
  }
  if (notRead.length > 0) {
    return {
      outcome: 'cannot-tell',
      headline: `It cannot be told yet: ${names} no longer shows, but whether the backlog is gone was not read.`,
      because: [
        `To decide it: collect the inboxes again, above all ${list(notRead.map(inboxLabel))}.`,
        ...proof,
      ],
    };
  }
  return {
    outcome: 'fixed',
    headline: `Fixed: ${names} no longer shows, and nothing got worse.`,
    because: [...proof, ...stillToSee(compared, flipped)],
  };
}

interface Trouble {
  /** To follow `but`. */
  readonly short: string;
  readonly text: string;
}

function troubleOf(fact: FactChange): Trouble {
  return { short: `something got worse: ${fact.label}, ${fact.after}`, text: said(fact) };
}

/** Threads that stand still and backlogs that are there now: those that stayed, and those the first reading did not hold. */
function newlySeen({ before, after, facts }: Compared): readonly Trouble[] {
  const threads = facts
    .filter((fact) => fact.id.startsWith('thread:') && fact.change !== 'worse')
    .filter((fact) => standsStill(laneOf(after, fact.label)))
    .map((fact) => ({ short: `${fact.label} stands still`, text: said(fact) }));
  const inboxes = after.inboxes
    .filter((inbox) => inbox.backlog && inboxOf(before, belowInboxes(inbox.path)) === null)
    .map(({ path, why }) => ({
      short: `work piles up in ${inboxLabel(path)}`,
      text: `${inboxLabel(path)}: ${why} The first reading did not hold this folder.`,
    }));
  return [...threads, ...inboxes];
}

/** Conditions that showed the fault at work; the release is where it can happen, not that it does. */
function symptomsOf(finding: Finding, after: Diagnosis): readonly ConditionPair[] {
  const later = after.findings.find((candidate) => candidate.id === finding.id) ?? null;
  return pairConditions(finding, later).filter(
    ({ before }) => showsFault(before) && before.id !== RELEASE_CONDITION && before.truth === 'true',
  );
}

function collectWords({ after }: ConditionPair): readonly string[] {
  return after?.truth === 'unknown' ? after.missing.map((item) => `To decide it: ${item.howToCollect}`) : [];
}
