import type { OpenLog } from '../index/open-log.ts';
import type { ViewRows } from './view-rows.ts';

/** A view while it is read and filtered: what is known now, and how to wait for more. */
export interface LiveView {
  /** Others when a file was replaced. */
  readonly logs: readonly OpenLog[];
  /** Grows when rows are counted anew: when they are others, or other ones are shown. */
  readonly generation: number;
  /** Others when the view begins anew. */
  readonly rows: ViewRows;
  /** True when no more rows come for now. */
  readonly complete: boolean;
  /** Waits until more is known. @throws when the view was closed */
  more(): Promise<void>;
  /** Lets others have their turn. @throws when the view was closed */
  pause(): Promise<void>;
}
