import type {
  CitedEvidence,
  Diagnosis,
  Explanation,
  InboxAssessment,
} from '../engine/reasoning/diagnosis.ts';

/** What stands where a text was that a redacted report does not hold. */
export const leftOut = '(left out)';

export interface LessText {
  readonly diagnosis: Diagnosis;
  /** The texts that are gone; names found in them may also stand elsewhere. */
  readonly texts: readonly string[];
}

/**
 * Takes out of a diagnosis the text of logs that no finding cites, pasted texts and names of files in the inboxes: a name
 * may stand there where nobody looks for one. Sources, numbers of lines and times stay.
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
      timeline: {
        ...diagnosis.timeline,
        lanes: diagnosis.timeline.lanes.map((lane) => ({
          ...lane,
          first: { ...lane.first, text: keep(lane.first.text, lane.first.source) },
          last: { ...lane.last, text: keep(lane.last.text, lane.last.source) },
        })),
      },
      inboxes: diagnosis.inboxes.map(withoutFileNames),
      answers: diagnosis.answers.map((answer) => {
        if (!answer.question.startsWith('log-text:')) return answer;
        gone.push(answer.value);
        return { ...answer, value: leftOut };
      }),
    },
    texts: gone,
  };
}

/** Extensions of files that SMS makes; another one may be a piece of a name, as in `<computer>.<domain>` (Q265882). */
const knownExtension =
  /^(?:|adc|box|ccr|cf[dg]|clf|ct[012]|dat|ddr|del|i[a-z0-9]{2}|ini|ins|ist|job|lkp|log|mif|n?hm|ni[lc]|not|ofr|out|p[a-z0-9]{2}|req|rp[lt]|sha|si[cd]|sni|sr[qs]|sta|sum|svf|tmp|trs|udc)$/;

/** Files may be named after computers and users; what kind of files they are stays. */
function withoutFileNames(inbox: InboxAssessment): InboxAssessment {
  return {
    ...inbox,
    byExtension: inbox.byExtension.map((item) =>
      knownExtension.test(item.extension) ? item : { ...item, extension: leftOut },
    ),
    suspicious: inbox.suspicious.map((item) => ({
      ...item,
      examples: item.examples.map((example) => ({ ...example, name: kindOfFile(example.name) })),
    })),
  };
}

/** `*.ddr` for `SMITH-PC.DDR`. */
function kindOfFile(name: string): string {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return extension !== '' && knownExtension.test(extension) ? `*.${extension}` : leftOut;
}

function evidenceOf(explanation: Explanation): readonly CitedEvidence[] {
  return [...explanation.evidence, ...explanation.children.flatMap(evidenceOf)];
}
