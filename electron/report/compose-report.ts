import type { CaseInfo, ChecklistMark } from '../contract/ipc.ts';
import type { Plan } from '../engine/knowledge/plan.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import { findingSections, leadingFinding, strongestEvidence } from './compose-findings.ts';
import { planSections, plansToShow } from './compose-plans.ts';
import {
  coverageSection,
  inboxSection,
  releaseSection,
  servicesSection,
  stallSection,
} from './compose-site.ts';
import type { Block, ReportDocument, Section, Words } from './document.ts';
import type { RedactionSummary } from './redact.ts';
import { offsetWords, serverTime, siteBadges } from './words.ts';

export interface ReportContent {
  readonly diagnosis: Diagnosis;
  readonly caseInfo: CaseInfo | null;
  readonly checklist: readonly ChecklistMark[];
  readonly plans: readonly Plan[];
  readonly redaction: RedactionSummary | null;
}

/** Puts a diagnosis into the order a reader needs: verdict, proof, what to do, then everything behind it. */
export function composeReport(content: ReportContent): ReportDocument {
  const { diagnosis, caseInfo, checklist } = content;
  const plans = plansToShow(diagnosis, content.plans, checklist);
  const sections: Section[] = [
    todoSection(diagnosis, plans),
    {
      id: 'findings',
      title: 'Findings: for, against, missing',
      blocks: findingSections(diagnosis).map((section) => ({ kind: 'section', section })),
    },
    inboxSection(diagnosis),
    stallSection(diagnosis),
    servicesSection(diagnosis),
    releaseSection(diagnosis),
    coverageSection(diagnosis),
  ];
  if (plans.length > 0) {
    sections.push({
      id: 'plans',
      title: 'Plans, step by step',
      blocks: planSections(plans, checklist).map((section) => ({ kind: 'section', section })),
    });
  }
  sections.push(timeSection(diagnosis), readingSection());
  if (content.redaction !== null) sections.push(redactionSection(content.redaction));
  return {
    title: 'SMS Site Doctor report',
    subtitle: subtitle(diagnosis, caseInfo),
    intro: intro(diagnosis, caseInfo),
    sections,
  };
}

function subtitle(diagnosis: Diagnosis, caseInfo: CaseInfo | null): string {
  const site = diagnosis.site.code === null ? diagnosis.site.label : `Site ${diagnosis.site.code}`;
  return caseInfo !== null && caseInfo.name !== '' ? `${caseInfo.name} · ${site}` : site;
}

function intro(diagnosis: Diagnosis, caseInfo: CaseInfo | null): readonly Block[] {
  const { site } = diagnosis;
  const leading = leadingFinding(diagnosis);
  const pairs: { label: string; words: Words }[] = [];
  if (caseInfo !== null) {
    if (caseInfo.name !== '') pairs.push({ label: 'Case', words: caseInfo.name });
    if (caseInfo.ticket !== '') pairs.push({ label: 'Ticket', words: caseInfo.ticket });
    if (caseInfo.technician !== '') pairs.push({ label: 'Technician', words: caseInfo.technician });
  }
  pairs.push(
    { label: 'Site code', words: site.code ?? 'not known' },
    { label: 'Site server', words: site.server ?? 'not known' },
    { label: 'Release', words: releaseWords(diagnosis) },
    { label: 'Kind of site', words: site.type ?? 'not known' },
    { label: 'Holds for', words: serverTime(diagnosis.at) },
    { label: 'What was read', words: site.label },
  );
  const blocks: Block[] = [
    {
      kind: 'banner',
      badge: siteBadges[diagnosis.verdict],
      title: diagnosis.headline,
      words: leading === null ? verdictWords(diagnosis) : `${leading.id}: ${leading.title}`,
    },
    { kind: 'facts', pairs },
  ];
  const quotes = leading === null ? [] : strongestEvidence(leading);
  if (quotes.length > 0) {
    blocks.push({
      kind: 'section',
      section: { id: 'strongest', title: 'The strongest evidence', blocks: quotes },
    });
  }
  return blocks;
}

function releaseWords(diagnosis: Diagnosis): string {
  const { release, build, releaseDispute } = diagnosis.site;
  if (release === null) return 'not known';
  const words = build === null || build === release ? release : `${release} (${build})`;
  return releaseDispute === null ? words : `${words}, sources disagree`;
}

function verdictWords(diagnosis: Diagnosis): string {
  if (diagnosis.verdict !== 'undetermined')
    return 'Nothing that was read fits a known fault. That is no proof of health where evidence is missing.';
  const questions = diagnosis.nextQuestions.length > 0 ? ' The questions below would.' : '';
  return `What was read does not decide it yet.${questions}`;
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

function todoSection(diagnosis: Diagnosis, plans: readonly Plan[]): Section {
  const blocks: Block[] = [];
  const leading = leadingFinding(diagnosis);
  const advised = plans.filter((plan) => leading?.plans.includes(plan.id) ?? false);
  if (advised.length > 0) {
    blocks.push({
      kind: 'list',
      ordered: true,
      items: advised.map((plan) => `${plan.title} (${plan.purpose}). ${plan.summary}`),
    });
  }
  if (advised.length === 0 && isStuck(diagnosis)) {
    blocks.push({ kind: 'list', ordered: true, items: handOver });
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
