import type {
  CitedEvidence,
  ConditionResult,
  ConditionRole,
  Diagnosis,
  Explanation,
  Finding,
} from '../engine/reasoning/diagnosis.ts';
import type { Block, Section, Words } from './document.ts';
import { findingBadges } from './words.ts';

const roles: Readonly<Record<ConditionRole, string>> = {
  required: 'required',
  distinguishing: 'tells it apart',
  supporting: 'supports it',
  contradicting: 'speaks against it',
};

/** The finding the report is about: the best one that is confirmed or likely, or null. */
export function leadingFinding(diagnosis: Diagnosis): Finding | null {
  const first = diagnosis.findings[0];
  return first && (first.verdict === 'confirmed' || first.verdict === 'likely') ? first : null;
}

/** The strongest three pieces of evidence as quotations, those with a line of a log first. */
export function strongestEvidence(finding: Finding): readonly Block[] {
  const cited = [...finding.for];
  const fromLines = cited.filter((item) => /:\d+$/.test(item.source));
  const others = cited.filter((item) => !fromLines.includes(item));
  return [...fromLines, ...others].slice(0, 3).map(quote);
}

/** One sub-section per finding: ticks of its conditions, evidence for, against and missing, and why not. */
export function findingSections(diagnosis: Diagnosis): readonly Section[] {
  return diagnosis.findings.map((finding) => ({
    id: `finding-${finding.id.toLowerCase()}`,
    title: `${finding.id}: ${finding.title}`,
    badge: findingBadges[finding.verdict],
    blocks: findingBlocks(finding),
  }));
}

function findingBlocks(finding: Finding): readonly Block[] {
  // A sentence that states the fault stands only where the fault is found.
  const found = finding.verdict === 'confirmed' || finding.verdict === 'likely';
  const blocks: Block[] = found ? [{ kind: 'paragraph', words: finding.headline }] : [];
  if (finding.summary !== '' && finding.summary !== finding.headline) {
    blocks.push({ kind: 'paragraph', words: finding.summary });
  }
  if (finding.whyNot !== null) {
    blocks.push({ kind: 'paragraph', words: `Why not ${finding.id}? ${finding.whyNot}` });
  }
  if (finding.history !== null) blocks.push({ kind: 'paragraph', words: finding.history });
  blocks.push({
    kind: 'facts',
    pairs: [
      { label: 'Listed for', words: finding.appliesTo.join(', ') || 'no release named' },
      { label: 'First corrected in', words: finding.fixedIn ?? 'no release named' },
    ],
  });
  if (finding.conditions.length > 0) {
    blocks.push({
      kind: 'conditions',
      items: finding.conditions.map((condition) => ({
        truth: condition.truth,
        label: condition.label,
        role: roleWords(condition),
        because: condition.because,
        howToFindOut: missingOf(condition),
      })),
    });
  }
  blocks.push(...evidence('Evidence for it', finding.for, finding.id, 'for'));
  blocks.push(...evidence('Evidence against it', finding.against, finding.id, 'against'));
  if (finding.missing.length > 0) {
    blocks.push({
      kind: 'section',
      section: {
        id: `missing-${finding.id.toLowerCase()}`,
        title: 'What is missing',
        blocks: [
          {
            kind: 'list',
            ordered: false,
            items: finding.missing.map(
              (item): Words => `${item.fact.replace(/\.$/, '')}. How to find out: ${item.howToCollect}`,
            ),
          },
        ],
      },
    });
  }
  return blocks;
}

function roleWords(condition: ConditionResult): string {
  const both = condition.distinguishing && condition.role !== 'distinguishing';
  const role = both ? `${roles[condition.role]}, ${roles.distinguishing}` : roles[condition.role];
  return condition.sources.length === 0 ? role : `${role}, ${condition.sources.join(', ')}`;
}

function missingOf(explanation: Explanation): readonly string[] {
  if (explanation.truth !== 'unknown') return [];
  const own = explanation.missing.map((item) => item.howToCollect);
  return [...new Set([...own, ...explanation.children.flatMap(missingOf)])];
}

function evidence(
  title: string,
  items: readonly CitedEvidence[],
  finding: string,
  side: 'for' | 'against',
): readonly Block[] {
  if (items.length === 0) return [];
  return [
    {
      kind: 'section',
      section: { id: `${side}-${finding.toLowerCase()}`, title, blocks: items.map(quote) },
    },
  ];
}

function quote(item: CitedEvidence): Block {
  return { kind: 'quote', fact: item.fact, text: item.text, source: item.source };
}
