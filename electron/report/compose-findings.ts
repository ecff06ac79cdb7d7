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
  return strongestCited(finding).map(quote);
}

/** The same three, not yet put into words. */
export function strongestCited(finding: Finding): readonly CitedEvidence[] {
  const fromLines = finding.for.filter((item) => /:\d+$/.test(item.source));
  const others = finding.for.filter((item) => !fromLines.includes(item));
  return [...fromLines, ...others].slice(0, 3);
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

/** Further evidence that is quoted; the reasons of the conditions name the rest. */
const MOST_FURTHER = 3;
/** Evidence that rules an article out; more of it says the same. */
const MOST_AGAINST = 1;

/** An article that is ruled out is folded to its reason and what shows it. */
function ruledOutBlocks(finding: Finding): readonly Block[] {
  const reason = `Why not ${finding.id}? ${finding.whyNot ?? ''}`;
  const history = finding.history === null ? [] : [finding.history];
  const listed = `It is listed for ${finding.appliesTo.join(', ')}${finding.fixedIn === null ? '' : ` and first corrected in ${finding.fixedIn}`}.`;
  return [
    { kind: 'paragraph', words: [reason, ...history, listed].join(' ').trim() },
    ...finding.against.slice(0, MOST_AGAINST).map(quote),
  ];
}

function findingBlocks(finding: Finding): readonly Block[] {
  if (finding.verdict === 'ruled-out') return ruledOutBlocks(finding);
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
  const shown = found ? strongestCited(finding) : [];
  const others = finding.for.filter((item) => !shown.includes(item)).slice(0, MOST_FURTHER);
  const title = shown.length > 0 ? 'Further evidence for it' : 'Evidence for it';
  blocks.push(...evidence(title, others, finding.id, 'for'));
  blocks.push(...evidence('Evidence against it', finding.against, finding.id, 'against'));
  // What a condition says beside its question mark is not said again.
  const said = new Set(finding.conditions.flatMap(missingOf));
  const missing = finding.missing.filter((item) => !said.has(item.howToCollect));
  if (missing.length > 0) {
    blocks.push({
      kind: 'section',
      section: {
        id: `missing-${finding.id.toLowerCase()}`,
        title: 'What is missing',
        blocks: [
          {
            kind: 'list',
            ordered: false,
            items: missing.map(
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

/** A quotation longer than this is cut: the source says where the rest stands. */
const LONGEST_QUOTE = 160;

function quote(item: CitedEvidence): Block {
  const characters = Array.from(item.text);
  const text =
    characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join('')}…` : item.text;
  return { kind: 'quote', fact: item.fact, text, source: item.source };
}
