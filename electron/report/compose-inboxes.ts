/** The inboxes: what is backed up and by which rule, what is worth a look, and how they changed. */
import type { Diagnosis, InboxAssessment, InboxComparison } from '../engine/reasoning/diagnosis.ts';
import type { Block, Row, Section, Words } from './document.ts';
import { ageWords, count, serverTime, sizeWords, wholeNumber } from './words.ts';

const judgements = { true: '▲ Backlog', false: '○ No backlog', unknown: '? Not decided' } as const;
/** Extensions told of a backed-up inbox. */
const MOST_EXTENSIONS = 5;
const MOST_EXAMPLES = 3;
/** Backed-up inboxes whose purpose and files are told, the fullest. */
const MOST_DETAILS = 2;
/** Changes told one by one. */
const MOST_CHANGES = 12;

/** Backlogs and undecided inboxes with a bar each, the rule once, the rest in a sentence. */
export function inboxSection(diagnosis: Diagnosis, comparison: InboxComparison | null): Section {
  const filled = diagnosis.inboxes.filter((inbox) => inbox.files > 0);
  const shown = filled
    .filter((inbox) => inbox.judgement !== 'false')
    .sort((a, b) => rank(a) - rank(b) || b.files - a.files || a.path.localeCompare(b.path, 'en'));
  const blocks: Block[] = [];
  if (diagnosis.inboxes.length === 0) {
    blocks.push({ kind: 'paragraph', words: 'Not collected: no inbox was in what was read.' });
  }
  if (shown.length > 0) {
    const most = Math.max(1, ...shown.map((inbox) => inbox.files));
    blocks.push(
      {
        kind: 'table',
        caption: 'Inboxes that are backed up or not decided',
        barLabel: 'Files',
        columns: [
          { label: 'Inbox' },
          { label: 'Files', numeric: true },
          { label: 'Size', numeric: true },
          { label: 'Oldest' },
          { label: 'Judgement' },
        ],
        rows: shown.map((inbox) => inboxRow(inbox, most)),
      },
      ...ruleBlocks(shown),
    );
  }
  const details = shown
    .filter((inbox) => inbox.judgement === 'true')
    .slice(0, MOST_DETAILS)
    .flatMap(detailOf);
  if (details.length > 0) blocks.push({ kind: 'list', ordered: false, items: details });
  blocks.push(...suspicionBlocks(filled), ...restBlocks(diagnosis.inboxes, filled, shown.length));
  if (comparison !== null) blocks.push(comparisonBlock(comparison));
  return { id: 'inboxes', title: 'Inboxes', blocks };
}

function rank(inbox: InboxAssessment): number {
  return inbox.judgement === 'true' ? 0 : 1;
}

function nameOf(inbox: { readonly path: string }): string {
  return inbox.path.replace(/^(?:.*\/)?inboxes\//i, '');
}

function inboxRow(inbox: InboxAssessment, most: number): Row {
  const told = inbox.source?.startsWith('answered') === true;
  return {
    cells: [
      { code: nameOf(inbox) },
      wholeNumber(inbox.files),
      told ? 'not told' : sizeWords(inbox.bytes),
      oldestInWords(inbox.oldestAgeMinutes),
      `${judgements[inbox.judgement]}${told ? `, ${inbox.source ?? ''}` : ''}`,
    ],
    bar: { share: inbox.files / most, tone: inbox.judgement === 'true' ? 'caution' : 'neutral' },
  };
}

function oldestInWords(minutes: number | null): string {
  if (minutes === null) return 'not known';
  return minutes < 0 ? 'in the future' : `${ageWords(minutes)} old`;
}

/** Each rule once, with the inboxes it is for where it is not the common one. */
function ruleBlocks(inboxes: readonly InboxAssessment[]): readonly Block[] {
  const rules = new Map<string, string[]>();
  for (const inbox of inboxes) {
    if (inbox.rule === null) continue;
    const names = rules.get(inbox.rule.text) ?? [];
    if (inbox.rule.from !== 'common') names.push(nameOf(inbox).replaceAll('/', '\\'));
    rules.set(inbox.rule.text, names);
  }
  return [...rules].map(([text, names]) => ({
    kind: 'paragraph' as const,
    words: `The rule${names.length === 0 ? '' : ` for ${names.join(', ')}`}: ${text}.`,
  }));
}

/** What a backed-up inbox is for, who empties it, and which files wait in it. */
function detailOf(inbox: InboxAssessment): readonly Words[] {
  const kinds = inbox.byExtension
    .slice(0, MOST_EXTENSIONS)
    .map(
      (item) =>
        `${wholeNumber(item.files)} ${item.extension === '' ? 'without an extension' : `.${item.extension.replace(/^\./, '')}`}`,
    );
  const more = inbox.byExtension.length - kinds.length;
  const files =
    kinds.length === 0 ? '' : ` Files: ${kinds.join(', ')}${more > 0 ? ` and ${more} other kinds` : ''}.`;
  const reader = inbox.reader === null ? '' : ` ${inbox.reader} empties it.`;
  const rest = `${inbox.purpose ?? ''}${reader}${files}`.trim();
  return rest === '' ? [] : [[{ code: nameOf(inbox) }, `: ${rest}`]];
}

function suspicionBlocks(inboxes: readonly InboxAssessment[]): readonly Block[] {
  const items = inboxes.flatMap((inbox) =>
    inbox.suspicious.map((item): Words => {
      const names = item.examples.slice(0, MOST_EXAMPLES).map((example) => example.name);
      const examples = names.length === 0 ? '' : ` Such as ${[...new Set(names)].join(', ')}.`;
      return [{ code: nameOf(inbox) }, `: ${item.why}${examples} (${item.sources.join(', ')})`];
    }),
  );
  if (items.length === 0) return [];
  return [
    {
      kind: 'section',
      section: {
        id: 'suspicious',
        title: 'Files worth a look',
        blocks: [{ kind: 'list', ordered: false, items }],
      },
    },
  ];
}

/** Inboxes without a backlog, in a sentence. */
function restBlocks(
  all: readonly InboxAssessment[],
  filled: readonly InboxAssessment[],
  shown: number,
): readonly Block[] {
  const empty = all.length - filled.length;
  const calm = filled.length - shown;
  const parts: string[] = [];
  if (calm > 0) {
    const store = filled.filter((inbox) => inbox.kind === 'store').length;
    const why =
      store > 0 ? `; in ${store === 1 ? '1 of them' : `${store} of them`} files stay by design` : '';
    parts.push(
      `${count(calm, 'further inbox holds', 'further inboxes hold')} files and ${calm === 1 ? 'has' : 'have'} no backlog${why}.`,
    );
  }
  if (empty > 0) {
    parts.push(`${count(empty, 'inbox', 'inboxes')} ${empty === 1 ? 'is' : 'are'} empty.`);
  }
  return parts.length === 0 ? [] : [{ kind: 'paragraph', words: parts.join(' ') }];
}

/** How the inboxes changed between two collections. */
function comparisonBlock(comparison: InboxComparison): Block {
  const { before, after, minutes, problem } = comparison;
  const moved = comparison.changes.filter((change) => change.trend !== 'steady');
  const steady = comparison.changes.length - moved.length;
  const span = minutes === null ? '' : `, ${ageWords(minutes)} apart`;
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      words:
        problem ?? `Between ${serverTime(before.at)} and ${serverTime(after.at)}${span}. The pace is a mean.`,
    },
  ];
  if (moved.length > 0) {
    blocks.push({
      kind: 'list',
      ordered: false,
      items: moved
        .slice(0, MOST_CHANGES)
        .map((change): Words => [{ code: nameOf(change) }, `: ${change.text}`]),
    });
  }
  const rest = steady + Math.max(0, moved.length - MOST_CHANGES);
  if (rest > 0)
    blocks.push({ kind: 'paragraph', words: `${count(rest, 'inbox', 'inboxes')} about the same.` });
  return {
    kind: 'section',
    section: { id: 'comparison', title: 'How the inboxes changed', blocks },
  };
}
