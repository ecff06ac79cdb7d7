import { useLogView } from '../../stores/log-view-store.ts';
import { isNoFilter } from '../../view-model/log-view-filter.ts';
import {
  clockSummary,
  clockWords,
  countingWords,
  elapsed,
  lineCount,
} from '../../view-model/log-view-words.ts';
import { counted } from '../../view-model/numbers.ts';

function SelectionWords(): React.JSX.Element | null {
  const span = useLogView((state) => state.span);
  if (span === null) return null;
  const time =
    span.milliseconds === null
      ? 'no two stamps to measure'
      : `${elapsed(span.milliseconds)} from first to last`;
  return (
    <span className="state-selection">
      {counted(span.rows, 'line')} selected, {time}
    </span>
  );
}

/** What is known of the lines, what is selected, what the last search came to, and whose clock the stamps follow. */
export function StateLine(): React.JSX.Element | null {
  const view = useLogView((state) => state.view);
  const filter = useLogView((state) => state.filter);
  const filtering = useLogView((state) => state.filtering);
  const message = useLogView((state) => state.message);
  if (view === null) return null;
  const counting = countingWords(view);
  return (
    <div className="state-line">
      <span>{lineCount(view, !isNoFilter(filter))}</span>
      {counting !== null && <span className="quiet">{counting}</span>}
      {filtering && <span className="quiet">Filtering</span>}
      <SelectionWords />
      {message !== null && <strong>{message}</strong>}
      <span className="state-clock quiet" title={view.files.map(clockWords).join('\n')}>
        {clockSummary(view.files)}
      </span>
    </div>
  );
}
