/**
 * The evidence about one site, as the reader hands it to the engine. Everything carries its source; what was
 * looked for and not found is said (`null` or a gap), never assumed to be healthy.
 */
import type { ServerClock, ServerTime } from '../time/server-time.ts';

export type SourceKind =
  | 'log'
  | 'listing'
  | 'folder'
  | 'registry'
  | 'version-file'
  | 'snapshot'
  | 'control-file'
  | 'services'
  | 'crash'
  | 'answer';

/** Where a fact was read. */
export interface Source {
  readonly kind: SourceKind;
  /** Path relative to the site's root with forward slashes (`Logs/Despool.log`), or `answered by A. Meyer`. */
  readonly path: string;
  /** Line counted from 1 (lines end with LF), or null when the whole file is meant. */
  readonly line: number | null;
}

/** One reading of a value. */
export interface Reading<T> {
  readonly value: T;
  readonly source: Source;
  /** The text it was read from, for display. */
  readonly text?: string;
}

/** A log line that is cited. */
export interface LineRef {
  /** Path of the log file, as in `Source.path`. */
  readonly path: string;
  /** Line counted from 1. */
  readonly line: number;
  /** Stamp of the line in server time, null when the tail is missing or damaged. */
  readonly time: ServerTime | null;
  /** Component of the tail (`SMS_DESPOOLER`), null when missing. */
  readonly component: string | null;
  readonly thread: number | null;
  /** Message without tail and `~` markers, decoded. */
  readonly text: string;
}

/** A stretch of one component's log in which only one watched text was logged. */
export interface TextRun {
  readonly first: LineRef;
  readonly last: LineRef;
  readonly count: number;
  /** The line of the same component that ended the run (it went on working), null when none followed. */
  readonly endedBy: LineRef | null;
}

/** What was found of one watched text (see `WatchedText`) in the logs of one component. */
export interface TextHits {
  readonly watchId: string;
  readonly count: number;
  readonly first: LineRef;
  readonly last: LineRef;
  /** The latest runs, oldest first; at most 50 are kept. */
  readonly runs: readonly TextRun[];
}

/** A text that knowledge entries want to be looked for in the logs. */
export interface WatchedText {
  readonly id: string;
  /** Compared without regard to case after blanks are collapsed and `~` stripped. */
  readonly text: string;
  /** Components whose lines count (any case); empty: all. */
  readonly components: readonly string[];
  /** Log families whose lines count when a line has no component (`despool`); empty: all. */
  readonly files: readonly string[];
  /** Texts that neither break nor extend a run (contained in the line, any case). */
  readonly neutral: readonly string[];
}

/** A stretch without any line in a component's log. */
export interface Silence {
  readonly before: LineRef;
  readonly after: LineRef;
}

/** What one component logged, over all its files, oldest part first. */
export interface ComponentActivity {
  readonly component: string;
  readonly lines: number;
  readonly first: LineRef;
  readonly last: LineRef;
  /** Last line that carries a stamp; null when none does. */
  readonly lastStamped: LineRef | null;
  /** The longest silences, longest first; at most 5. */
  readonly silences: readonly Silence[];
}

export type LogEventKind = 'service-started' | 'service-stopped' | 'backup-started' | 'backup-completed';

/** Something that happened to the services, as logged. */
export interface LogEvent {
  readonly kind: LogEventKind;
  /** Service meant, such as SMS_EXECUTIVE. */
  readonly service: string;
  readonly at: LineRef;
}

export interface LogFile {
  readonly path: string;
  /** Base name without extension, lower case (`despool`). */
  readonly family: string;
  /** True for the `.lo_` part. */
  readonly rolledOver: boolean;
  readonly bytes: number;
  readonly lines: number;
  /** Lines that carry a tail. */
  readonly stamped: number;
  /** Lines that are binary garbage, and the first of them. */
  readonly garbled: number;
  readonly firstGarbledLine: number | null;
  readonly firstTime: ServerTime | null;
  readonly lastTime: ServerTime | null;
  readonly codePage: string;
}

export interface LogEvidence {
  readonly files: readonly LogFile[];
  readonly components: readonly ComponentActivity[];
  readonly hits: readonly TextHits[];
  readonly events: readonly LogEvent[];
}

/** A folder below `Inboxes`, counted without what is in its sub-folders. */
export interface InboxFolder {
  /** `Inboxes/despoolr.box/receive`, as spelled on the server. */
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  readonly zeroByteFiles: number;
  readonly oldest: ServerTime | null;
  readonly newest: ServerTime | null;
  readonly source: Source;
}

export type ServiceState =
  'running' | 'stopped' | 'start-pending' | 'stop-pending' | 'paused' | 'not-installed';

export interface ServiceReading {
  /** Service name, upper case (`SMS_EXECUTIVE`). */
  readonly service: string;
  readonly state: ServiceState;
  readonly source: Source;
}

export interface ProcessReading {
  /** Image name, lower case (`smsexec.exe`). */
  readonly image: string;
  readonly pid: number | null;
  readonly source: Source;
}

export interface ReleaseReading {
  /** Version string as read (`2.00.1493.2009`) or release name. */
  readonly raw: string;
  /** Release as written in this project (`2.0 SP2`), null when the shape tells none. */
  readonly release: string | null;
  /** `server`: registry Full Version; `client-base`: compver.ini of base; `client`: of another component. */
  readonly kind: 'server' | 'client-base' | 'client' | 'snapshot' | 'answer';
  /** Client component folder (`base`, `hinv`), null otherwise. */
  readonly component: string | null;
  readonly source: Source;
}

export interface ControlFileReading {
  readonly path: string;
  readonly bytes: number;
  /** `usual`: Smsbkup.ctl; `article`: Smsmbkup.ctl as Q260366 prints it. */
  readonly spelling: 'usual' | 'article';
  readonly hasStartSection: boolean;
}

export interface CrashReading {
  readonly folder: string;
  readonly time: ServerTime | null;
  readonly service: string | null;
  readonly thread: string | null;
  readonly source: Source;
}

/** Something that was there and could not be used, in words a technician understands. */
export interface Unreadable {
  readonly source: string;
  readonly why: string;
}

/** What the technician answered by hand. */
export interface Answer {
  /** Id of the question (`release`, `service-state:SMS_EXECUTIVE`). */
  readonly question: string;
  /** Value as the question defines it. */
  readonly value: string | number | boolean;
  readonly by: string | null;
  /** ISO time of the answer, null when not said. */
  readonly at: string | null;
}

/** What was collected and what was not. `false` means: not in what was read, so nothing is known of it. */
export interface Coverage {
  readonly logs: boolean;
  readonly inboxes: boolean;
  readonly services: boolean;
  readonly processes: boolean;
  readonly registry: boolean;
  readonly versionFiles: boolean;
  /** True when the tree was there in which crash folders would stand. */
  readonly crashes: boolean;
}

export interface SiteEvidence {
  /** What was read, for display. */
  readonly label: string;
  readonly siteCodes: readonly Reading<string>[];
  readonly servers: readonly Reading<string>[];
  readonly siteTypes: readonly Reading<'primary' | 'secondary' | 'other'>[];
  /** The snapshot's own time, if it has one. */
  readonly collectedAt: Reading<ServerTime> | null;
  readonly clock: ServerClock;
  readonly releases: readonly ReleaseReading[];
  readonly logs: LogEvidence;
  readonly inboxes: readonly InboxFolder[];
  readonly services: readonly ServiceReading[];
  readonly processes: readonly ProcessReading[];
  readonly controlFiles: readonly ControlFileReading[];
  readonly crashes: readonly CrashReading[];
  readonly coverage: Coverage;
  readonly unreadable: readonly Unreadable[];
}
