/** `diagnose`: reads a site, reasons, and prints the diagnosis. */
import { deskTime } from '../../clock/desk-time.ts';
import { diagnose } from '../../engine/reasoning/diagnose.ts';
import { watchedTexts } from '../../engine/knowledge/entry.ts';
import { parseIsoTime, toServerTime, type ParsedIso } from '../../engine/time/format.ts';
import { loadKnowledge } from '../../knowledge-base/load.ts';
import { renderReport } from '../../report/render-report.ts';
import { readSite } from '../../site/read-site.ts';
import { readAnswers } from '../answers-file.ts';
import { assetsFolder } from '../assets-folder.ts';
import { UsageError } from '../failure.ts';
import { deliver, refuseSourceAsOutput } from '../output.ts';
import { progressLine } from '../progress-line.ts';

export interface DiagnoseFlags {
  readonly answers?: string;
  readonly at?: string;
  readonly format: 'json' | 'text' | 'markdown' | 'html';
  readonly out?: string;
  readonly redact: boolean;
}

/**
 * Runs it.
 * @param sources paths of what was collected
 * @returns exit code: 1 when a fault is confirmed or likely, else 0
 * @throws errors with a next step when it cannot run
 */
export async function runDiagnose(
  sources: readonly string[],
  flags: DiagnoseFlags,
  signal: AbortSignal,
): Promise<number> {
  const at = flags.at === undefined ? null : timeOf(flags.at);
  if (flags.out !== undefined) await refuseSourceAsOutput(flags.out, sources);
  const knowledge = await loadKnowledge(assetsFolder());
  const answers = flags.answers === undefined ? [] : await readAnswers(flags.answers, knowledge.questions);
  const progress = progressLine(process.stderr);
  const evidence = await readSite(sources, {
    signal,
    onProgress: progress.show,
    watched: watchedTexts(knowledge),
  }).finally(progress.clear);
  const diagnosis = diagnose(evidence, knowledge, {
    answers,
    fallbackNow: deskTime(),
    ...(at === null ? {} : { at: toServerTime(at, evidence.clock) }),
  });
  const report = renderReport(diagnosis, flags.format, {
    redact: flags.redact,
    caseInfo: null,
    checklist: [],
    plans: knowledge.plans,
  });
  await deliver(report, flags.out);
  return diagnosis.verdict === 'confirmed' || diagnosis.verdict === 'likely' ? 1 : 0;
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
