import type { CaseEvent, CaseRecord, KeptItem } from '../../electron/engine/case/records.ts';

/** What the program says of itself before it is ended. */
export type Said =
  /** It asks for a record to be written. */
  | { readonly asked: CaseEvent }
  /** It was told that the record is on the disk. */
  | { readonly acknowledged: CaseRecord }
  | { readonly kept: KeptItem }
  /** It stopped at the operation it was to stop at. */
  | { readonly stopped: number }
  /** It did all its work, in so many operations. */
  | { readonly ended: number }
  | { readonly failed: string };
