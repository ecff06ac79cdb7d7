import { useId } from 'react';
import type { InboxComparison } from '../../electron/engine/reasoning/diagnosis.ts';
import {
  type ChangeRow,
  changeParts,
  emptyText,
  noiseText,
  paceText,
  withoutNoise,
} from '../view-model/inbox-changes.ts';
import { count, counted } from '../view-model/numbers.ts';
import { Badge } from './Badge.tsx';
import { DataTable } from './DataTable.tsx';
import { Fold } from './Fold.tsx';
import './change-bars.css';

const percent = (share: number): string => (share === 0 ? '0' : `${Math.max(0.4, share * 100).toFixed(2)}%`);

const filesOf = (side: { readonly files: number } | null): string =>
  side === null ? '–' : count(side.files);

function Row({ row }: { readonly row: ChangeRow }): React.JSX.Element {
  const { before, after, trend } = row.change;
  return (
    <li className="change">
      <div className="change-top">
        <span className="change-name">{row.name}</span>
        <Badge small plain tone={row.tone} word={row.word} />
        <span className="change-count">
          {filesOf(before)} → {after === null ? '–' : counted(after.files, 'file')}
        </span>
      </div>
      <div className="change-bars" aria-hidden="true">
        {row.before !== null && <span className="change-bar before" style={{ width: percent(row.before) }} />}
        {row.after !== null && (
          <span className={`change-bar ${trend}`} style={{ width: percent(row.after) }} />
        )}
      </div>
      <p className="change-text small">{withoutNoise(row.change.text)}</p>
    </li>
  );
}

function Rows({ rows, label, legend }: { rows: readonly ChangeRow[]; label: string; legend: string }) {
  return (
    <ul className="changes" aria-label={label} aria-describedby={legend}>
      {rows.map((row) => (
        <Row key={row.path} row={row} />
      ))}
    </ul>
  );
}

/** Two bars and a sentence for each inbox, those that changed first, and all of it as a table. */
export function ChangeBars({ comparison }: { readonly comparison: InboxComparison }): React.JSX.Element {
  const legend = useId();
  const { moved, steady } = changeParts(comparison);
  const rows = [...moved, ...steady];
  if (rows.length === 0) return <p className="prose">No inbox held files in either of them.</p>;
  const noise = noiseText(comparison);
  return (
    <>
      <p className="small quiet change-legend" id={legend}>
        <span className="change-key before" aria-hidden="true" /> before{' '}
        <span className="change-key after" aria-hidden="true" /> after
        {noise !== null && <span className="change-noise">{noise}</span>}
      </p>
      {moved.length === 0 ? (
        <p className="prose">No inbox changed by more than that.</p>
      ) : (
        <Rows rows={moved} label="Inboxes before and after" legend={legend} />
      )}
      {steady.length > 0 && (
        <Fold flush title="About the same in both" aside={counted(steady.length, 'folder')}>
          <Rows rows={steady} label="Inboxes that did not change" legend={legend} />
        </Fold>
      )}
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
  );
}
