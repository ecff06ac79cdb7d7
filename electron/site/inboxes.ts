import type { InboxFolder, Reading } from '../engine/evidence/model.ts';
import type { ServerClock, ServerTime } from '../engine/time/server-time.ts';
import type { Complaints } from './complaints.ts';
import type { Listing } from './parse/dir-listing.ts';
import type { DateOrder } from './parse/written-time.ts';
import type { FoundSnapshot } from './read-small-files.ts';
import { snapshotTime } from './snapshot-facts.ts';
import type { CountedFolder, SiteFile } from './survey.ts';
import { withTimesMoved } from './tree/folder-tally.ts';

const MINUTE = 60_000;

const ORDER_IN_WORDS: Readonly<Record<DateOrder, string>> = {
  mdy: 'month, day, year',
  dmy: 'day, month, year',
  ymd: 'year, month, day',
};

/** A listing that was read but for the order of its dates. */
export interface PendingListing {
  readonly file: SiteFile;
  readonly finish: (notAfter: ServerTime | null, stated: DateOrder | null) => Listing;
}

/** Times of a folder count in UTC. Without a known offset they cannot be compared with the server's, and are not known. */
export function countedInbox(folder: CountedFolder, clock: ServerClock): InboxFolder {
  const shift = folder.timeBase === 'server' ? 0 : clock.offsetMinutes;
  return {
    path: folder.shown,
    ...withTimesMoved(folder.count, shift === null ? null : shift * MINUTE),
    source: { kind: 'folder', path: folder.shown, line: null },
  };
}

/**
 * The inboxes of the listings, and the time of the snapshot: each helps to read the dates of the other.
 *
 * @param stated order of the date as the registry tells it
 */
export function listedInboxes(
  listings: readonly PendingListing[],
  snapshots: readonly FoundSnapshot[],
  newestLog: ServerTime | null,
  stated: DateOrder | null,
  complaints: Complaints,
): { readonly inboxes: readonly InboxFolder[]; readonly collectedAt: Reading<ServerTime> | null } {
  const timeOfSnapshot = (order: DateOrder | null): Reading<ServerTime> | null => {
    for (const { snapshot, path } of snapshots) {
      const time = snapshotTime(snapshot, path, order, newestLog);
      if (time !== null) return time;
    }
    return null;
  };
  const inboxes: InboxFolder[] = [];
  let order = stated;
  for (const { file, finish } of listings) {
    const listing = finish(timeOfSnapshot(stated)?.value ?? newestLog, stated);
    if (listing.dateOrderCertain) order ??= listing.dateOrder;
    else {
      complaints.add(
        file.shown,
        `Its dates do not show which number is the month. Read as ${ORDER_IN_WORDS[listing.dateOrder]} they would fit, but so would others, so how old the files are is not known.`,
      );
    }
    if (listing.folders.length === 0) complaints.add(file.shown, 'It lists no folder below Inboxes.');
    for (const { line, ...folder } of listing.folders) {
      if (folder.path === listing.cutOffIn) {
        // Few files in half a folder do not show that there are few.
        complaints.add(
          file.shown,
          `It ends in the middle of ${folder.path}, after ${folder.files} file(s). That folder is not judged, and folders after it are missing.`,
        );
      } else if (listing.unclear.has(folder.path)) {
        complaints.add(
          file.shown,
          `Not every line of ${folder.path} was understood, so that folder is not judged. The code page of the server may be another one.`,
        );
      } else {
        const dated = listing.dateOrderCertain ? folder : { ...folder, ...withTimesMoved(folder, null) };
        inboxes.push({ ...dated, source: { kind: 'listing', path: file.shown, line } });
      }
    }
  }
  return { inboxes, collectedAt: timeOfSnapshot(order) };
}
