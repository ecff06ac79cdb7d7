import { useState } from 'react';
import type { LogRow, LogViewFile } from '../../../electron/contract/log-view.ts';
import { useLogView } from '../../stores/log-view-store.ts';
import { clockWords, elapsed, exactTime, fullTime, threadWords } from '../../view-model/log-view-words.ts';
import { count, counted } from '../../view-model/numbers.ts';
import { Bookmark16Filled } from './icons.ts';
import { MessageText } from './MessageText.tsx';
import { NumberMeaning } from './NumberTip.tsx';
import { SeverityMark } from './SeverityMark.tsx';

/** The row at the cursor; the one before stays until it is there. Null while no row is shown. */
function useCurrentRow(): LogRow | null {
  const cursor = useLogView((state) => state.selection.cursor);
  const rowAt = useLogView((state) => state.rowAt);
  const none = useLogView((state) => (state.view?.rows ?? 0) === 0);
  useLogView((state) => state.rowsVersion);
  const row = rowAt(cursor) ?? null;
  const [last, setLast] = useState<LogRow | null>(null);
  if (row !== null && row !== last) setLast(row);
  return none ? null : (row ?? last);
}

/** How long after the row before it was written. */
function Since({ row }: { readonly row: LogRow }): React.JSX.Element | null {
  const before = useLogView((state) => state.rowAt)(row.row - 1);
  const [here, there] = [exactTime(row.time), exactTime(before?.time ?? null)];
  if (here === null || there === null) return null;
  return <span className="quiet">{elapsed(here - there)} after the line above</span>;
}

function Fields({ row, file }: { readonly row: LogRow; readonly file: LogViewFile }): React.JSX.Element {
  const cited = useLogView((state) => state.cited).has(`${file.path}:${row.line}`);
  return (
    <div className="line-fields">
      <strong className="mono">
        {file.path}:{row.line}
      </strong>
      <SeverityMark severity={row.severity} />
      {cited && (
        <span className="log-cited-word">
          <Bookmark16Filled /> Cited by the diagnosis
        </span>
      )}
      {row.component !== null && <span>{row.component}</span>}
      {row.thread !== null && <span>thread {threadWords(row.thread)}</span>}
      {row.time === null ? <span className="quiet">no stamp</span> : <span>{fullTime(row.time)}</span>}
      <Since row={row} />
    </div>
  );
}

/** The whole of the line at the cursor, wrapped, with its clock and what its numbers mean. */
export function LineDetails(): React.JSX.Element {
  const row = useCurrentRow();
  const files = useLogView((state) => state.view?.files);
  const numbers = useLogView((state) => state.numbers);
  const numbersError = useLogView((state) => state.numbersError);
  const file = row === null ? undefined : files?.[row.file];
  if (row === null || file === undefined) {
    return (
      <section className="line-details" aria-label="Selected line">
        <p className="quiet">Select a line to see the whole of it.</p>
      </section>
    );
  }
  const explained = numbers?.explain(row.text) ?? [];
  return (
    <section className="line-details" aria-label="Selected line" tabIndex={0}>
      <Fields row={row} file={file} />
      <p className="line-text">
        <MessageText text={row.text} numbers={explained} hits={[]} />
        {row.cut > 0 && <span className="quiet"> … {counted(row.cut, 'more character')}</span>}
      </p>
      {explained.length > 0 && (
        <ul className="line-numbers" aria-label={`What ${count(explained.length)} of its numbers mean`}>
          {explained.map((number) => (
            <li key={number.from} className="line-number">
              <NumberMeaning number={number} />
            </li>
          ))}
        </ul>
      )}
      {numbersError !== null && (
        <p className="small quiet">
          The meanings of numbers could not be loaded. {numbersError.message} {numbersError.nextStep}
        </p>
      )}
      <p className="small quiet">{clockWords(file)}</p>
      {file.clock.disagreement !== null && <p className="small">{file.clock.disagreement}</p>}
    </section>
  );
}
