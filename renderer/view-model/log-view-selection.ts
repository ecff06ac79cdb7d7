/** Which rows of the log reader are selected, and where the keyboard moves. */

/** The selected rows run from the anchor to the cursor, both included. */
export interface RowSelection {
  readonly anchor: number;
  readonly cursor: number;
}

/** First and last selected row, in the order of the rows. */
export function selectedSpan({ anchor, cursor }: RowSelection): {
  readonly from: number;
  readonly to: number;
} {
  return { from: Math.min(anchor, cursor), to: Math.max(anchor, cursor) };
}

/** Moves the cursor; with `extend`, the anchor stays. Rows outside the view are the nearest within it. */
export function moveCursor(
  selection: RowSelection,
  row: number,
  rows: number,
  extend: boolean,
): RowSelection {
  const cursor = Math.max(0, Math.min(row, rows - 1));
  return { cursor, anchor: extend ? Math.min(selection.anchor, Math.max(0, rows - 1)) : cursor };
}

/**
 * Row that a key leads to.
 * @param page rows in sight
 * @returns null when the key does not move; with Home and End the Control key makes no difference, since rows have one
 *   stop each
 */
export function rowForKey(key: string, cursor: number, rows: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return cursor + 1;
    case 'ArrowUp':
      return cursor - 1;
    case 'PageDown':
      return cursor + page;
    case 'PageUp':
      return cursor - page;
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return null;
  }
}
