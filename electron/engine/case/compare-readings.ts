/** Two readings of one site beside each other: what became of the findings, what changed, and whether it is fixed. */
import { compareInboxes } from '../inboxes/compare-inboxes.ts';
import type { Diagnosis } from '../reasoning/diagnosis.ts';
import { backupFact, controlFileFact, crashFact, releaseFact, serviceFacts } from './compare-facts.ts';
import { compareFindings } from './compare-findings.ts';
import { inboxFacts } from './compare-inbox-facts.ts';
import { atOf, isOtherSite, minutesLater, nameOfSite, wordsOfMoment } from './compare-order.ts';
import { judgeOutcome } from './compare-outcome.ts';
import { threadFacts } from './compare-threads.ts';
import type { Judgement } from './compare-types.ts';
import type { FactChange, SiteComparison } from './comparison.ts';

/**
 * Compares two readings of a site, fact by fact. Facts are judged in the order given; an outcome other than `cannot-tell` is
 * told only when the second reading is of the same site and later.
 * @param before the reading from before the fix
 * @param after the reading that shall show whether it worked
 * @returns the comparison; never throws for any two diagnoses
 */
export function compareReadings(before: Diagnosis, after: Diagnosis): SiteComparison {
  const sides = { before: sideOf(before), after: sideOf(after) };
  if (isOtherSite(before, after)) {
    return {
      ...otherSite(before, after),
      ...sides,
      findings: [],
      facts: [],
      inboxes: null,
    };
  }
  const later = minutesLater(before, after);
  const inboxes = compareInboxes(before, after);
  const findings = compareFindings(before, after);
  const facts = factsOf(before, after, inboxes, later !== null && later < 0);
  const judged =
    later === null || later <= 0
      ? notLater(before, after, later)
      : judgeOutcome({ before, after, findings, facts, inboxes });
  return { ...judged, ...sides, findings, facts, inboxes: later !== null && later < 0 ? null : inboxes };
}

function sideOf(diagnosis: Diagnosis): SiteComparison['before'] {
  return { label: diagnosis.site.label, at: atOf(diagnosis), headline: diagnosis.headline };
}

const ORDER: readonly FactChange['change'][] = ['worse', 'better', 'changed', 'cannot-tell', 'same'];

function factsOf(
  before: Diagnosis,
  after: Diagnosis,
  inboxes: ReturnType<typeof compareInboxes>,
  reversed: boolean,
): readonly FactChange[] {
  const facts = [
    releaseFact(before, after),
    ...serviceFacts(before, after),
    ...inboxFacts(before, after, inboxes, reversed),
    ...crashFact(before, after),
    ...threadFacts(before, after),
    ...controlFileFact(before, after),
    ...backupFact(before, after),
  ];
  return facts.sort((a, b) => ORDER.indexOf(a.change) - ORDER.indexOf(b.change));
}

function otherSite(before: Diagnosis, after: Diagnosis): Judgement {
  return {
    outcome: 'cannot-tell',
    headline: `It cannot be told: these are two sites, ${nameOfSite(before)} and ${nameOfSite(after)}.`,
    because: [`Read ${nameOfSite(before)} again, or choose a later snapshot of it.`],
  };
}

function notLater(before: Diagnosis, after: Diagnosis, later: number | null): Judgement {
  if (later === null) {
    return {
      outcome: 'cannot-tell',
      headline: 'It cannot be told: one of the two readings does not say of when it is.',
      because: ['Read the site itself or a snapshot, in which times stand.'],
    };
  }
  if (later === 0) {
    return {
      outcome: 'cannot-tell',
      headline: `It cannot be told: both readings are of ${wordsOfMoment(after)}, so nothing new was seen.`,
      because: ['Collect the site again after the fix, then compare.'],
    };
  }
  return {
    outcome: 'cannot-tell',
    headline: `It cannot be told: the second reading is of ${wordsOfMoment(after)}, earlier than the first (${wordsOfMoment(before)}).`,
    because: ['Collect the site again after the fix, then compare.'],
  };
}
