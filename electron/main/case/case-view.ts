import type { CaseView } from '../../contract/remedy.ts';
import type { OpenCase } from '../../case-store/case-folder.ts';
import type { CaseRecord } from '../../engine/case/records.ts';
import type { RunView } from '../../engine/case/run-view.ts';
import type { Answer } from '../../engine/evidence/model.ts';
import { journalSentence } from '../../remedy/journal-words.ts';

/** As many records as anybody scrolls through; the report and the case itself hold all. */
const MOST_ENTRIES = 2_000;

/** For each record of answers those that stood in the one before it, by its number. */
function answersBefore(records: readonly CaseRecord[]): ReadonlyMap<number, readonly Answer[]> {
  const before = new Map<number, readonly Answer[]>();
  let last: readonly Answer[] = [];
  for (const record of records) {
    if (record.kind !== 'answers') continue;
    before.set(record.seq, last);
    last = record.answers;
  }
  return before;
}

/** The open case as the window shows it. */
export function caseView(openCase: OpenCase, runs: readonly RunView[]): CaseView {
  const plans = new Map(runs.map((run) => [run.id, run.plan]));
  const records = openCase.records();
  const before = answersBefore(records);
  const verified = records.findLast((record) => record.kind === 'verified');
  return {
    id: openCase.id,
    identity: openCase.identity(),
    place: openCase.folder,
    notices: openCase.notices.map(({ kind, text, nextStep }) => ({ kind, text, nextStep })),
    readOnly: openCase.readOnly,
    runs,
    journal: records.slice(-MOST_ENTRIES).map((record) => ({
      seq: record.seq,
      at: record.at,
      by: record.by,
      text: journalSentence(record, plans, before.get(record.seq)),
    })),
    verified:
      verified?.kind === 'verified'
        ? { outcome: verified.outcome, text: verified.text, at: verified.at }
        : null,
  };
}
