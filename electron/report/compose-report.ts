import type { CaseInfo } from '../contract/ipc.ts';
import type { SiteComparison } from '../engine/case/comparison.ts';
import type { Plan } from '../engine/knowledge/plan.ts';
import type { Diagnosis, InboxComparison } from '../engine/reasoning/diagnosis.ts';
import { findingSections, leadingFinding } from './compose-findings.ts';
import { intro, subtitle } from './compose-intro.ts';
import { planSections, plansToShow } from './compose-plans.ts';
import { coverageSection, releaseSection } from './compose-coverage.ts';
import { inboxSection } from './compose-inboxes.ts';
import { servicesSection } from './compose-server.ts';
import { handoverSection } from './compose-handover.ts';
import { runsSection } from './compose-runs.ts';
import { verificationSection } from './compose-verification.ts';
import { stallSection, timelineSection } from './compose-threads.ts';
import type { Block, ReportDocument, Section } from './document.ts';
import type { RedactionSummary } from './redact.ts';
import type { ReportedRun } from './reported-run.ts';
import { offsetWords, serverTime } from './words.ts';

export interface ReportContent {
  readonly diagnosis: Diagnosis;
  readonly caseInfo: CaseInfo | null;
  /** Runs of plans, oldest first. */
  readonly runs: readonly ReportedRun[];
  /** The reading before the fix beside the latest one, null when the site was read once. */
  readonly verification: SiteComparison | null;
  /** SHA-256 of the evidence as the case keeps it, null outside a case. */
  readonly evidenceSha256: string | null;
  readonly plans: readonly Plan[];
  readonly redaction: RedactionSummary | null;
  /** How the inboxes changed since an earlier collection, null when that was not compared. */
  readonly comparison: InboxComparison | null;
}

/** Puts a diagnosis into the order a reader needs: verdict, proof, what to do, then everything behind it. */
export function composeReport(content: ReportContent): ReportDocument {
  const { diagnosis, caseInfo, runs, verification } = content;
  const plans = plansToShow(diagnosis, content.plans);
  const sections: Section[] = [
    ...verificationSection(verification),
    ...runsSection(runs),
    todoSection(diagnosis, plans, verification),
    {
      id: 'findings',
      title: 'Findings: for, against, missing',
      blocks: findingSections(diagnosis).map((section) => ({ kind: 'section', section })),
    },
    timelineSection(diagnosis),
    stallSection(diagnosis),
    inboxSection(diagnosis, content.comparison),
    servicesSection(diagnosis),
    releaseSection(diagnosis),
    coverageSection(diagnosis),
  ];
  if (plans.length > 0) {
    sections.push({
      id: 'plans',
      title: 'Plans, step by step',
      blocks: planSections(plans, runs).map((section) => ({ kind: 'section', section })),
    });
  }
  sections.push(...handoverSection(content), timeSection(diagnosis), readingSection());
  if (content.redaction !== null) sections.push(redactionSection(content.redaction));
  return {
    title: 'SMS Site Doctor report',
    subtitle: subtitle(diagnosis, caseInfo),
    intro: intro(diagnosis, caseInfo),
    sections,
  };
}

/** Work is held up, whatever the cause: a thread repeats that it waits, or an inbox has a backlog. */
function isStuck(diagnosis: Diagnosis): boolean {
  return (
    diagnosis.stalls.some((stall) => stall.kind === 'waiting') ||
    diagnosis.inboxes.some((inbox) => inbox.backlog)
  );
}

/** Advised where work is stuck and no known fault explains it. No article states it (judgement). */
const handOver: readonly string[] = [
  'Keep the proof before anybody restarts anything. Copy the folder SMS\\Logs to another place. Write down how many files each inbox with a backlog holds and how old the oldest is, and whether each SMS service runs (judgement).',
  'Hand the case over to second level, with this report, the copy and your notes. Work is stuck here, and no plan of this program is shown to fit (judgement).',
];

/** Advised while the fix works and is not through; hung sites are handed over later, not now (judgement). */
const readOnceMore: readonly string[] = [
  'Read the site once more when the backlog should be gone, and compare again (judgement).',
  'If it is not better then, hand the case over to second level, with this report (judgement).',
];

function todoSection(
  diagnosis: Diagnosis,
  plans: readonly Plan[],
  verification: SiteComparison | null,
): Section {
  const blocks: Block[] = [];
  const leading = leadingFinding(diagnosis);
  const advised = plans.filter((plan) => leading?.plans.includes(plan.id) ?? false);
  if (advised.length > 0 && diagnosis.age.stale) {
    blocks.push({
      kind: 'paragraph',
      words: 'First collect again and diagnose: what follows rests on evidence that may no longer hold.',
    });
  }
  if (advised.length > 0) {
    blocks.push({
      kind: 'list',
      ordered: true,
      items: advised.map((plan) => `${plan.title} (${plan.purpose}). ${plan.summary}`),
    });
  }
  if (advised.length === 0 && isStuck(diagnosis)) {
    const items = verification?.outcome === 'partly' ? readOnceMore : handOver;
    blocks.push({ kind: 'list', ordered: true, items });
  }
  if (diagnosis.nextQuestions.length > 0) {
    blocks.push({
      kind: 'section',
      section: {
        id: 'questions',
        title: 'Find out next',
        blocks: [
          {
            kind: 'list',
            ordered: true,
            items: diagnosis.nextQuestions.map(
              (question) =>
                `${question.text} ${question.why} How to find out: ${question.howToFindOut} Decides: ${question.decides.join(', ')}.`,
            ),
          },
        ],
      },
    });
  }
  if (blocks.length === 0) {
    blocks.push({
      kind: 'paragraph',
      words:
        'No step is advised. If the trouble goes on, collect what is listed as missing and diagnose again.',
    });
  }
  return { id: 'todo', title: 'What to do next', blocks };
}

function timeSection(diagnosis: Diagnosis): Section {
  const { clock } = diagnosis;
  const offset =
    clock.offsetMinutes === null
      ? 'Nothing that was read tells how the server clock differs from UTC.'
      : `The server clock is at ${offsetWords(clock.offsetMinutes)}${clock.source === null ? '' : `, as read from ${clock.source}`}.`;
  return {
    id: 'times',
    title: 'About the times',
    blocks: [
      {
        kind: 'paragraph',
        words: `All times are what the clock of the site server showed. The diagnosis holds for ${serverTime(diagnosis.at)}: ${diagnosis.atBasis}. ${offset}`,
      },
    ],
  };
}

function readingSection(): Section {
  return {
    id: 'reading',
    title: 'How to read this report',
    blocks: [
      {
        kind: 'list',
        ordered: false,
        items: [
          'Confirmed: all that the article requires is known to be true, and so is at least one mark that tells it apart.',
          'Likely: all that is known agrees and the telling line or standstill is there, but something required is not known.',
          'Possible: it is neither shown nor excluded. A backlog alone is never more than this.',
          'Ruled out: something the article requires is known to be false.',
          '✓ means true, ✕ means false, ? means not known, with how to find out.',
          'A source such as Logs/Despool.log:1042 is a file and the number of a line in it, counted from 1.',
          'Not collected is not the same as healthy: server logging is off by default, and a missing log shows nothing.',
          'Q numbers are articles of the Microsoft Knowledge Base. "judgement" marks advice that no article states.',
        ],
      },
    ],
  };
}

function redactionSection(summary: RedactionSummary): Section {
  return {
    id: 'redaction',
    title: 'What was replaced',
    blocks: [
      {
        kind: 'paragraph',
        words:
          'Names were replaced by placeholders, the same name always by the same one. A second look over the finished report found none of the names that were replaced.',
      },
      { kind: 'paragraph', words: summary.note },
      {
        kind: 'table',
        caption: 'Replaced names',
        columns: [
          { label: 'Kind' },
          { label: 'Different names', numeric: true },
          { label: 'Places', numeric: true },
        ],
        rows: summary.kinds.map((kind) => ({ cells: [kind.label, String(kind.names), String(kind.places)] })),
      },
    ],
  };
}
