/** Which files of a queue wait to be worked on; lookup tables and the like stay there by design. */
import type { InboxFolder } from '../evidence/model.ts';
import type { InboxFact } from '../knowledge/site-facts.ts';
import type { ServerTime } from '../time/server-time.ts';

export interface WaitingFiles {
  readonly files: number;
  readonly oldest: ServerTime | null;
  /** Files that stay by design. */
  readonly staying: number;
}

/**
 * Leaves files out that stay by design.
 * @param folder as counted
 * @param fact what is known of this inbox, null when nothing is
 */
export function waitingFiles(folder: InboxFolder, fact: InboxFact | null): WaitingFiles {
  const stays = fact?.stays ?? [];
  const staying = folder.byExtension.filter(({ extension }) => stays.includes(extension));
  const count = staying.reduce((sum, { files }) => sum + files, 0);
  if (count === 0) return { files: folder.files, oldest: folder.oldest, staying: 0 };
  const dates = folder.byExtension
    .filter(({ extension }) => !stays.includes(extension))
    .flatMap(({ oldest }) => (oldest === null ? [] : [oldest]));
  return {
    files: folder.files - count,
    oldest: dates.length === 0 ? null : Math.min(...dates),
    staying: count,
  };
}
