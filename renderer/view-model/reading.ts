/** A reading in words: how far it is, and what it found. */
import type { ReadingProgress } from '../../electron/contract/ipc.ts';
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { bytes, count, counted } from './numbers.ts';
import { isStateKnown } from './services.ts';

/** Share that is read, from 0 to 1; null while the total is not known. */
export function shareRead(progress: ReadingProgress): number | null {
  if (progress.bytesTotal === null || progress.bytesTotal <= 0) return null;
  return Math.min(1, progress.bytesDone / progress.bytesTotal);
}

/** `12 files, 4.2 MB of 18 MB`. */
export function amountRead(progress: ReadingProgress): string {
  const total = progress.bytesTotal === null ? '' : ` of ${bytes(progress.bytesTotal)}`;
  return `${counted(progress.filesDone, 'file')}, ${bytes(progress.bytesDone)}${total}`;
}

export interface FoundItem {
  readonly label: string;
  /** Null: not collected. */
  readonly value: string | null;
}

/** What a reading found, one line per kind of evidence; null values were not in the material. */
export function whatWasFound(diagnosis: Diagnosis): readonly FoundItem[] {
  const lines = diagnosis.logs.reduce((sum, log) => sum + log.lines, 0);
  const files = diagnosis.inboxes.reduce((sum, inbox) => sum + inbox.files, 0);
  const states = diagnosis.services.filter(isStateKnown);
  const { site } = diagnosis;
  return [
    {
      label: 'Release',
      value:
        site.releaseSources.length === 0
          ? null
          : `${site.release ?? (site.laterRelease == null ? 'not decided' : 'later than 2.0 SP4')}, from ${counted(site.releaseSources.length, 'source')}`,
    },
    {
      label: 'Logs',
      value:
        diagnosis.logs.length === 0
          ? null
          : `${counted(diagnosis.logs.length, 'file')}, ${counted(lines, 'line')}`,
    },
    {
      label: 'Inboxes',
      value:
        diagnosis.inboxes.length === 0
          ? null
          : `${counted(diagnosis.inboxes.length, 'folder')}, ${counted(files, 'file')}`,
    },
    { label: 'Services', value: states.length === 0 ? null : `${count(states.length)} with a state` },
    {
      label: 'Backup',
      value:
        diagnosis.controlFiles.length === 0 ? null : counted(diagnosis.controlFiles.length, 'control file'),
    },
  ];
}
