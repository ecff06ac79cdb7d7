/**
 * Maps the scroll bar of the browser to millions of rows. Browsers cap the height of an element, so beyond a height the
 * middle of the list is squeezed: near both ends a pixel of the bar is a pixel of the list, so that every row can be
 * reached; in between, dragging covers more. Small movements are always a pixel for a pixel.
 */

/** What the list looks like now; heights in CSS pixels. */
export interface ScrollShape {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height in which rows are seen. */
  readonly viewport: number;
}

/** Where the list stands. */
export interface ScrollPlace {
  /** `scrollTop` of the element. */
  readonly top: number;
  /** Pixels of the whole, unsqueezed list above the first visible one. */
  readonly virtualTop: number;
}

/** Rows to be drawn and where the first of them stands in the squeezed element. */
export interface DrawnRows {
  readonly first: number;
  /** Last row drawn; smaller than `first` when there are none. */
  readonly last: number;
  readonly offset: number;
}

/** All browsers lay out elements of this height without loss. */
export const tallestElement = 8_000_000;
/** Height at each end within which nothing is squeezed. */
const endZone = 1_000_000;
/** Rows drawn beyond those in sight, so that a small movement shows no gap. */
const beyond = 6;

/** Height of the element that stands for all rows. */
export function elementHeight({ rows, rowHeight }: ScrollShape): number {
  return Math.min(rows * rowHeight, tallestElement);
}

const lowest = (height: number, { viewport }: ScrollShape): number => Math.max(0, height - viewport);
const lowestVirtual = (shape: ScrollShape): number => lowest(shape.rows * shape.rowHeight, shape);
const lowestTop = (shape: ScrollShape): number => lowest(elementHeight(shape), shape);
const within = (value: number, most: number): number => Math.min(Math.max(0, value), most);

const squeezed = (shape: ScrollShape): boolean => shape.rows * shape.rowHeight > tallestElement;

function topOf(virtualTop: number, shape: ScrollShape): number {
  if (!squeezed(shape)) return virtualTop;
  const [all, most] = [lowestVirtual(shape), lowestTop(shape)];
  if (virtualTop <= endZone) return virtualTop;
  if (virtualTop >= all - endZone) return most - (all - virtualTop);
  return endZone + ((virtualTop - endZone) * (most - 2 * endZone)) / (all - 2 * endZone);
}

function virtualTopOf(top: number, shape: ScrollShape): number {
  if (!squeezed(shape)) return top;
  const [all, most] = [lowestVirtual(shape), lowestTop(shape)];
  if (top <= endZone) return top;
  if (top >= most - endZone) return all - (most - top);
  return endZone + ((top - endZone) * (all - 2 * endZone)) / (most - 2 * endZone);
}

/** The place that shows this many pixels of the list above; kept within the list. */
export function placeAt(virtualTop: number, shape: ScrollShape): ScrollPlace {
  const kept = within(virtualTop, lowestVirtual(shape));
  return { top: topOf(kept, shape), virtualTop: kept };
}

/**
 * The place after the element was scrolled.
 * @param top its `scrollTop` now. When the result has another one, the element must be set to it.
 */
export function scrolledTo(top: number, before: ScrollPlace, shape: ScrollShape): ScrollPlace {
  const moved = top - before.top;
  if (Math.abs(moved) > 2 * shape.viewport) {
    return { top, virtualTop: within(virtualTopOf(top, shape), lowestVirtual(shape)) };
  }
  const virtualTop = within(before.virtualTop + moved, lowestVirtual(shape));
  const drift = Math.abs(topOf(virtualTop, shape) - top);
  return drift > endZone / 2 ? placeAt(virtualTop, shape) : { top, virtualTop };
}

/**
 * The place where the list really is after the element was set to `wanted`: an element that is laid out with another
 * height keeps its `scrollTop` within it, and tells so by no event.
 * @param top `scrollTop` of the element, read after it was set
 */
export function placeHeld(top: number, wanted: ScrollPlace, shape: ScrollShape): ScrollPlace {
  // Browsers round to pixels of the screen; that much is no other place.
  return Math.abs(top - wanted.top) < 1 ? { ...wanted, top } : scrolledTo(top, wanted, shape);
}

/** The same place with the scroll bar where it belongs; called when scrolling has come to rest. */
export function settled(place: ScrollPlace, shape: ScrollShape): ScrollPlace {
  return placeAt(place.virtualTop, shape);
}

/** The rows to be drawn at a place. */
export function drawnRows(place: ScrollPlace, shape: ScrollShape): DrawnRows {
  const { rows, rowHeight, viewport } = shape;
  const first = Math.max(0, Math.floor(place.virtualTop / rowHeight) - beyond);
  const last = Math.min(rows - 1, Math.ceil((place.virtualTop + viewport) / rowHeight) - 1 + beyond);
  return { first, last, offset: place.top - place.virtualTop + first * rowHeight };
}

/** Whole rows that fit, at least one; the step of Page Up and Page Down. */
export function rowsInSight({ rowHeight, viewport }: ScrollShape): number {
  return Math.max(1, Math.floor(viewport / rowHeight));
}

/**
 * Pixels above the list so that a row is in sight.
 * @param how `least`: moves no more than needed; `middle`: the row is put in the middle when it was out of sight
 */
export function virtualTopFor(
  row: number,
  place: ScrollPlace,
  shape: ScrollShape,
  how: 'least' | 'middle',
): number {
  const { rowHeight, viewport } = shape;
  const rowTop = row * rowHeight;
  const above = rowTop < place.virtualTop;
  const below = rowTop + rowHeight > place.virtualTop + viewport;
  if (!above && !below) return place.virtualTop;
  if (how === 'middle') return rowTop - (viewport - rowHeight) / 2;
  return above ? rowTop : rowTop + rowHeight - viewport;
}
