/** The leading finding and what stands beside it. */
import type {
  CitedEvidence,
  ConditionResult,
  ConditionRole,
  Diagnosis,
  Finding,
  MissingEvidence,
} from '../../electron/engine/reasoning/diagnosis.ts';

/** The finding that the verdict is about; null when nothing is at least likely. */
export function leadingFinding(diagnosis: Diagnosis): Finding | null {
  const first = diagnosis.findings[0];
  return first !== undefined && (first.verdict === 'confirmed' || first.verdict === 'likely') ? first : null;
}

/** The leading finding and, while it is only likely, those that are as likely; empty when nothing leads. */
export function tiedFindings(diagnosis: Diagnosis): readonly Finding[] {
  const leading = leadingFinding(diagnosis);
  if (leading === null) return [];
  if (leading.verdict === 'confirmed') return [leading];
  return diagnosis.findings.filter((finding) => finding.verdict === leading.verdict);
}

/** All findings but the leading one, best first. */
export function otherFindings(diagnosis: Diagnosis): readonly Finding[] {
  const leading = leadingFinding(diagnosis);
  return diagnosis.findings.filter((finding) => finding !== leading);
}

/** A condition that was met, with the line that shows it best. */
export interface Proof {
  readonly label: string;
  readonly because: string;
  readonly evidence: CitedEvidence;
}

const isReleaseSource = (source: string): boolean => /compver\.ini|\.reg\b/i.test(source);

/** Marks that tell the fault apart first; the release last among what is required, since many sites have it. */
function weight(condition: ConditionResult): number {
  if (condition.distinguishing || condition.role === 'distinguishing') return 0;
  if (condition.role === 'supporting') return 2;
  return condition.evidence.every((item) => isReleaseSource(item.source)) ? 3 : 1;
}

/** The strongest evidence: one line for each condition that was met, in the order of what it proves. */
export function strongestEvidence(finding: Finding, most = 3): readonly Proof[] {
  return finding.conditions
    .filter((condition) => condition.truth === 'true' && condition.role !== 'contradicting')
    .map((condition, place) => ({ condition, place }))
    .sort((a, b) => weight(a.condition) - weight(b.condition) || a.place - b.place)
    .flatMap(({ condition }) => {
      const evidence = condition.evidence[0];
      return evidence === undefined ? [] : [{ label: condition.label, because: condition.because, evidence }];
    })
    .slice(0, most);
}

/** One line of the balance: what speaks, and where it was read. */
export interface Weighed {
  readonly label: string;
  readonly sources: readonly string[];
}

export interface Balance {
  readonly for: readonly Weighed[];
  readonly against: readonly Weighed[];
  readonly missing: readonly MissingEvidence[];
}

const sourcesOf = (items: readonly CitedEvidence[]): readonly string[] => [
  ...new Set(items.map((item) => item.source)),
];

/** What is cited but belongs to none of these conditions, so that nothing is left out. */
function further(
  cited: readonly CitedEvidence[],
  conditions: readonly ConditionResult[],
): readonly Weighed[] {
  const covered = new Set(conditions.flatMap((condition) => sourcesOf(condition.evidence)));
  return cited
    .filter((item) => !covered.has(item.source))
    .map((item) => ({ label: item.fact, sources: [item.source] }));
}

/** For, against and missing, told by conditions: a single cited line says little without what it is cited for. */
export function balanceOf(finding: Finding): Balance {
  const speaksFor = (condition: ConditionResult): boolean =>
    condition.role !== 'contradicting' && condition.truth === 'true';
  const speaksAgainst = (condition: ConditionResult): boolean =>
    condition.role === 'contradicting'
      ? condition.truth === 'true'
      : condition.role === 'required' && condition.truth === 'false';
  const weigh = (condition: ConditionResult, label: string): Weighed => ({
    label,
    sources: sourcesOf(condition.evidence),
  });
  const proFor = finding.conditions.filter(speaksFor);
  const against = finding.conditions.filter(speaksAgainst);
  return {
    for: [
      ...proFor.map((condition) => weigh(condition, condition.label)),
      ...further(finding.for, finding.conditions),
    ],
    against: [
      ...against.map((condition) => weigh(condition, condition.because || condition.label)),
      ...further(finding.against, finding.conditions),
    ],
    missing: finding.missing,
  };
}

export interface ConditionGroup {
  readonly role: ConditionRole;
  readonly title: string;
  readonly meaning: string;
  readonly conditions: readonly ConditionResult[];
}

const roles: Readonly<Record<ConditionRole, { readonly title: string; readonly meaning: string }>> = {
  required: { title: 'Required', meaning: 'Each of these must be true.' },
  distinguishing: { title: 'Tells it apart', meaning: 'A mark that other faults do not leave.' },
  supporting: { title: 'Supports it', meaning: 'Makes it more credible, but is not needed.' },
  contradicting: { title: 'Would speak against it', meaning: 'A ✓ here lowers the verdict.' },
};

/** Conditions that were met and tell this fault from others: what a verdict rests on, whatever else they are. */
export function marksMet(finding: Finding): readonly ConditionResult[] {
  return finding.conditions.filter(
    (condition) =>
      condition.truth === 'true' && (condition.distinguishing || condition.role === 'distinguishing'),
  );
}

/** Conditions by the part they play; groups without conditions are left out. */
export function conditionGroups(finding: Finding): readonly ConditionGroup[] {
  return (Object.keys(roles) as ConditionRole[])
    .map((role) => ({
      role,
      ...roles[role],
      conditions: finding.conditions.filter((condition) => condition.role === role),
    }))
    .filter((group) => group.conditions.length > 0);
}
