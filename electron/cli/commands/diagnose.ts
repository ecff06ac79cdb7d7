/** `diagnose`: reads a site, reasons, and prints the diagnosis. */
import { deskClock } from '../../clock/desk-clock.ts';
import { deskTime } from '../../clock/desk-time.ts';
import type { SiteEvidence } from '../../engine/evidence/model.ts';
import { diagnose } from '../../engine/reasoning/diagnose.ts';
import type { DiagnoseOptions } from '../../engine/reasoning/situation.ts';
import { watchedTexts } from '../../engine/knowledge/entry.ts';
import { isoServerTime, parseIsoTime, toServerTime, type ParsedIso } from '../../engine/time/format.ts';
import { plansToReport } from '../../engine/plans/plans-for-site.ts';
import { loadKnowledge, loadReleaseData } from '../../knowledge-base/load.ts';
import { renderReport } from '../../report/render-report.ts';
import { readAnswers } from '../answers-file.ts';
import { assetsFolder } from '../assets-folder.ts';
import { UsageError } from '../failure.ts';
import { deliver, refuseSourceAsOutput } from '../output.ts';
import { progressLine } from '../progress-line.ts';
import { answersInCase, expectSomething, readOneSite } from '../read-one-site.ts';

export interface DiagnoseFlags {
  readonly answers?: string;
  readonly at?: string;
  readonly format: 'json' | 'text' | 'markdown' | 'html';
  readonly out?: string;
  /** Which of several sites in the sources. */
  readonly site?: string;
  readonly redact: boolean;
}

/**
 * Runs it.
 * @param sources paths of what was collected; none where only answers count
 * @returns exit code: 1 when a fault is confirmed or likely, else 0
 * @throws errors with a next step when it cannot run
 */
export async function runDiagnose(
  sources: readonly string[],
  flags: DiagnoseFlags,
  signal: AbortSignal,
): Promise<number> {
  expectSomething(sources, flags.answers);
  const at = flags.at === undefined ? null : timeOf(flags.at);
  if (flags.out !== undefined) await refuseSourceAsOutput(flags.out, sources);
  const knowledge = await loadKnowledge(assetsFolder());
  const given = flags.answers === undefined ? [] : await readAnswers(flags.answers, knowledge.questions);
  const questions = new Set(given.map(({ question }) => question));
  const inCase = await answersInCase(sources);
  const answers = [...inCase.filter(({ question }) => !questions.has(question)), ...given];
  const progress = progressLine(process.stderr);
  const evidence = await readOneSite(sources, {
    signal,
    onProgress: progress.show,
    watched: watchedTexts(knowledge),
    ...(flags.site === undefined ? {} : { site: flags.site }),
  }).finally(progress.clear);
  const moment = at === null ? null : momentOf(at, evidence);
  const diagnosis = diagnose(evidence, knowledge, {
    answers,
    fallbackNow: deskTime(),
    ...(moment ?? { now: deskClock() }),
  });
  const report = renderReport(diagnosis, flags.format, {
    redact: flags.redact,
    caseInfo: null,
    plans: plansToReport(diagnosis, knowledge.plans, await loadReleaseData(assetsFolder())),
  });
  await deliver(report, flags.out);
  return diagnosis.verdict === 'confirmed' || diagnosis.verdict === 'likely' ? 1 : 0;
}

/** `--at` is both the time for which the diagnosis holds and the moment at which the age of the evidence is told. */
function momentOf(parsed: ParsedIso, evidence: SiteEvidence): Pick<DiagnoseOptions, 'at' | 'now'> {
  const at = toServerTime(parsed, evidence.clock);
  const earliest = earliestTime(evidence);
  if (earliest !== null && at < earliest) {
    throw new UsageError(
      'time-before-evidence',
      `The time given with --at lies before everything that was read, which begins at ${isoServerTime(earliest)}.`,
      'Give a time after that, or leave --at out: then the evidence tells the time.',
    );
  }
  const offset = parsed.offsetMinutes ?? evidence.clock.offsetMinutes ?? 0;
  return { at, now: { utc: parsed.wall - offset * 60_000, deskOffsetMinutes: offset } };
}

function earliestTime(evidence: SiteEvidence): number | null {
  const times = [
    ...evidence.logs.files.map((file) => file.firstTime),
    ...evidence.inboxes.map((inbox) => inbox.oldest),
    evidence.collectedAt?.value ?? null,
  ];
  return times.reduce<number | null>(
    (least, time) => (time !== null && (least === null || time < least) ? time : least),
    null,
  );
}

function timeOf(text: string): ParsedIso {
  const parsed = parseIsoTime(text);
  if (parsed === null) {
    throw new UsageError(
      'time-not-understood',
      `"${text}" is not a time that is understood here.`,
      'Write it as 2001-05-17T17:30, with or without an offset such as -04:00.',
    );
  }
  return parsed;
}
