/** Inboxes as sorted bars. */
import type { InboxAssessment, Stall, Truth } from '../../electron/engine/reasoning/diagnosis.ts';
import { age, counted, shortDuration } from './numbers.ts';

export interface InboxBar {
  readonly path: string;
  readonly name: string;
  readonly files: number;
  /** 0 to 1: length against the fullest inbox shown. */
  readonly length: number;
  readonly countText: string;
  /** `15 h`, or null when the age is not known. */
  readonly ageShort: string | null;
  /** `15 hours old`, or null. */
  readonly ageText: string | null;
  /** `oldest 15 h`, or `age not known`. */
  readonly ageLabel: string;
  readonly judgement: Truth;
  readonly judgementWord: string;
  readonly why: string;
  readonly purpose: string | null;
  readonly reader: string | null;
  readonly kind: InboxAssessment['kind'];
  /** The thread that empties it stands still. */
  readonly readerStalled: boolean;
  readonly inbox: InboxAssessment;
}

/** `despoolr.box\receive` of `Inboxes/despoolr.box/receive`, as a person on Windows writes it. */
export function inboxName(path: string): string {
  return path.replace(/^.*?inboxes[/\\]/i, '').replaceAll('/', '\\');
}

/** `despoolr.box/receive` of the same: how answers name a folder. */
export function inboxKey(path: string): string {
  return inboxName(path).replaceAll('\\', '/').toLowerCase();
}

/** `Receive` of the same: the last part with a capital first letter. */
export function inboxShortName(path: string): string {
  const last =
    path
      .split(/[/\\]/)
      .filter((part) => part !== '')
      .at(-1) ?? path;
  return last.charAt(0).toUpperCase() + last.slice(1);
}

/** True when the thread that empties the queue only waits or fell silent. */
function isReaderStalled(inbox: InboxAssessment, stalls: readonly Stall[]): boolean {
  return (
    inbox.kind === 'queue' &&
    stalls.some((stall) => stall.kind !== 'idle' && stall.component === inbox.reader)
  );
}

/** A few young files prove no thread at work: they may also be the beginning of a backlog. */
function judgementWord(inbox: InboxAssessment, readerStalled: boolean): string {
  if (inbox.kind === 'store') return 'Kept by design';
  if (inbox.kind === 'rejects') return 'Put aside';
  if (inbox.judgement === 'true') return 'Backlog';
  if (readerStalled) return 'Nobody empties it';
  if (inbox.judgement === 'false') return 'No backlog';
  return 'Not known';
}

/** Age of the oldest file in minutes; null when it is not known, also when the file seems to come from the future. */
function knownAge({ judgement, oldestAgeMinutes }: InboxAssessment): number | null {
  return oldestAgeMinutes !== null && oldestAgeMinutes < 0 && judgement === 'unknown'
    ? null
    : oldestAgeMinutes;
}

function ageWords(minutes: number | null): Pick<InboxBar, 'ageShort' | 'ageText' | 'ageLabel'> {
  if (minutes === null) return { ageShort: null, ageText: null, ageLabel: 'age not known' };
  const ageShort = shortDuration(minutes);
  return { ageShort, ageText: age(minutes), ageLabel: `oldest ${ageShort}` };
}

/** Queues that may be backed up, but the ages of whose files cannot be told. */
export function untoldBacklogs(inboxes: readonly InboxAssessment[]): readonly InboxAssessment[] {
  return inboxes.filter(
    (inbox) =>
      inbox.files > 0 &&
      inbox.kind !== 'store' &&
      inbox.kind !== 'rejects' &&
      inbox.judgement === 'unknown' &&
      knownAge(inbox) === null,
  );
}

/** What the inboxes say together: backlogs first, then what cannot be told, and only then that there is none. */
export function backlogHeading(inboxes: readonly InboxAssessment[]): string {
  const backlogs = inboxes.filter((inbox) => inbox.files > 0 && inbox.judgement === 'true').length;
  if (backlogs > 0) return backlogs === 1 ? 'One inbox has a backlog' : `${backlogs} inboxes have a backlog`;
  const untold = untoldBacklogs(inboxes).length;
  if (untold === 0) return 'No backlog seen';
  return `Backlog not known: ${counted(untold, 'inbox holds', 'inboxes hold')} files whose age cannot be told`;
}

const rank: Record<Truth, number> = { true: 0, unknown: 1, false: 2 };

/** Backlogs first, then by number of files; folders whose files stay by design come after the queues. */
export function sortInboxes(inboxes: readonly InboxAssessment[]): readonly InboxAssessment[] {
  const group = (inbox: InboxAssessment): number =>
    inbox.judgement === 'true' ? 0 : inbox.kind === 'store' || inbox.kind === 'rejects' ? 2 : 1;
  return [...inboxes].sort(
    (a, b) =>
      group(a) - group(b) ||
      b.files - a.files ||
      rank[a.judgement] - rank[b.judgement] ||
      a.path.localeCompare(b.path, 'en'),
  );
}

/** Bars for the inboxes that hold files, longest meaning first. The stalls tell whether somebody empties them. */
export function inboxBars(
  inboxes: readonly InboxAssessment[],
  stalls: readonly Stall[],
): readonly InboxBar[] {
  const shown = sortInboxes(inboxes.filter((inbox) => inbox.files > 0));
  const most = shown.reduce((top, inbox) => Math.max(top, inbox.files), 1);
  return shown.map((inbox) => ({
    inbox,
    ...ageWords(knownAge(inbox)),
    readerStalled: isReaderStalled(inbox, stalls),
    path: inbox.path,
    name: inboxName(inbox.path),
    files: inbox.files,
    length: inbox.files / most,
    countText: counted(inbox.files, 'file'),
    judgement: inbox.judgement,
    judgementWord: judgementWord(inbox, isReaderStalled(inbox, stalls)),
    why: inbox.why,
    purpose: inbox.purpose,
    reader: inbox.reader,
    kind: inbox.kind,
  }));
}

/** The worst backlog: most files among those judged a backlog; null when there is none. */
export function worstBacklog(inboxes: readonly InboxAssessment[]): InboxAssessment | null {
  return sortInboxes(inboxes).find((inbox) => inbox.judgement === 'true') ?? null;
}
