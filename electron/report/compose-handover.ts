/** The handover card: half a page for second level, with all that tells whether to go on from here. */
import type { CaseInfo } from '../contract/ipc.ts';
import type { SiteComparison } from '../engine/case/comparison.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import { leadingFinding, strongestCited } from './compose-findings.ts';
import { countsOf } from './compose-runs.ts';
import { outcomeBadges } from './compose-verification.ts';
import type { Block, Section, Words } from './document.ts';
import type { ReportedRun } from './reported-run.ts';
import { plainTime, serverTime, siteBadges } from './words.ts';

export interface HandoverContent {
  readonly diagnosis: Diagnosis;
  readonly caseInfo: CaseInfo | null;
  readonly runs: readonly ReportedRun[];
  readonly verification: SiteComparison | null;
  readonly evidenceSha256: string | null;
}

/** Runs that are named on the card, the latest. */
const MOST_RUNS = 3;

/** The card, or nothing where the case is no more than a diagnosis: the head of the report says that already. */
export function handoverSection(content: HandoverContent): readonly Section[] {
  const { diagnosis, caseInfo, runs, verification, evidenceSha256 } = content;
  if (runs.length === 0 && verification === null && evidenceSha256 === null) return [];
  const { site } = diagnosis;
  const leading = leadingFinding(diagnosis);
  const finding = leading === null ? '' : `${leading.id}. `;
  const pairs: { label: string; words: Words }[] = [
    {
      label: 'Site',
      words: [
        site.code ?? 'code not known',
        site.server ?? 'server not known',
        site.release ?? 'release not known',
      ].join(', '),
    },
    ...caseWords(caseInfo),
    ...firstReading(verification),
    {
      label: verification === null ? 'Verdict' : 'Verdict now',
      words: `${siteBadges[diagnosis.verdict].word}, ${serverTime(diagnosis.at)}: ${finding}${diagnosis.headline}`,
    },
    ...runWords(runs),
    { label: 'Outcome', words: outcomeWords(verification) },
  ];
  if (evidenceSha256 !== null) {
    pairs.push({ label: 'Evidence (SHA-256)', words: { code: evidenceSha256 } });
  }
  const quotes: readonly Block[] =
    leading === null
      ? []
      : [
          {
            kind: 'list',
            ordered: false,
            items: strongestCited(leading).map((item) => [
              `${item.fact.replace(/\.$/, '')}: `,
              { code: item.text },
              ' (',
              { code: item.source },
              ')',
            ]),
          },
        ];
  return [{ id: 'handover', title: 'Handover card', blocks: [{ kind: 'facts', pairs }, ...quotes] }];
}

/** What the case began with; the verdict below it is of the latest reading. */
function firstReading(verification: SiteComparison | null): { label: string; words: Words }[] {
  if (verification === null) return [];
  const { at, headline } = verification.before;
  return [{ label: 'At first', words: `${serverTime(at)}: ${headline}` }];
}

function caseWords(caseInfo: CaseInfo | null): { label: string; words: Words }[] {
  const parts = [caseInfo?.name, caseInfo?.ticket, caseInfo?.technician].filter(
    (part): part is string => part !== undefined && part !== '',
  );
  return parts.length === 0 ? [] : [{ label: 'Case', words: parts.join(', ') }];
}

function runWords(runs: readonly ReportedRun[]): { label: string; words: Words }[] {
  if (runs.length === 0) return [{ label: 'Done so far', words: 'Nothing: no plan was begun.' }];
  const shown = runs.slice(-MOST_RUNS);
  const earlier = runs.length - shown.length;
  return shown.map((run, index) => ({
    label: index === 0 ? 'Done so far' : 'Then',
    words: `${index === 0 && earlier > 0 ? `${earlier} earlier, then: ` : ''}${run.title} (${plainTime(run.begunAt)}): ${countsOf(run)}${reasonsOf(run)}`,
  }));
}

/** Why steps were skipped, and what failed: the first thing second level asks. */
function reasonsOf({ steps }: ReportedRun): string {
  const reasons = steps.flatMap(({ state, title, marks, error }) => {
    const mark = marks.findLast(({ kind }) => kind === 'skipped');
    if (state === 'skipped' && mark !== undefined) return [`skipped “${title}”: ${mark.text}`];
    return state === 'failed' && error !== null ? [`failed “${title}”: ${error.message}`] : [];
  });
  return reasons.length === 0 ? '' : `; ${reasons.slice(0, 2).join('; ')}`;
}

function outcomeWords(verification: SiteComparison | null): string {
  if (verification === null) return 'Not verified: the site was not read again.';
  const { word } = outcomeBadges[verification.outcome];
  const { headline } = verification;
  return headline.startsWith(word) ? headline : `${word}. ${headline}`;
}
