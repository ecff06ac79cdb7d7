import type { Diagnosis } from '../../../electron/engine/reasoning/diagnosis.ts';
import { DataTable } from '../../components/DataTable.tsx';
import { inboxBars, inboxName, sortInboxes } from '../../view-model/inbox-bars.ts';
import { age, bytes, count } from '../../view-model/numbers.ts';
import { dateAndTime } from '../../view-model/time.ts';
import { JudgementBadge } from './InboxBars.tsx';

const none = <span className="quiet">–</span>;

/** Every folder below Inboxes, also the empty ones. */
export function InboxTable({ diagnosis }: { readonly diagnosis: Diagnosis }): React.JSX.Element {
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
          cell: (row) => (row.oldest === null ? none : dateAndTime(row.oldest)),
        },
        {
          title: 'Age',
          kind: 'keep',
          cell: (row) => (row.oldestAgeMinutes === null ? none : age(row.oldestAgeMinutes)),
        },
        {
          title: 'Newest',
          kind: 'keep',
          cell: (row) => (row.newest === null ? none : dateAndTime(row.newest)),
        },
        {
          title: 'Judgement',
          kind: 'keep',
          cell: (row) => {
            const bar = inboxBars([row], diagnosis.stalls)[0];
            return bar === undefined ? <span className="quiet">Empty</span> : <JudgementBadge bar={bar} />;
          },
        },
      ]}
    />
  );
}
