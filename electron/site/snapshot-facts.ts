import type {
  CollectionStep,
  Coverage,
  DiskReading,
  ProgramReading,
  Reading,
  ReleaseReading,
  Source,
} from '../engine/evidence/model.ts';
import { parseReleaseText } from '../engine/release/release.ts';
import type { ServerTime } from '../engine/time/server-time.ts';
import type { Snapshot } from './parse/snapshot.ts';
import type { FoundSnapshot } from './read-small-files.ts';
import { DATE_ORDERS, type DateOrder, readWrittenTime, timeUnder } from './parse/written-time.ts';
import { isSiteCode, serverDirectory, siteTypeOf } from './registry-facts.ts';

const HOUR = 3600_000;

/** Release that a snapshot states itself. */
export function snapshotReleases(snapshot: Snapshot, path: string): readonly ReleaseReading[] {
  const found = snapshot.get('release');
  if (found === undefined) return [];
  const source: Source = { kind: 'snapshot', path, line: found.line };
  const { release } = parseReleaseText(found.value);
  return [{ raw: found.value, release, kind: 'snapshot', component: null, source }];
}

/** The Windows that a snapshot was made on. */
export function windowsOf({ snapshot, path }: FoundSnapshot): Reading<string> | null {
  const found = snapshot.get('windows');
  if (found === undefined) return null;
  return { value: found.value, source: { kind: 'snapshot', path, line: found.line } };
}

/** Site code, server, site type and SMS directory that a snapshot states. */
export function snapshotIdentity(
  snapshot: Snapshot,
  path: string,
): {
  readonly siteCodes: readonly Reading<string>[];
  readonly servers: readonly Reading<string>[];
  readonly siteTypes: readonly Reading<'primary' | 'secondary' | 'other'>[];
  readonly smsDirectories: readonly Reading<string>[];
} {
  const code = snapshot.get('siteCode');
  const server = snapshot.get('computer');
  const type = snapshot.get('siteType');
  const folder = snapshot.get('smsDirectory');
  const directory = serverDirectory(folder?.value ?? '');
  const source = (line: number): Source => ({ kind: 'snapshot', path, line });
  return {
    siteCodes:
      code !== undefined && isSiteCode(code.value)
        ? [{ value: code.value.toUpperCase(), source: source(code.line) }]
        : [],
    servers:
      server === undefined
        ? []
        : [{ value: server.value.replace(/^\\\\/, '').toUpperCase(), source: source(server.line) }],
    siteTypes:
      type === undefined
        ? []
        : [{ value: siteTypeOf(type.value), source: source(type.line), text: type.value }],
    smsDirectories:
      folder === undefined || directory === null ? [] : [{ value: directory, source: source(folder.line) }],
  };
}

/**
 * When the snapshot was made. A date written in the server's own way may be read in two ways; then the order that
 * the listing is written in holds, else that which lies nearest behind the newest line of the logs.
 *
 * @param listingOrder order of the dates in `inboxes.txt` when that is certain
 */
export function snapshotTime(
  snapshot: Snapshot,
  path: string,
  listingOrder: DateOrder | null,
  newestLog: ServerTime | null,
): Reading<ServerTime> | null {
  const when = snapshot.get('when');
  const date = snapshot.get('date');
  const timeOfDay = snapshot.get('timeOfDay');
  const stated =
    when ??
    (date === undefined ? undefined : { ...date, value: `${date.value} ${timeOfDay?.value ?? '00:00'}` });
  if (stated === undefined) return null;
  // `date /t` prints the day of the week first.
  const written = readWrittenTime(stated.value.replace(/^[^\d]+/, ''));
  if (written === null) return null;
  const readings = DATE_ORDERS.map((order) => ({ order, time: timeUnder(written.time, order) })).filter(
    (one): one is { order: DateOrder; time: number } => one.time !== null,
  );
  const unlikelihood = ({ order, time }: { order: DateOrder; time: number }): number => {
    if (order === listingOrder) return -1;
    if (newestLog === null) return DATE_ORDERS.indexOf(order);
    return time < newestLog - HOUR ? Number.MAX_VALUE : Math.abs(time - newestLog);
  };
  readings.sort((a, b) => unlikelihood(a) - unlikelihood(b));
  const best = readings[0];
  if (best === undefined) return null;
  return { value: best.time, source: { kind: 'snapshot', path, line: stated.line }, text: stated.value };
}

/** Minutes to add to UTC, where the snapshot states them. */
export function snapshotOffset(
  snapshot: Snapshot,
  path: string,
): { readonly minutes: number; readonly source: string } | null {
  const found = snapshot.get('utcOffsetMinutes');
  if (found === undefined || !/^[+-]?\d{1,3}$/.test(found.value)) return null;
  const minutes = Number(found.value);
  return Math.abs(minutes) <= 15 * 60 ? { minutes, source: `${path}:${found.line}` } : null;
}

/** Steps, programs and disks that a snapshot states. */
export function snapshotCollection({ sections, path }: FoundSnapshot): {
  readonly steps: readonly CollectionStep[];
  readonly programs: readonly ProgramReading[];
  readonly disks: readonly DiskReading[];
} {
  const withSource = <T extends { readonly line: number }>({ line, ...rest }: T) => ({
    ...rest,
    source: { kind: 'snapshot' as const, path, line },
  });
  return {
    steps: sections.steps.map(withSource),
    programs: sections.programs.map(withSource),
    disks: sections.disks.map(withSource),
  };
}

/** A part of the evidence that a step of the collector brings. */
export type CoveredPart = keyof Coverage;

const STEPS_OF: Readonly<Record<CoveredPart, RegExp>> = {
  logs: /^logs?$/,
  inboxes: /^inbox(?:es)?(?:listing)?$/,
  services: /^services?$/,
  processes: /^process(?:es)?$/,
  registry: /^registry$/,
  versionFiles: /^(?:compver|versions?|versionfiles?)$/,
  crashes: /^crash(?:es|folders?|logs?)?$/,
};

/** True when the collector says that it could not bring a part, or left it out. */
export function isPartMissed({ sections }: FoundSnapshot, part: CoveredPart): boolean {
  return sections.steps.some(
    ({ step, outcome }) =>
      outcome !== 'done' && STEPS_OF[part].test(step.toLowerCase().replaceAll(/[^a-z]/g, '')),
  );
}
