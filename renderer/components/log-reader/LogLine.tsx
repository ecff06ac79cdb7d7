import { memo } from 'react';
import type { LogRow } from '../../../electron/contract/log-view.ts';
import { type TextSearch, textHits } from '../../view-model/log-view-pieces.ts';
import { fileName, rowTime } from '../../view-model/log-view-words.ts';
import type { NumberDictionary } from '../../view-model/number-explanations.ts';
import { count } from '../../view-model/numbers.ts';
import { Bookmark16Filled } from './icons.ts';
import { MessageText } from './MessageText.tsx';
import { SeverityMark } from './SeverityMark.tsx';

/** More of a message is never in sight in one line. */
const shownCharacters = 600;

interface LogLineProps {
  readonly index: number;
  /** Undefined until it is fetched. */
  readonly row: LogRow | undefined;
  /** Path of its file when the view has several; null when it has one. */
  readonly path: string | null;
  readonly cited: boolean;
  readonly selected: boolean;
  /** True for the row that the keyboard is at. */
  readonly current: boolean;
  readonly search: TextSearch;
  readonly numbers: NumberDictionary | null;
}

/** One line of a log in one line of the window. Drawn again only when something of it changed. */
export const LogLine = memo(function LogLine({
  index,
  row,
  path,
  cited,
  selected,
  current,
  search,
  numbers,
}: LogLineProps): React.JSX.Element {
  const text = row?.text.slice(0, shownCharacters) ?? '';
  const classes = ['log-line', cited ? 'cited' : '', selected ? 'selected' : '', current ? 'current' : ''];
  return (
    <div
      role="row"
      id={`log-line-${index}`}
      data-row={index}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.filter(Boolean).join(' ')}
    >
      <span role="gridcell" className="log-where">
        {cited && (
          <span className="log-cited">
            <Bookmark16Filled />
            <span className="unseen">Cited line </span>
          </span>
        )}
        {row !== undefined && (path === null ? count(row.line) : `${fileName(path)}:${row.line}`)}
      </span>
      <span role="gridcell" className="log-time">
        {row === undefined || row.time === null ? '' : rowTime(row.time)}
      </span>
      <span role="gridcell" className="log-component">
        {row?.component ?? ''}
      </span>
      <span role="gridcell" className="log-thread">
        {row?.thread ?? ''}
      </span>
      <span role="gridcell" className="log-message">
        {row !== undefined && <SeverityMark severity={row.severity} />}
        {row === undefined ? (
          <span className="quiet">Fetching</span>
        ) : (
          <MessageText text={text} numbers={numbers?.explain(text) ?? []} hits={textHits(search, text)} />
        )}
      </span>
    </div>
  );
});
