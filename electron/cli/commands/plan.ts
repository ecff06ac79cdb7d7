/** `plan`: prints what to do at a site as a runbook, and writes fix kits. */
import { deskClock } from '../../clock/desk-clock.ts';
import { deskTime } from '../../clock/desk-time.ts';
import { type EvidenceOfCase, evidenceOfCase } from '../../case-store/evidence-of-case.ts';
import type { SiteEvidence } from '../../engine/evidence/model.ts';
import { watchedTexts, type Knowledge } from '../../engine/knowledge/entry.ts';
import { plansForSite } from '../../engine/plans/plans-for-site.ts';
import type { TailoredPlan } from '../../engine/plans/tailored-plan.ts';
import { diagnose } from '../../engine/reasoning/diagnose.ts';
import type { Diagnosis } from '../../engine/reasoning/diagnosis.ts';
import { diskFiles } from '../../files/file-operations.ts';
import { loadKnowledge, loadReleaseData } from '../../knowledge-base/load.ts';
import { renderRunbooks } from '../../report/runbook/render-runbook.ts';
import { readSiteFile } from '../../site/read-site-file.ts';
import { readAnswers } from '../answers-file.ts';
import { assetsFolder } from '../assets-folder.ts';
import { UsageError } from '../failure.ts';
import { deliver, refuseSourceAsOutput } from '../output.ts';
import { progressLine } from '../progress-line.ts';
import { expectSomething, readOneSite } from '../read-one-site.ts';
import { readControlFileChange } from './plan-control-file.ts';
import { writeKits } from './plan-kits.ts';

export interface PlanFlags {
  /** Q number of an article, or id of a plan. */
  readonly for: string;
  readonly kit?: string;
  readonly format: 'text' | 'markdown' | 'html' | 'json';
  readonly answers?: string;
  readonly out?: string;
  /** Which of several sites in the sources. */
  readonly site?: string;
}

/**
 * Runs it.
 * @param sources paths of what was collected; none where only answers count
 * @returns exit code 0; whatever keeps it from being printed is thrown
 * @throws UsageError when nothing fits what was asked for, or a kit cannot be written; what reading throws
 */
export async function runPlan(
  sources: readonly string[],
  flags: PlanFlags,
  signal: AbortSignal,
): Promise<number> {
  expectSomething(sources, flags.answers);
  if (flags.out !== undefined) await refuseSourceAsOutput(flags.out, sources);
  if (flags.kit !== undefined) await refuseKitInSource(flags.kit, sources);
  const knowledge = await loadKnowledge(assetsFolder());
  const releaseData = await loadReleaseData(assetsFolder());
  const wanted = wantedOf(flags.for, knowledge);
  const { diagnosis, kept } = await diagnosisOf(sources, flags, knowledge, signal);
  const plans = plansFor(wanted, diagnosis, plansForSite(diagnosis, knowledge.plans, releaseData));
  const change = await readControlFileChange(diagnosis, plans, (file) =>
    kept === null
      ? readSiteFile(sources, file, flags.site)
      : Promise.resolve(kept.controlFiles.get(file.toLowerCase()) ?? null),
  );
  const titles = releaseData.titles ?? {};
  const planTitles = Object.fromEntries(knowledge.plans.map(({ id, title }) => [id, title]));
  const document = renderRunbooks(plans, {
    format: flags.format,
    controlFile: change.file,
    noControlFile: change.whyNot,
    titles,
    planTitles,
  });
  // Kits first: when they cannot be written, nothing is said to be ready.
  const told =
    flags.kit === undefined
      ? []
      : await writeKits(flags.kit, plans, {
          change,
          titles,
          planTitles,
          askedForOne: wanted.kind === 'plan',
        });
  await deliver(document, flags.out);
  for (const line of told) process.stderr.write(`${line}\n`);
  return 0;
}

interface Wanted {
  readonly kind: 'article' | 'plan';
  readonly id: string;
}

/** Understands `Q260366`, `260366` and `restart-executive`, in any case. */
function wantedOf(text: string, knowledge: Knowledge): Wanted {
  const plain = text.trim().toLowerCase();
  const plan = knowledge.plans.find(({ id }) => id === plain);
  if (plan !== undefined) return { kind: 'plan', id: plan.id };
  const number = /^q?(\d{6})$/.exec(plain)?.[1];
  const entry = knowledge.entries.find(({ id }) => id === `Q${number ?? ''}`);
  if (entry !== undefined) return { kind: 'article', id: entry.id };
  const articles = knowledge.entries.filter((candidate) => candidate.plans.length > 0);
  throw new UsageError(
    'nothing-to-plan-for',
    number === undefined
      ? `"${text}" is neither a Q number nor the id of a plan.`
      : `This program has no article Q${number}.`,
    `Give one of: ${[...articles, ...knowledge.plans].map(({ id }) => id).join(', ')}.`,
  );
}

/** The plans that were asked for, in the order in which they are to be done. */
function plansFor(
  { kind, id }: Wanted,
  diagnosis: Diagnosis,
  plans: readonly TailoredPlan[],
): readonly TailoredPlan[] {
  if (kind === 'plan') return plans.filter((plan) => plan.id === id);
  const finding = diagnosis.findings.find((candidate) => candidate.id === id);
  if (finding === undefined || finding.verdict === 'ruled-out') {
    const why = finding?.whyNot ?? 'Something that it requires is known to be false.';
    throw new UsageError(
      'ruled-out',
      `${id} is ruled out for this site. ${why}`,
      `To print a plan all the same, give its id: ${plans.map((plan) => plan.id).join(', ')}.`,
    );
  }
  return plans.filter((plan) => finding.plans.includes(plan.id));
}

async function diagnosisOf(
  sources: readonly string[],
  flags: PlanFlags,
  knowledge: Knowledge,
  signal: AbortSignal,
): Promise<{ readonly diagnosis: Diagnosis; readonly kept: EvidenceOfCase | null }> {
  const given = flags.answers === undefined ? [] : await readAnswers(flags.answers, knowledge.questions);
  const kept = await caseOf(sources);
  const questions = new Set(given.map(({ question }) => question));
  const answers = [...(kept?.answers ?? []).filter(({ question }) => !questions.has(question)), ...given];
  const evidence = kept?.evidence ?? (await evidenceOf(sources, flags.site, knowledge, signal));
  const diagnosis = diagnose(evidence, knowledge, { answers, fallbackNow: deskTime(), now: deskClock() });
  return { diagnosis, kept };
}

/** What a case holds; null when the sources are not one case. */
async function caseOf(sources: readonly string[]): Promise<EvidenceOfCase | null> {
  const [only] = sources;
  return only === undefined || sources.length > 1 ? null : await evidenceOfCase(diskFiles, only);
}

async function evidenceOf(
  sources: readonly string[],
  site: string | undefined,
  knowledge: Knowledge,
  signal: AbortSignal,
): Promise<SiteEvidence> {
  const progress = progressLine(process.stderr);
  return await readOneSite(sources, {
    signal,
    onProgress: progress.show,
    watched: watchedTexts(knowledge),
    ...(site === undefined ? {} : { site }),
  }).finally(progress.clear);
}

async function refuseKitInSource(folder: string, sources: readonly string[]): Promise<void> {
  try {
    await refuseSourceAsOutput(folder, sources);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      error.code,
      error.message,
      'Give another folder for --kit, outside of what was collected.',
    );
  }
}
