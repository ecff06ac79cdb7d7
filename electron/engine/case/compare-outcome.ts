/**
 * From what changed to one word: fixed, partly, not fixed, worse, or it cannot be told. Fixed only when every fault that was
 * found has flipped on evidence, what showed it is known to be gone, the work it held up is done, and nothing got worse.
 */
import type { Finding } from '../reasoning/diagnosis.ts';
import { isFound, pairConditions } from './compare-findings.ts';
import { judgeFlipped } from './compare-flipped.ts';
import { inboxOf } from './compare-inbox-facts.ts';
import type { Compared, Judgement } from './compare-types.ts';
import { list, said } from './compare-words.ts';
import type { FactChange, FindingChange } from './comparison.ts';

/** Judges two readings of one site, the second later than the first. */
export function judgeOutcome(compared: Compared): Judgement {
  const found = compared.before.findings.filter(isFound);
  return found.length === 0 ? withoutFault(compared) : ofFaults(found, compared);
}

function withoutFault({ after, findings, facts }: Compared): Judgement {
  const shows = findings.filter((finding) => finding.change === 'new');
  const worse = facts.filter((fact) => fact.change === 'worse');
  const named = list(shows.map((finding) => finding.id));
  if (shows.length > 0) {
    const came = shows.some((finding) => finding.before === 'ruled out');
    return {
      outcome: came ? 'worse' : 'not-fixed',
      headline: came
        ? `Worse: ${named} shows now, and did not before.`
        : `Not fixed: ${named} shows now. The first reading did not decide it.`,
      because: [...shows.map((finding) => finding.because), ...worse.map(said)],
    };
  }
  if (worse.length > 0) {
    return {
      outcome: 'worse',
      headline: `Worse: ${list(worse.map(({ label }) => label))} stood better in the first reading.`,
      because: worse.map(said),
    };
  }
  const better = facts.filter((fact) => fact.change === 'better');
  return {
    outcome: 'cannot-tell',
    headline:
      better.length === 0
        ? 'No known fault was found before and none now, so there is nothing that could be called fixed.'
        : `No known fault was found before, so none can be called fixed. ${better.length === 1 ? '1 fact is' : `${better.length} facts are`} better than before.`,
    because: [...better.map(said), ...after.nextQuestions.slice(0, 1).map((question) => question.text)],
  };
}

/** What is said of the faults that were found in the first reading. */
interface Faults {
  readonly flipped: readonly Finding[];
  readonly still: readonly FindingChange[];
  readonly lost: readonly FindingChange[];
  readonly weaker: readonly FindingChange[];
}

function ofFaults(found: readonly Finding[], compared: Compared): Judgement {
  const changeOf = (finding: Finding): FindingChange | undefined =>
    compared.findings.find((change) => change.id === finding.id);
  const changes = found.flatMap((finding) => changeOf(finding) ?? []);
  const isStill = (change: FindingChange): boolean =>
    change.change !== 'flipped' && (change.after === 'confirmed' || change.after === 'likely');
  const faults: Faults = {
    flipped: found.filter((finding) => changeOf(finding)?.change === 'flipped'),
    still: changes.filter(isStill),
    lost: changes.filter((change) => change.change === 'lost-evidence' && !isStill(change)),
    weaker: changes.filter((change) => change.change === 'weaker' && !isStill(change)),
  };
  const fresh = compared.findings.filter((change) => change.change === 'new');
  const worse = compared.facts.filter((fact) => fact.change === 'worse');
  // Files go on piling up before a thread that hangs: that is the same fault going on, no second one.
  const serious = worse.filter((fact) => !isGrowth(fact, compared));
  const rest = { compared, faults, fresh, worse };
  if (fresh.length > 0) return freshFault(rest);
  if (serious.length > 0 && faults.flipped.length < found.length) return gotWorse(rest, serious);
  if (faults.still.length > 0) return stillThere(rest);
  if (faults.lost.length > 0) return lessKnown(rest);
  if (faults.weaker.length > 0) return undecided(rest);
  return judgeFlipped(compared, faults.flipped, worse);
}

interface Rest {
  readonly compared: Compared;
  readonly faults: Faults;
  readonly fresh: readonly FindingChange[];
  readonly worse: readonly FactChange[];
}

function isGrowth(fact: FactChange, { before }: Compared): boolean {
  const path = /^inbox:(.+)$/.exec(fact.id)?.[1];
  return path !== undefined && inboxOf(before, path)?.backlog === true;
}

function freshFault({ faults, fresh, worse }: Rest): Judgement {
  const gone = faults.flipped.map((finding) => finding.id);
  const named = list(fresh.map((finding) => finding.id));
  return {
    outcome: 'worse',
    headline:
      gone.length > 0
        ? `Worse: ${list(gone)} no longer shows, but ${named} does now.`
        : `Worse: ${named} shows now as well.`,
    because: [...fresh.map((finding) => finding.because), ...worse.map(said)],
  };
}

function gotWorse({ faults }: Rest, serious: readonly FactChange[]): Judgement {
  const still = faults.still.map((change) => change.id);
  const first = serious[0];
  const what =
    first === undefined
      ? 'something'
      : `${first.label} ${first.id.startsWith('service') ? 'is' : 'now:'} ${first.after}`;
  return {
    outcome: 'worse',
    headline:
      still.length > 0
        ? `Worse: ${list(still)} still shows, and ${what}.`
        : `Worse: whether the fault is gone is not shown, and ${what}.`,
    because: [
      ...serious.map(said),
      ...faults.still.map((change) => change.because),
      ...undecidedWords(faults),
    ],
  };
}

function stillThere({ faults, worse, compared }: Rest): Judgement {
  const still = list(faults.still.map((change) => change.id));
  const gone = faults.flipped.map((finding) => finding.id);
  const grown = worse.map(said);
  if (gone.length > 0) {
    return {
      outcome: 'partly',
      headline: `Partly fixed: ${list(gone)} no longer shows, ${still} still does.`,
      because: [...faults.still.map((change) => change.because), ...grown],
    };
  }
  const verdict = faults.still[0]?.after ?? 'there';
  const piling = worse.length > 0 ? ', and the backlog has grown' : '';
  return {
    outcome: 'not-fixed',
    headline: `Not fixed: ${still} is still ${verdict}${piling}.`,
    because: [
      ...faults.still.map((change) => change.because),
      ...grown,
      ...compared.facts.filter((fact) => fact.change === 'better').map(said),
    ],
  };
}

function lessKnown({ faults, compared }: Rest): Judgement {
  const names = list(faults.lost.map((change) => change.id));
  return {
    outcome: 'cannot-tell',
    headline: `It cannot be told: the second reading lacks what would show whether ${names} is gone.`,
    because: [...faults.lost.map((change) => change.because), ...toCollect(faults.lost, compared)],
  };
}

/** How to get what the second reading lacks. */
function toCollect(changes: readonly FindingChange[], { before, after }: Compared): readonly string[] {
  const asked = changes.flatMap(({ id }) => {
    const finding = before.findings.find((candidate) => candidate.id === id);
    const later = after.findings.find((candidate) => candidate.id === id) ?? null;
    if (finding === undefined) return [];
    return pairConditions(finding, later)
      .filter((pair) => pair.before.truth === 'true' && pair.after?.truth === 'unknown')
      .flatMap((pair) => pair.after?.missing.map((item) => `To decide it: ${item.howToCollect}`) ?? []);
  });
  return [...new Set(asked)];
}

function undecided({ faults }: Rest): Judgement {
  const names = list(faults.weaker.map((change) => change.id));
  return {
    outcome: 'cannot-tell',
    headline: `It cannot be told: less speaks for ${names} now, but nothing shows that it is gone.`,
    because: undecidedWords(faults),
  };
}

function undecidedWords(faults: Faults): readonly string[] {
  return [...faults.lost, ...faults.weaker].map((change) => change.because);
}
