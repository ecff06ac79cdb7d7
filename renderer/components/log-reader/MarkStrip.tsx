import { memo } from 'react';
import type { LogViewMark } from '../../../electron/contract/log-view.ts';
import { useLogView } from '../../stores/log-view-store.ts';
import { nearestMark } from '../../view-model/log-view-marks.ts';

const words = { cited: 'Cited line', error: 'Error', warning: 'Warning' } as const;

const Mark = memo(function Mark({
  mark,
  rows,
}: {
  readonly mark: LogViewMark;
  readonly rows: number;
}): React.JSX.Element {
  return (
    <span
      className={`log-mark ${mark.kind}`}
      title={mark.source === null ? words[mark.kind] : `${words[mark.kind]}: ${mark.source}`}
      style={{ top: `${((mark.row + 0.5) / Math.max(1, rows)) * 100}%` }}
    />
  );
});

/**
 * Where cited lines, errors and warnings stand among all rows, beside the scroll bar. For the mouse; the buttons for the
 * next and previous ones lead the keyboard to the same lines.
 */
export function MarkStrip(): React.JSX.Element {
  const marks = useLogView((state) => state.marks);
  const rows = useLogView((state) => state.view?.rows ?? 0);
  const jump = useLogView((state) => state.jump);
  const onClick = (event: React.MouseEvent<HTMLDivElement>): void => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientY - top) / Math.max(1, height);
    const mark = nearestMark(marks, share * rows);
    if (mark !== null) jump(mark.row);
  };
  return (
    <div className="log-marks" aria-hidden="true" onClick={onClick}>
      {marks.map((mark) => (
        <Mark key={`${mark.kind}:${mark.row}`} mark={mark} rows={rows} />
      ))}
    </div>
  );
}
