import { useEffect, useRef } from 'react';
import { useLogView } from '../../stores/log-view-store.ts';
import type { TextSearch } from '../../view-model/log-view-pieces.ts';
import { rowForKey, selectedSpan } from '../../view-model/log-view-selection.ts';
import { LogLine } from './LogLine.tsx';
import { MarkStrip } from './MarkStrip.tsx';
import { NumberTip } from './NumberTip.tsx';
import { useListScroll } from './use-list-scroll.ts';
import { useNumberTip } from './use-number-tip.ts';

/** Heights of a line and of the titles of the columns; the style sheet says the same. */
const lineHeight = 20;
const headHeight = 24;

interface LogGridProps {
  readonly label: string;
  readonly search: TextSearch;
  /** The element that has the focus while a line is read. */
  readonly gridRef: React.RefObject<HTMLDivElement | null>;
}

function Head({ several }: { readonly several: boolean }): React.JSX.Element {
  const titles = [several ? 'File and line' : 'Line', 'Server time', 'Component', 'Thread', 'Message'];
  return (
    <div role="rowgroup" className="log-head">
      <div role="row" className="log-line" aria-rowindex={1}>
        {titles.map((title) => (
          <span key={title} role="columnheader">
            {title}
          </span>
        ))}
      </div>
    </div>
  );
}

/**
 * The lines of the logs: one stop of the Tab key, everything else with the arrow keys. The line at which the keyboard is
 * is told to screen readers by `aria-activedescendant`, so that no line needs the focus itself.
 */
export function LogGrid({ label, search, gridRef }: LogGridProps): React.JSX.Element {
  const rows = useLogView((state) => state.view?.rows ?? 0);
  const files = useLogView((state) => state.view?.files);
  const { cursor, anchor } = useLogView((state) => state.selection);
  const cited = useLogView((state) => state.cited);
  const numbers = useLogView((state) => state.numbers);
  const revealed = useLogView((state) => state.reveal);
  // Rows are read from the store's supply, which tells by this number that others are there.
  useLogView((state) => state.rowsVersion);
  const { rowAt, want, select, copySelection } = useLogView.getState();
  const list = useListScroll(gridRef, rows, lineHeight, headHeight);
  const { drawn, reveal } = list;
  const hovered = useNumberTip();
  const dragging = useRef(false);
  const several = (files?.length ?? 0) > 1;
  const { from, to } = selectedSpan({ anchor, cursor });

  useEffect(() => want(drawn.first, drawn.last), [drawn, want]);
  useEffect(() => reveal(revealed.row, revealed.how), [revealed, reveal]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const control = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape' && hovered.tip !== null) {
      event.stopPropagation();
      hovered.hide();
      return;
    }
    if (control && event.key.toLowerCase() === 'c') void copySelection();
    else if (control && event.key.toLowerCase() === 'a') {
      select(0, false);
      select(rows - 1, true);
    } else {
      if (event.altKey) return;
      const row = rowForKey(event.key, cursor, rows, list.page);
      if (row === null) return;
      select(row, event.shiftKey);
    }
    event.preventDefault();
  };
  const onPointerDown = (event: React.PointerEvent): void => {
    const line = event.target instanceof Element ? event.target.closest('[data-row]') : null;
    if (line === null || event.button !== 0) return;
    dragging.current = true;
    select(Number(line.getAttribute('data-row')), event.shiftKey);
  };
  const onPointerMove = (event: React.PointerEvent): void => {
    if (!dragging.current || (event.buttons & 1) === 0) {
      dragging.current = false;
      return;
    }
    const row = Math.max(0, Math.min(rows - 1, list.rowAt(event.clientY)));
    if (row !== useLogView.getState().selection.cursor) select(row, true);
  };

  const lines = [];
  for (let index = drawn.first; index <= drawn.last; index += 1) {
    const row = rowAt(index);
    const path = row === undefined ? undefined : files?.[row.file]?.path;
    lines.push(
      <LogLine
        key={index}
        index={index}
        row={row}
        path={several ? (path ?? null) : null}
        cited={row !== undefined && path !== undefined && cited.has(`${path}:${row.line}`)}
        selected={index >= from && index <= to}
        current={index === cursor}
        search={search}
        numbers={numbers}
      />,
    );
  }
  const inSight = cursor >= drawn.first && cursor <= drawn.last;
  return (
    <div className="log-list">
      <div
        ref={gridRef}
        className={several ? 'log-grid several' : 'log-grid'}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-describedby="log-keys"
        aria-multiselectable="true"
        aria-rowcount={rows + 1}
        aria-colcount={5}
        aria-activedescendant={inSight ? `log-line-${cursor}` : undefined}
        onKeyDown={onKeyDown}
        onScroll={() => {
          list.onScroll();
          if (hovered.tip !== null) hovered.hide();
        }}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onMouseOver={hovered.onMouseOver}
        onMouseLeave={hovered.hideSoon}
      >
        <Head several={several} />
        <div role="rowgroup" className="log-body" style={{ height: list.height }}>
          <div role="presentation" style={{ transform: `translateY(${drawn.offset}px)` }}>
            {lines}
          </div>
        </div>
      </div>
      <MarkStrip />
      <p id="log-keys" className="unseen">
        Arrow keys, Page Up and Page Down move. With Shift they select. Control and C copies. F3 goes to the
        next line found, F8 to the next error, F2 to the next cited line, each back with Shift. Escape goes
        back.
      </p>
      {hovered.tip !== null && (
        <NumberTip {...hovered.tip} onEnter={hovered.keep} onLeave={hovered.hideSoon} />
      )}
    </div>
  );
}
