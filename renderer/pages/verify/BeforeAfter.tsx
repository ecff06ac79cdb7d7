import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { EarlierAnswers } from '../../components/EarlierAnswers.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Notice } from '../../components/Notice.tsx';
import { type Change, compareInboxes, outcomeOf, sameMoment } from '../../view-model/compare.ts';
import { leadingFinding } from '../../view-model/findings.ts';
import { count } from '../../view-model/numbers.ts';
import { dateAndTime, serverTime } from '../../view-model/time.ts';
import { siteVerdict } from '../../view-model/verdict.ts';

const changeWords: Readonly<Record<Change, string>> = {
  fewer: '↓ fewer',
  more: '↑ more',
  same: '= the same',
  'not-compared': 'in one reading only',
};

function Side({
  title,
  diagnosis,
}: {
  readonly title: string;
  readonly diagnosis: Diagnosis;
}): React.JSX.Element {
  const view = siteVerdict(diagnosis.verdict);
  const finding = leadingFinding(diagnosis);
  return (
    <section className="side">
      <h3>
        {title} <span className="quiet side-time">{serverTime(diagnosis.at)}</span>
      </h3>
      <p className="side-verdict">
        <Badge small tone={view.tone} word={view.word} /> {finding !== null && <strong>{finding.id}</strong>}
      </p>
      <p>{diagnosis.headline}</p>
    </section>
  );
}

function Outcome({
  before,
  after,
}: {
  readonly before: Diagnosis;
  readonly after: Diagnosis;
}): React.JSX.Element {
  if (sameMoment(before, after)) {
    return (
      <Notice tone="info" title="Nothing new was seen">
        <p>Both readings end at {dateAndTime(after.at)}. Collect the site anew, then read it again.</p>
      </Notice>
    );
  }
  const outcome = outcomeOf(before, after);
  return (
    <Notice tone={outcome.tone} title={outcome.title}>
      <p>{outcome.text}</p>
    </Notice>
  );
}

/** Verdicts and inbox counts of two readings, side by side. */
export function BeforeAfter({ before, after }: { readonly before: Diagnosis; readonly after: Diagnosis }) {
  const rows = compareInboxes(before, after);
  return (
    <div className="before-after">
      <Outcome before={before} after={after} />
      <div className="sides">
        <Side title="Before" diagnosis={before} />
        <Side title="After" diagnosis={after} />
      </div>
      <EarlierAnswers />
      <DataTable
        caption="Files in the inboxes before and after"
        rows={rows}
        rowKey={(row) => row.path}
        columns={[
          { title: 'Inbox', heads: true, cell: (row) => row.name },
          { title: 'Before', kind: 'number', cell: (row) => (row.before === null ? '–' : count(row.before)) },
          { title: 'After', kind: 'number', cell: (row) => (row.after === null ? '–' : count(row.after)) },
          { title: 'Change', kind: 'keep', cell: (row) => changeWords[row.change] },
        ]}
      />
      <p className="small quiet">
        Threads that stand still: {before.stalls.length} before, {after.stalls.length} after.
      </p>
    </div>
  );
}
