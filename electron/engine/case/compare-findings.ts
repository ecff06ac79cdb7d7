/**
 * What became of each finding. It counts as flipped only where something that was known to be true is now known to be
 * false. That less was collected flips nothing, and neither does a fact that was never known before.
 */
import type { ConditionResult, Diagnosis, Finding, FindingVerdict, Truth } from '../reasoning/diagnosis.ts';
import type { FindingChange } from './comparison.ts';

const WORDS: Readonly<Record<FindingVerdict, string>> = {
  confirmed: 'confirmed',
  likely: 'likely',
  possible: 'possible',
  'ruled-out': 'ruled out',
};
const STRENGTH: readonly FindingVerdict[] = ['ruled-out', 'possible', 'likely', 'confirmed'];

/** True when the fault counts as there: confirmed or likely. */
export function isFound(finding: Finding | null): finding is Finding {
  return finding !== null && (finding.verdict === 'confirmed' || finding.verdict === 'likely');
}

/** A condition of a finding in both readings. */
export interface ConditionPair {
  readonly before: ConditionResult;
  /** Null when the article is not among the later findings. */
  readonly after: ConditionResult | null;
}

/** Conditions of one article in both readings, by their ids. */
export function pairConditions(before: Finding, after: Finding | null): readonly ConditionPair[] {
  return before.conditions.map((condition) => ({
    before: condition,
    after: after?.conditions.find((other) => other.id === condition.id) ?? null,
  }));
}

/** Conditions that show the fault: what it requires, and what tells it from others. */
export function showsFault({ role, distinguishing }: ConditionResult): boolean {
  return role === 'required' || role === 'distinguishing' || distinguishing;
}

/** Every article of either reading, the founding order of the later one first. */
export function compareFindings(before: Diagnosis, after: Diagnosis): readonly FindingChange[] {
  const find = (diagnosis: Diagnosis, id: string): Finding | null =>
    diagnosis.findings.find((finding) => finding.id === id) ?? null;
  const ids = [...new Set([...before.findings, ...after.findings].map((finding) => finding.id))];
  const changes = ids.flatMap((id) => {
    const [a, b] = [find(before, id), find(after, id)];
    const named = b ?? a;
    return named === null ? [] : [changeOf(named, a, b)];
  });
  return changes.sort((a, b) => rank(a) - rank(b));
}

const ORDER: readonly FindingChange['change'][] = [
  'new',
  'stronger',
  'flipped',
  'lost-evidence',
  'weaker',
  'same',
];

function rank({ change }: FindingChange): number {
  return ORDER.indexOf(change);
}

function changeOf(named: Finding, before: Finding | null, after: Finding | null): FindingChange {
  const from = before?.verdict ?? 'ruled-out';
  const to = after?.verdict ?? 'ruled-out';
  const judged = judge(from, to, before, after);
  return {
    id: named.id,
    title: named.title,
    before: before === null ? 'not among the findings' : WORDS[from],
    after: after === null ? 'not among the findings' : WORDS[to],
    ...judged,
  };
}

type Judged = Pick<FindingChange, 'change' | 'because'>;

function judge(
  from: FindingVerdict,
  to: FindingVerdict,
  before: Finding | null,
  after: Finding | null,
): Judged {
  const difference = STRENGTH.indexOf(to) - STRENGTH.indexOf(from);
  if (difference === 0) return same(from, before, after);
  return difference > 0 ? grew(before, after) : fell(before, after);
}

function same(verdict: FindingVerdict, before: Finding | null, after: Finding | null): Judged {
  const told = after?.whyNot ?? null;
  if (isFound(after) && before !== null) {
    const still = after.conditions.filter((condition) => showsFault(condition) && condition.truth === 'true');
    return {
      change: 'same',
      because: `It is ${WORDS[verdict]} in both. Still true: ${list(still.map(({ label }) => label))}.`,
    };
  }
  return { change: 'same', because: told ?? `It is ${WORDS[verdict]} in both.` };
}

function grew(before: Finding | null, after: Finding | null): Judged {
  const turned = (after?.conditions ?? []).filter(
    (condition) =>
      showsFault(condition) && condition.truth === 'true' && truthIn(before, condition.id) !== 'true',
  );
  const reasons = turned.map(
    (condition) =>
      `${quoted(condition)} is true now and ${was(truthIn(before, condition.id))}. ${condition.because}`,
  );
  const because = reasons.length > 0 ? reasons.join(' ') : 'What spoke against it no longer does.';
  return { change: isFound(after) && !isFound(before) ? 'new' : 'stronger', because };
}

function fell(before: Finding | null, after: Finding | null): Judged {
  const pairs =
    before === null ? [] : pairConditions(before, after).filter((pair) => showsFault(pair.before));
  const ended = pairs.filter((pair) => pair.before.truth === 'true' && pair.after?.truth === 'false');
  if (isFound(before) && !isFound(after) && ended.length > 0) {
    return { change: 'flipped', because: ended.map(endedWords).join(' ') };
  }
  const lost = pairs.filter((pair) => pair.before.truth === 'true' && pair.after?.truth === 'unknown');
  if (isFound(before) && ended.length === 0 && lost.length > 0) {
    return {
      change: 'lost-evidence',
      because: `Less is known now, which shows nothing: ${lost
        .map((pair) =>
          `${quoted(pair.before)} was true and is not known now. ${pair.after?.because ?? ''}`.trim(),
        )
        .join(' ')}`,
    };
  }
  return { change: 'weaker', because: weakerWords(before, after, ended) };
}

function weakerWords(before: Finding | null, after: Finding | null, ended: readonly ConditionPair[]): string {
  if (ended.length > 0) return ended.map(endedWords).join(' ');
  const excluded = (after?.conditions ?? []).filter(
    (condition) =>
      showsFault(condition) && condition.truth === 'false' && truthIn(before, condition.id) === 'unknown',
  );
  if (excluded.length > 0) {
    return excluded
      .map(
        (condition) =>
          `${quoted(condition)} was not known before and is false. ${condition.because} It may never have been this fault.`,
      )
      .join(' ');
  }
  return after?.whyNot ?? 'The later reading does not name it among the faults that are possible.';
}

function endedWords({ before, after }: ConditionPair): string {
  return `${quoted(before)} was true and is false now. ${after?.because ?? ''}`.trim();
}

function truthIn(finding: Finding | null, id: string): Truth {
  return finding?.conditions.find((condition) => condition.id === id)?.truth ?? 'unknown';
}

function was(truth: Truth): string {
  return truth === 'false' ? 'was false before' : 'was not known before';
}

function quoted({ label }: ConditionResult): string {
  return `“${label}”`;
}

function list(labels: readonly string[]): string {
  return labels.length === 0 ? 'nothing that tells it apart' : labels.map((label) => `“${label}”`).join(', ');
}
