import type { CitedEvidence, Diagnosis, Explanation } from '../engine/reasoning/diagnosis.ts';

/** What stands where a text was that a redacted report does not hold. */
export const leftOut = '(left out)';

export interface LessText {
  readonly diagnosis: Diagnosis;
  /** The texts that are gone; names found in them may also stand elsewhere. */
  readonly texts: readonly string[];
}

/**
 * Takes out of a diagnosis the text of logs that no finding cites: it is free text, in which a name may stand where
 * nobody looks for one. Files, numbers of lines and times stay.
 */
export function leaveOutFreeText(diagnosis: Diagnosis): LessText {
  const cited = diagnosis.findings.flatMap((finding) => [
    ...finding.for,
    ...finding.against,
    ...finding.conditions.flatMap(evidenceOf),
  ]);
  const sources = new Set(cited.map((item) => item.source));
  const texts = new Set(cited.map((item) => item.text));
  const gone: string[] = [];
  const keep = (text: string, source: string): string => {
    if (text === '' || sources.has(source) || texts.has(text)) return text;
    gone.push(text);
    return leftOut;
  };
  return {
    diagnosis: {
      ...diagnosis,
      threads: diagnosis.threads.map((thread) => ({
        ...thread,
        lastText: keep(thread.lastText, thread.lastLine),
      })),
      stalls: diagnosis.stalls.map((stall) => ({ ...stall, text: keep(stall.text, stall.lastLine) })),
      events: diagnosis.events.map((event) => ({ ...event, text: keep(event.text, event.source) })),
    },
    texts: gone,
  };
}

function evidenceOf(explanation: Explanation): readonly CitedEvidence[] {
  return [...explanation.evidence, ...explanation.children.flatMap(evidenceOf)];
}
