/** Which item of a timeline the arrow keys go to. */
import { type TimelineItem, type TimelinePicture, itemsInOrder } from '../../view-model/timeline.ts';

/** Rows from top to bottom: what happened to the services, then the lanes that have anything to point at. */
function rowsOf(picture: TimelinePicture): readonly (readonly TimelineItem[])[] {
  return [picture.flags, ...picture.lanes.map((lane) => lane.items)].filter((row) => row.length > 0);
}

function nearest(row: readonly TimelineItem[], time: number): TimelineItem | null {
  return row.reduce<TimelineItem | null>(
    (best, item) => (best === null || Math.abs(item.time - time) < Math.abs(best.time - time) ? item : best),
    null,
  );
}

/**
 * The item a key leads to: left and right go through time over all rows, up and down to the nearest item of the next
 * row, Home and End to the first and the last.
 * @returns Null when the key means nothing here or there is nothing further in its direction.
 */
export function nextItem(key: string, active: TimelineItem, picture: TimelinePicture): TimelineItem | null {
  const items = itemsInOrder(picture);
  const at = items.findIndex((item) => item.id === active.id);
  switch (key) {
    case 'ArrowRight':
      return items[at + 1] ?? null;
    case 'ArrowLeft':
      return items[at - 1] ?? null;
    case 'Home':
      return items[0] ?? null;
    case 'End':
      return items.at(-1) ?? null;
    case 'ArrowUp':
    case 'ArrowDown': {
      const rows = rowsOf(picture);
      const row = rows.findIndex((candidate) => candidate.some((item) => item.id === active.id));
      const next = rows[row + (key === 'ArrowUp' ? -1 : 1)];
      return row < 0 || next === undefined ? null : nearest(next, active.time);
    }
    default:
      return null;
  }
}
