/** Files of an inbox that are worth a look, with what they may mean there. */
import type { InboxFolder, NotedFile } from '../evidence/model.ts';
import type { InboxFact, SiteFacts, SuspicionFact } from '../knowledge/site-facts.ts';
import type { SuspicionAssessment } from '../reasoning/diagnosis.ts';
import type { ReferenceTime } from '../reasoning/reference-time.ts';
import { isoServerTime, wordsOfDuration } from '../time/format.ts';

/** Clocks of two computers differ a little. */
const CLOCK_SKEW = 15 * 60_000;
/** A file that is empty for longer than this is not just being copied (judgement). */
const COPYING = 60 * 60_000;

/**
 * @param folder as read
 * @param fact what is known of it, null when nothing is
 * @param reference the time of the evidence: files dated after it are told
 */
export function suspiciousFiles(
  folder: InboxFolder,
  fact: InboxFact | null,
  facts: SiteFacts,
  reference: ReferenceTime,
): readonly SuspicionAssessment[] {
  const read = folder.suspicious.map(({ kind, files, examples }) =>
    assessed(kind, files, examples, fact, facts, reference),
  );
  const future = folder.newestFiles.filter(
    (file) => file.time !== null && reference.known && file.time > reference.until + CLOCK_SKEW,
  );
  return future.length === 0
    ? read
    : [...read, assessed('future', future.length, future, fact, facts, reference)];
}

function assessed(
  kind: SuspicionAssessment['kind'],
  files: number,
  examples: readonly NotedFile[],
  fact: InboxFact | null,
  facts: SiteFacts,
  reference: ReferenceTime,
): SuspicionAssessment {
  const ofKind = (candidate: SuspicionFact): boolean => candidate.kind === kind;
  const means = fact?.suspicions?.find(ofKind) ?? facts.suspicions?.find(ofKind);
  return {
    kind,
    files,
    why: `${number(kind, files)}${ageOf(kind, examples, reference)}. ${means?.means ?? 'No article says what they mean here.'}`,
    sources: means?.sources ?? ['judgement'],
    examples: examples.map((file) => ({
      name: file.name,
      bytes: file.bytes,
      time: file.time === null ? null : isoServerTime(file.time),
    })),
  };
}

function number(kind: SuspicionAssessment['kind'], files: number): string {
  const one = files === 1;
  const count = one ? '1 file' : `${files} files`;
  switch (kind) {
    case 'empty':
      return `${count} of zero bytes`;
    case 'temporary':
      return `${one ? '1 temporary file' : `${files} temporary files`} (.tmp)`;
    case 'package-alone':
      return `${one ? '1 package' : `${files} packages`} without an instruction file`;
    case 'future':
      return `${files >= 10 ? 'At least 10 files' : count} dated after the time of the evidence`;
  }
}

/** How old the oldest of them is, and whether it may still be in the copying. */
function ageOf(
  kind: SuspicionAssessment['kind'],
  examples: readonly NotedFile[],
  reference: ReferenceTime,
): string {
  const times = examples.flatMap((file) => file.time ?? []);
  if (times.length === 0 || !reference.known) return '';
  if (kind === 'future') {
    const latest = times.reduce((best, time) => Math.max(best, time));
    return `, up to ${wordsOfDuration(latest - reference.until)} later`;
  }
  const age = reference.until - times.reduce((best, time) => Math.min(best, time));
  if (age < 0) return '';
  const young = kind === 'empty' && age < COPYING ? ', so it may still be being copied' : '';
  return `, the oldest ${wordsOfDuration(age)} old${young}`;
}
