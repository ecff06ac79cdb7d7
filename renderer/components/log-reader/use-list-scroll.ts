import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  type DrawnRows,
  type ScrollPlace,
  type ScrollShape,
  drawnRows,
  elementHeight,
  placeAt,
  placeHeld,
  rowsInSight,
  scrolledTo,
  settled,
  virtualTopFor,
} from '../../view-model/log-view-scroll.ts';

/** Scrolling counts as at rest after so many milliseconds. */
const rest = 150;

export interface ListScroll {
  readonly onScroll: () => void;
  readonly drawn: DrawnRows;
  /** Height of the element that stands for all rows. */
  readonly height: number;
  /** Rows that Page Up and Page Down move by. */
  readonly page: number;
  readonly reveal: (row: number, how: 'least' | 'middle') => void;
  /** Row at this height of the window; may lie outside the rows. */
  readonly rowAt: (clientY: number) => number;
}

/**
 * A list of rows of one height, of which only those in sight are drawn.
 * @param scrollerRef the element that scrolls
 * @param rows how many there are
 * @param rowHeight in CSS pixels
 * @param head height of what sticks to the top of the element
 */
export function useListScroll(
  scrollerRef: React.RefObject<HTMLDivElement | null>,
  rows: number,
  rowHeight: number,
  head: number,
): ListScroll {
  const place = useRef<ScrollPlace>({ top: 0, virtualTop: 0 });
  const atRest = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [viewport, setViewport] = useState(0);
  const shape = useMemo<ScrollShape>(() => ({ rows, rowHeight, viewport }), [rows, rowHeight, viewport]);
  const [drawn, setDrawn] = useState<DrawnRows>({ first: 0, last: -1, offset: 0 });

  const put = useCallback(
    (next: ScrollPlace): void => {
      const element = scrollerRef.current;
      // Nothing can be in sight before the height is known; what is to be seen is put again when it is.
      if (element === null || shape.viewport === 0) return;
      if (element.scrollTop !== next.top) element.scrollTop = next.top;
      place.current = placeHeld(element.scrollTop, next, shape);
      const wanted = drawnRows(place.current, shape);
      setDrawn((now) =>
        now.first === wanted.first && now.last === wanted.last && now.offset === wanted.offset ? now : wanted,
      );
    },
    [scrollerRef, shape],
  );

  useLayoutEffect(() => {
    const element = scrollerRef.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setViewport(Math.max(0, element.clientHeight - head)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scrollerRef, head]);

  // What is in sight stays in sight when rows are added or the window changes its size.
  useLayoutEffect(() => put(placeAt(place.current.virtualTop, shape)), [put, shape]);

  useEffect(() => () => clearTimeout(atRest.current), []);

  const onScroll = useCallback((): void => {
    const element = scrollerRef.current;
    if (element === null) return;
    put(scrolledTo(element.scrollTop, place.current, shape));
    clearTimeout(atRest.current);
    atRest.current = setTimeout(() => put(settled(place.current, shape)), rest);
  }, [scrollerRef, put, shape]);

  const reveal = useCallback(
    (row: number, how: 'least' | 'middle'): void =>
      put(placeAt(virtualTopFor(row, place.current, shape, how), shape)),
    [put, shape],
  );

  const rowAt = useCallback(
    (clientY: number): number => {
      const top = (scrollerRef.current?.getBoundingClientRect().top ?? 0) + head;
      return Math.floor((place.current.virtualTop + clientY - top) / rowHeight);
    },
    [scrollerRef, head, rowHeight],
  );

  return {
    onScroll,
    drawn,
    height: elementHeight(shape),
    page: rowsInSight(shape),
    reveal,
    rowAt,
  };
}
