/**
 * A case on the disk: `case.json` (identity), `journal.ndjson`, `evidence/<sha256>`, `backups/<sha256>`. Types of what the case store
 * gives; see `open-case.ts`.
 */
import type { CaseEvent, CaseIdentity, CaseRecord, KeptItem } from '../engine/case/records.ts';

/** What was wrong with a case when it was opened, in words; shown, never papered over. */
export interface CaseNotice {
  /**
   * `torn-tail`: the last, unfinished record was dropped. `damaged`: records in the middle are not what they were; the case is read-only.
   * `newer`: written by a newer program, read-only. `lost-evidence`: a kept file is gone or not what it was.
   */
  readonly kind: 'torn-tail' | 'damaged' | 'newer' | 'lost-evidence' | 'cannot-write';
  readonly text: string;
  readonly nextStep: string;
  /** Line of the journal, counted from 1, where it is about one. */
  readonly line: number | null;
}

/** A case that is open: one program at a time (a lock is held). */
export interface OpenCase {
  readonly folder: string;
  readonly id: string;
  /** Name, ticket and technician as last described. */
  readonly identity: () => CaseIdentity;
  readonly records: () => readonly CaseRecord[];
  readonly notices: readonly CaseNotice[];
  readonly readOnly: boolean;
  /**
   * Writes a record and returns when it is on the disk. Records are written one after the other.
   * @throws CaseError when it could not be written (full disk, no rights); nothing of it counts then
   */
  readonly append: (event: CaseEvent) => Promise<CaseRecord>;
  /** Keeps bytes under their SHA-256 in `evidence/`; what is there already is not written twice. */
  readonly keepEvidence: (path: string, bytes: Uint8Array) => Promise<KeptItem>;
  /** Copies a file in, without holding it in memory. */
  readonly keepEvidenceFile: (path: string, file: string) => Promise<KeptItem>;
  /** Keeps an original before it is edited, in `backups/`. */
  readonly keepBackup: (path: string, bytes: Uint8Array) => Promise<KeptItem>;
  /** @throws CaseError when it is gone or its bytes no longer have that SHA-256 */
  readonly readKept: (item: KeptItem) => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

/** For the list of cases. */
export interface CaseSummary {
  readonly folder: string;
  readonly id: string;
  readonly identity: CaseIdentity;
  /** ISO time of the last record. */
  readonly lastChanged: string;
  /** What was read last, as it is called; null when nothing was read. */
  readonly label: string | null;
  /** Headline of the last reading, null when nothing was read. */
  readonly headline: string | null;
  /** A plan was begun and not ended. */
  readonly unfinishedPlan: string | null;
  readonly damaged: boolean;
}
