import { useId } from 'react';
import type { InboxComparison } from '../../electron/engine/reasoning/diagnosis.ts';
import {
  type ChangeRow,
  changeParts,
  emptyText,
  isToldOnce,
  keptFolders,
  noiseText,
  paceText,
  withoutNoise,
} from '../view-model/inbox-changes.ts';
import { useDiagnosis } from '../stores/diagnosis-store.ts';
import { count, counted } from '../view-model/numbers.ts';
import { Badge } from './Badge.tsx';
import { DataTable } from './DataTable.tsx';
import { Fold } from './Fold.tsx';
import './change-bars.css';

const percent = (share: number): string => (share === 0 ? '0' : `${Math.max(0.4, share * 100).toFixed(2)}%`);

const filesOf = (side: { readonly files: number } | null): string =>
  side === null ? '–' : count(side.files);

/** @param told The row says for itself how it changed; else only the numbers and bars do. */
function Row({ row, told }: { readonly row: ChangeRow; readonly told: boolean }): React.JSX.Element {
  const { before, after, trend } = row.change;
  return (
    <li className="change">
      <div className="change-top">
        <span className="change-name">{row.name}</span>
        {told && <Badge small plain signed tone={row.tone} word={row.word} />}
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
      {told && <p className="change-text small">{withoutNoise(row.change.text)}</p>}
    </li>
  );
}

interface RowsProps {
  readonly comparison: InboxComparison;
  readonly rows: readonly ChangeRow[];
  readonly label: string;
  readonly legend: string;
}

function Rows({ comparison, rows, label, legend }: RowsProps): React.JSX.Element {
  return (
    <ul className="changes" aria-label={label} aria-describedby={legend}>
      {rows.map((row) => (
        <Row key={row.path} row={row} told={!isToldOnce(comparison, row.change)} />
      ))}
    </ul>
  );
}

/** Two bars and a sentence for each inbox, those that changed first, and all of it as a table. */
export function ChangeBars({ comparison }: { readonly comparison: InboxComparison }): React.JSX.Element {
  const legend = useId();
  const inboxes = useDiagnosis((state) => state.diagnosis?.inboxes) ?? [];
  const { moved, steady, kept } = changeParts(comparison, keptFolders(inboxes));
  const rows = [...moved, ...steady, ...kept];
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
        <p className="prose">
          {noise === null ? 'No inbox changed.' : 'No inbox changed by more than that.'}
        </p>
      ) : (
        <Rows comparison={comparison} rows={moved} label="Inboxes before and after" legend={legend} />
      )}
      {steady.length > 0 && (
        <Fold flush title="About the same in both" aside={counted(steady.length, 'folder')}>
          <Rows comparison={comparison} rows={steady} label="Inboxes that did not change" legend={legend} />
        </Fold>
      )}
      {kept.length > 0 && (
        <Fold flush title="Folders whose files stay by design" aside={counted(kept.length, 'folder')}>
          <Rows comparison={comparison} rows={kept} label="Folders whose files stay" legend={legend} />
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
