import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Fold } from '../../components/Fold.tsx';
import { Notice } from '../../components/Notice.tsx';
import { GivenAnswers, Questions } from '../../components/Questions.tsx';
import { WithDiagnosis } from '../../components/WithDiagnosis.tsx';
import { useDiagnosis } from '../../stores/diagnosis-store.ts';
import { type InboxBar, inboxBars, inboxName, sortInboxes } from '../../view-model/inbox-bars.ts';
import { age, bytes, count, counted } from '../../view-model/numbers.ts';
import { otherQuestions } from '../../view-model/questions.ts';
import { dateAndTime, serverTime } from '../../view-model/time.ts';
import './inboxes.css';

function barClass(bar: InboxBar): string {
  if (bar.judgement === 'true') return 'backlog';
  return bar.kind === 'store' || bar.kind === 'rejects'
    ? 'kept'
    : bar.judgement === 'unknown'
      ? 'unknown'
      : 'moving';
}

/** A backlog is a caution by itself: it may have many causes, and never confirms a fault alone. */
function JudgementBadge({
  bar,
}: {
  readonly bar: Pick<InboxBar, 'judgement' | 'judgementWord'>;
}): React.JSX.Element {
  return <Badge small plain tone={bar.judgement === 'true' ? 'caution' : 'quiet'} word={bar.judgementWord} />;
}

function Bar({ bar }: { readonly bar: InboxBar }): React.JSX.Element {
  // A short bar cannot hold its age; then the age stands behind it.
  const inside = bar.length > 0.16;
  return (
    <li className="inbox">
      <div className="inbox-top">
        <span className="inbox-name">{bar.name}</span>
        <JudgementBadge bar={bar} />
        <span className="inbox-count">{bar.countText}</span>
      </div>
      <div className="inbox-track">
        <span
          className={`inbox-bar ${barClass(bar)}`}
          style={{ width: `${Math.max(0.4, bar.length * 100)}%` }}
        >
          {inside && bar.ageShort !== null && <span className="inbox-age">oldest {bar.ageShort}</span>}
        </span>
        {!inside && bar.ageShort !== null && <span className="inbox-age outside">oldest {bar.ageShort}</span>}
      </div>
      <p className="inbox-why small">
        {bar.why}
        {bar.purpose !== null && <span className="quiet"> {bar.purpose}</span>}
        {bar.reader !== null && (
          <span className="quiet">
            {' '}
            Emptied by <strong>{bar.reader}</strong>.
          </span>
        )}
      </p>
    </li>
  );
}

function InboxTable({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  return (
    <DataTable
      caption="Inboxes"
      rows={sortInboxes(diagnosis.inboxes)}
      rowKey={(row) => row.path}
      columns={[
        { title: 'Inbox', heads: true, cell: (row) => inboxName(row.path) },
        { title: 'Files', kind: 'number', cell: (row) => count(row.files) },
        { title: 'Size', kind: 'number', cell: (row) => bytes(row.bytes) },
        { title: 'Empty files', kind: 'number', cell: (row) => count(row.zeroByteFiles) },
        {
          title: 'Oldest (server time)',
          kind: 'keep',
          cell: (row) => (row.oldest === null ? <span className="quiet">–</span> : dateAndTime(row.oldest)),
        },
        {
          title: 'Age',
          kind: 'keep',
          cell: (row) =>
            row.oldestAgeMinutes === null ? <span className="quiet">–</span> : age(row.oldestAgeMinutes),
        },
        {
          title: 'Newest',
          kind: 'keep',
          cell: (row) => (row.newest === null ? <span className="quiet">–</span> : dateAndTime(row.newest)),
        },
        {
          title: 'Judgement',
          kind: 'keep',
          cell: (row) => {
            const bar = inboxBars([row])[0];
            return bar === undefined ? <span className="quiet">Empty</span> : <JudgementBadge bar={bar} />;
          },
        },
      ]}
    />
  );
}

function Bars({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
  const bars = inboxBars(diagnosis.inboxes);
  const queues = bars.filter((bar) => bar.kind !== 'store' && bar.kind !== 'rejects');
  const kept = bars.filter((bar) => bar.kind === 'store' || bar.kind === 'rejects');
  const backlogs = bars.filter((bar) => bar.judgement === 'true').length;
  const empty = diagnosis.inboxes.length - bars.length;
  return (
    <>
      <section>
        <h2>
          {backlogs === 0
            ? 'No backlog seen'
            : backlogs === 1
              ? 'One inbox is not emptied'
              : `${backlogs} inboxes are not emptied`}
        </h2>
        <p className="prose quiet">
          Files that wait, as of {serverTime(diagnosis.at)}.
          {empty > 0 && ` ${counted(empty, 'further folder is', 'further folders are')} empty.`}
        </p>
        <ul className="inbox-bars">
          {queues.map((bar) => (
            <Bar key={bar.path} bar={bar} />
          ))}
        </ul>
      </section>
      {kept.length > 0 && (
        <section className="page-section">
          <Fold flush title="Folders whose files stay by design" aside={counted(kept.length, 'folder')}>
            <ul className="inbox-bars">
              {kept.map((bar) => (
                <Bar key={bar.path} bar={bar} />
              ))}
            </ul>
          </Fold>
        </section>
      )}
      <section className={kept.length > 0 ? '' : 'page-section'}>
        <Fold flush title="All as a table" aside={counted(diagnosis.inboxes.length, 'folder')}>
          <InboxTable diagnosis={diagnosis} />
        </Fold>
      </section>
    </>
  );
}

/** Backlogs as bars with their ages, and all folders as a table. */
export function InboxesPage(): React.JSX.Element {
  const asked = useDiagnosis((state) => state.asked);
  return (
    <WithDiagnosis id="inboxes">
      {(diagnosis) => (
        <>
          {diagnosis.inboxes.length === 0 ? (
            <Notice tone="caution" title="Not collected: no inboxes were in what was read">
              <p>
                Nothing is known of any backlog. Read the SMS folder itself, or answer the questions below.
              </p>
            </Notice>
          ) : (
            <Bars diagnosis={diagnosis} />
          )}
          <Questions
            title="What was not collected"
            questions={otherQuestions(diagnosis.nextQuestions, 'inboxes')}
          />
          <GivenAnswers accept={(question) => asked[question]?.page === 'inboxes'} />
        </>
      )}
    </WithDiagnosis>
  );
}
