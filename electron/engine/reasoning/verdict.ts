/**
 * From judged conditions to the verdict of one article. Ruled out: something it requires is known to be false.
 * Confirmed: all it requires is known to be true, and a distinguishing mark is. Likely: a mark is there, all that is known
 * agrees, and something required is still unknown. Possible otherwise. What contradicts lowers it.
 */
import { watchedTexts, type EntryCondition, type KnowledgeEntry } from '../knowledge/entry.ts';
import { judgeEntryCondition } from './conditions.ts';
import type { CitedEvidence, ConditionResult, Finding, FindingVerdict } from './diagnosis.ts';
import type { Situation } from './situation.ts';

/** Every entry names its condition on the release so. */
const RELEASE_CONDITION = 'listed-release';
const ORDER: readonly FindingVerdict[] = ['confirmed', 'likely', 'possible', 'ruled-out'];

/** Judges one article in a situation. */
export function judgeEntry(entry: KnowledgeEntry, situation: Situation): Finding {
  const conditions = entry.conditions.map((condition) => judgeEntryCondition(condition, situation));
  const verdict = verdictOf(entry.conditions, conditions);
  return {
    id: entry.id,
    title: entry.title,
    verdict,
    for: cited(conditions, speaksFor, speaksAgainst),
    against: cited(conditions, speaksAgainst, speaksFor),
    missing: conditions
      .filter((condition) => condition.truth === 'unknown')
      .flatMap((condition) => condition.missing),
    fixedIn: entry.fixedIn,
    plans: entry.plans,
    whyNot: whyNot(entry, verdict, conditions),
    headline: headlineFor(entry, conditions),
    summary: entry.summary,
    appliesTo: entry.appliesTo,
    conditions,
    history: historyOf(entry, situation),
  };
}

/** Best verdict first, then by number. */
export function compareFindings(a: Finding, b: Finding): number {
  return ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || a.id.localeCompare(b.id);
}

function verdictOf(entries: readonly EntryCondition[], results: readonly ConditionResult[]): FindingVerdict {
  const required = results.filter((result) => result.role === 'required');
  if (required.some((result) => result.truth === 'false')) return 'ruled-out';
  const marked = results.some((result) => result.distinguishing && result.truth === 'true');
  const allKnown = required.every((result) => result.truth === 'true');
  const base: FindingVerdict = marked ? (allKnown ? 'confirmed' : 'likely') : 'possible';
  const caps = results.flatMap((result, index) =>
    result.role === 'contradicting' && result.truth === 'true'
      ? [entries[index]?.lowersTo ?? 'possible']
      : [],
  );
  return [base, ...caps].reduce((lowest, verdict) =>
    ORDER.indexOf(verdict) > ORDER.indexOf(lowest) ? verdict : lowest,
  );
}

/** What tells one fault from another comes first; the release, which many faults share, last. */
function byWeight(conditions: readonly ConditionResult[]): readonly ConditionResult[] {
  const weight = (condition: ConditionResult): number => {
    if (condition.id === RELEASE_CONDITION) return 4;
    if (condition.role === 'required') return condition.distinguishing ? 0 : 1;
    return condition.role === 'supporting' ? 2 : 3;
  };
  return [...conditions].sort((a, b) => weight(a) - weight(b));
}

function headlineFor(entry: KnowledgeEntry, conditions: readonly ConditionResult[]): string {
  const special = entry.headlines?.find((candidate) =>
    candidate.if.every((id) =>
      conditions.some((condition) => condition.id === id && condition.truth === 'true'),
    ),
  );
  return special?.text ?? entry.headline;
}

function speaksFor(condition: ConditionResult): boolean {
  return condition.role === 'contradicting' ? condition.truth === 'false' : condition.truth === 'true';
}

function speaksAgainst(condition: ConditionResult): boolean {
  return condition.role === 'contradicting' ? condition.truth === 'true' : condition.truth === 'false';
}

/** A judgement without a line of its own is still cited, with its reason. */
function cite(condition: ConditionResult): readonly CitedEvidence[] {
  if (condition.role === 'contradicting' && condition.truth === 'false') return [];
  if (condition.evidence.length > 0) return condition.evidence;
  return [{ fact: condition.label, source: 'all that was read', text: condition.because }];
}

/** What the conditions of one side rest on, and what is said against those of the other side. */
function cited(
  conditions: readonly ConditionResult[],
  isOnSide: (condition: ConditionResult) => boolean,
  isOnOther: (condition: ConditionResult) => boolean,
): readonly CitedEvidence[] {
  const disputes = conditions.filter(isOnOther).flatMap(({ disputedBy }) => disputedBy ?? []);
  return once([...byWeight(conditions.filter(isOnSide)).flatMap(cite), ...disputes]);
}

/** Two conditions may rest on one line; it is cited once. */
function once(all: readonly CitedEvidence[]): readonly CitedEvidence[] {
  const key = (item: CitedEvidence): string => `${item.source}|${item.fact}`;
  const seen = new Set<string>();
  return all.filter((item) => {
    if (seen.has(key(item))) return false;
    seen.add(key(item));
    return true;
  });
}

function whyNot(
  entry: KnowledgeEntry,
  verdict: FindingVerdict,
  conditions: readonly ConditionResult[],
): string | null {
  if (verdict === 'confirmed' || verdict === 'likely') return null;
  if (verdict === 'ruled-out') {
    const false_ = conditions.filter(
      (condition) => condition.role === 'required' && condition.truth === 'false',
    );
    const release = false_.find((condition) => condition.id === RELEASE_CONDITION);
    return (release ? [release] : false_).map((condition) => condition.because).join(' ');
  }
  const contradicting = conditions.filter(
    (condition) => condition.role === 'contradicting' && condition.truth === 'true',
  );
  if (contradicting.length > 0) {
    return `Something speaks against it. ${contradicting.map((condition) => `${condition.label}: ${condition.because}`).join(' ')}`;
  }
  const open = conditions.filter(
    (condition) => condition.role === 'required' && condition.truth === 'unknown',
  );
  const marks = conditions.filter((condition) => condition.distinguishing && condition.truth !== 'true');
  const reasons = [...new Set([...open, ...marks])].map((condition) => condition.because);
  return `Nothing shows yet that it is ${entry.id}. ${reasons.join(' ')}`.trim();
}

/** A wait that ended is told, so that nobody wonders about it, but it is not today's fault. */
function historyOf(entry: KnowledgeEntry, { stalls }: Situation): string | null {
  for (const { id } of watchedTexts({ entries: [entry] })) {
    const stand = stalls.atEnd.get(id);
    if (stand === undefined) continue;
    if (stand.state !== 'worked-on' || stand.run === null || stand.run.count < 3) continue;
    const { first, endedBy } = stand.run;
    if (endedBy === null) continue;
    return `It waited earlier (${first.path}:${first.line}) and went on working afterwards (${endedBy.path}:${endedBy.line}).`;
  }
  return null;
}
