/** "Before and after": whether the fix worked, what became of the findings, and each fact that changed. */
import type { FactChange, FindingChange, FixOutcome, SiteComparison } from '../engine/case/comparison.ts';
import type { Badge, Block, Section } from './document.ts';
import { serverTime } from './words.ts';

/** Badge of the outcome: green only for fixed; the same words as in the window. */
export const outcomeBadges: Readonly<Record<FixOutcome, Badge>> = {
  fixed: { tone: 'verified', icon: '✓', word: 'Fixed' },
  partly: { tone: 'caution', icon: '◐', word: 'Partly fixed' },
  'not-fixed': { tone: 'danger', icon: '✖', word: 'Not fixed' },
  worse: { tone: 'danger', icon: '▼', word: 'Worse' },
  'cannot-tell': { tone: 'information', icon: '?', word: 'Cannot be told' },
};

const changeWords: Readonly<Record<FactChange['change'], string>> = {
  better: '↑ better',
  worse: '↓ worse',
  changed: '≠ changed',
  same: '= the same',
  'cannot-tell': '? cannot be told',
};

const findingWords: Readonly<Record<FindingChange['change'], string>> = {
  flipped: '✓ no longer shows, on evidence',
  weaker: '○ less speaks for it',
  same: '= the same',
  stronger: '▲ more speaks for it',
  new: '▲ shows now',
  'lost-evidence': '? less is known of it now',
};

/** Reasons that are told; the table of facts says the rest. */
const MOST_REASONS = 6;

/** The section, or nothing where the site was read once. */
export function verificationSection(comparison: SiteComparison | null): readonly Section[] {
  if (comparison === null) return [];
  const { outcome, headline, because, before, after } = comparison;
  const blocks: Block[] = [
    {
      kind: 'banner',
      badge: outcomeBadges[outcome],
      title: headline,
      words: `Read ${serverTime(before.at)}, and again ${serverTime(after.at)}.`,
    },
    {
      kind: 'facts',
      pairs: [
        { label: 'Before', words: `${before.headline} (${before.label})` },
        { label: 'After', words: `${after.headline} (${after.label})` },
      ],
    },
  ];
  if (because.length > 0) {
    blocks.push({ kind: 'list', ordered: false, items: because.slice(0, MOST_REASONS) });
  }
  blocks.push(...findingTable(comparison.findings), ...factTable(comparison.facts));
  return [{ id: 'before-after', title: 'Before and after', blocks }];
}

function findingTable(findings: readonly FindingChange[]): readonly Block[] {
  if (findings.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'Findings before and after',
      columns: [{ label: 'Finding' }, { label: 'Before' }, { label: 'After' }, { label: 'What that means' }],
      rows: findings.map((finding) => ({
        cells: [finding.id, finding.before, finding.after, findingWords[finding.change]],
      })),
    },
  ];
}

function factTable(facts: readonly FactChange[]): readonly Block[] {
  const told = facts.filter((fact) => fact.change !== 'same' && fact.change !== 'cannot-tell');
  const table: Block = {
    kind: 'table',
    caption: 'Facts that changed',
    columns: [{ label: 'Fact' }, { label: 'Before' }, { label: 'After' }, { label: 'Change' }],
    rows: told.map((fact) => ({
      cells: [fact.label, fact.before, fact.after, changeWords[fact.change]],
    })),
  };
  const named = (change: FactChange['change'], words: string): readonly Block[] => {
    const labels = facts.filter((fact) => fact.change === change).map((fact) => fact.label);
    return labels.length === 0 ? [] : [{ kind: 'paragraph', words: `${words}: ${labels.join(', ')}.` }];
  };
  return [
    ...(told.length > 0 ? [table] : []),
    ...named('same', 'The same in both'),
    ...named('cannot-tell', 'Read only once, so nothing can be told'),
  ];
}
