import { useId } from 'react';
import type { InboxComparison } from '../../../electron/engine/reasoning/diagnosis.ts';
import { Badge } from '../../components/Badge.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { Fold } from '../../components/Fold.tsx';
import { Notice } from '../../components/Notice.tsx';
import { type ChangeRow, changeRows, emptyText, paceText } from '../../view-model/inbox-changes.ts';
import { count, counted, duration } from '../../view-model/numbers.ts';
import { serverTime } from '../../view-model/time.ts';

const percent = (share: number): string => (share === 0 ? '0' : `${Math.max(0.4, share * 100).toFixed(2)}%`);

const filesOf = (side: { readonly files: number } | null): string =>
  side === null ? '–' : count(side.files);

function Row({ row }: { readonly row: ChangeRow }): React.JSX.Element {
  return (
    <li className="change">
      <div className="inbox-top">
        <span className="inbox-name">{row.name}</span>
        <Badge small plain tone={row.tone} word={row.word} />
        <span className="inbox-count">
          {filesOf(row.change.before)} → {counted(row.change.after?.files ?? 0, 'file')}
        </span>
      </div>
      <div className="change-bars" aria-hidden="true">
        {row.before !== null && <span className="change-bar before" style={{ width: percent(row.before) }} />}
        {row.after !== null && (
          <span className={`change-bar ${row.change.trend}`} style={{ width: percent(row.after) }} />
        )}
      </div>
      <p className="inbox-why small">{row.change.text}</p>
    </li>
  );
}

/** Two collections beside each other: a sentence and two bars for each inbox, and all of it as a table. */
export function ComparisonView({ comparison }: { readonly comparison: InboxComparison }): React.JSX.Element {
  const legend = useId();
  if (comparison.problem !== null) {
    return (
      <Notice tone="caution" title="These two cannot be compared">
        <p>{comparison.problem}</p>
      </Notice>
    );
  }
  const rows = changeRows(comparison);
  const between = comparison.minutes === null ? '' : ` ${duration(comparison.minutes)} lie between them.`;
  return (
    <div className="comparison">
      <p className="prose" id={legend}>
        Before: {comparison.before.label}, {serverTime(comparison.before.at)}. After: {comparison.after.label}
        , {serverTime(comparison.after.at)}.{between}
      </p>
      {rows.length === 0 ? (
        <p className="prose">No inbox held files in either of them.</p>
      ) : (
        <>
          <ul className="inbox-bars" aria-label="Inboxes before and after" aria-describedby={legend}>
            {rows.map((row) => (
              <Row key={row.path} row={row} />
            ))}
          </ul>
          <p className="small quiet">
            <span className="change-key before" aria-hidden="true" /> before{' '}
            <span className="change-key after" aria-hidden="true" /> after
          </p>
          <Fold flush title="The same as a table" aside={counted(rows.length, 'folder')}>
            <DataTable
              caption="Files in the inboxes in both collections"
              rows={rows}
              rowKey={(row) => row.path}
              columns={[
                { title: 'Inbox', heads: true, cell: (row) => row.name },
                { title: 'Before', kind: 'number', cell: (row) => filesOf(row.change.before) },
                { title: 'After', kind: 'number', cell: (row) => filesOf(row.change.after) },
                { title: 'Change', kind: 'keep', cell: (row) => row.word },
                { title: 'Pace', kind: 'keep', cell: (row) => paceText(row.change.filesPerMinute) },
                { title: 'Empty', kind: 'keep', cell: (row) => emptyText(row.change.emptyInMinutes) },
              ]}
            />
          </Fold>
        </>
      )}
    </div>
  );
}
