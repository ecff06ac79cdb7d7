/** The head of the report: verdict, site, age of the evidence, the strongest evidence. */
import type { CaseInfo } from '../contract/ipc.ts';
import type { Diagnosis } from '../engine/reasoning/diagnosis.ts';
import { leadingFinding, strongestEvidence } from './compose-findings.ts';
import type { Block, Words } from './document.ts';
import { plainTime, serverTime, siteBadges } from './words.ts';

/** Case and site in one line. */
export function subtitle(diagnosis: Diagnosis, caseInfo: CaseInfo | null): string {
  const site = diagnosis.site.code === null ? diagnosis.site.label : `Site ${diagnosis.site.code}`;
  return caseInfo !== null && caseInfo.name !== '' ? `${caseInfo.name} · ${site}` : site;
}

/** The verdict, what it rests on and how old that is. */
export function intro(diagnosis: Diagnosis, caseInfo: CaseInfo | null): readonly Block[] {
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
    { label: 'Holds for', words: momentWords(diagnosis) },
    { label: 'Age of the evidence', words: ageWordsOf(diagnosis) },
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
    ...staleBlocks(diagnosis),
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

/** The age as told when the diagnosis was made, and by what it was measured. */
function ageWordsOf({ age }: Diagnosis): string {
  if (age.collectedAt === null) {
    return age.ageMinutes === null ? 'not known: nothing that was read says when it was collected' : age.text;
  }
  const when = serverTime(age.collectedAt);
  return age.ageMinutes === null ? `of ${when}` : `${age.text} (of ${when})`;
}

/** Warnings that stand at the head: what the verdict says may no longer hold. */
function staleBlocks({ age }: Diagnosis): readonly Block[] {
  // The headline says already that the evidence is old.
  const flags = age.flags.filter((flag) => flag.kind !== 'older-than-a-day');
  if (flags.length === 0) return [];
  return [
    {
      kind: 'list',
      ordered: false,
      items: flags.map((flag) => `▲ ${flag.text}${flag.source === '' ? '' : ` (${flag.source})`}`),
    },
  ];
}

/** Where nothing that was read carries a time, it is that of the desk. */
function momentWords({ at, atBasis }: Diagnosis): string {
  return /^this computer['’]s clock/i.test(atBasis) ? `${plainTime(at)}, by ${atBasis}` : serverTime(at);
}

function releaseWords(diagnosis: Diagnosis): string {
  const { release, build, releaseDispute, laterRelease } = diagnosis.site;
  if (release === null) return laterRelease == null ? 'not known' : `later than 2.0 SP4 (${laterRelease})`;
  const words = build === null || build === release ? release : `${release} (${build})`;
  return releaseDispute === null ? words : `${words}, sources disagree`;
}

function verdictWords(diagnosis: Diagnosis): string {
  if (diagnosis.verdict !== 'undetermined')
    return 'Nothing that was read fits a known fault. That is no proof of health where evidence is missing.';
  const questions = diagnosis.nextQuestions.length > 0 ? ' The questions below would.' : '';
  return `What was read does not decide it yet.${questions}`;
}
