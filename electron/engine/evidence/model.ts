/**
 * The evidence about one site, as the reader hands it to the engine. Everything carries its source; what was
 * looked for and not found is said (`null` or a gap), never assumed to be healthy.
 */
import type { ControlFileState } from '../control-file/examine.ts';
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
  /** Set for lines that the technician pasted: a piece of a log, in which lines may be left out. */
  readonly pasted?: true;
}

export interface LogEvidence {
  readonly files: readonly LogFile[];
  readonly components: readonly ComponentActivity[];
  readonly hits: readonly TextHits[];
  readonly events: readonly LogEvent[];
}

/** Files of one extension in a folder. */
export interface ExtensionCount {
  /** Lower case, without the dot; empty for names without one. */
  readonly extension: string;
  readonly files: number;
  readonly bytes: number;
  readonly oldest: ServerTime | null;
  readonly newest: ServerTime | null;
}

/** One file of a folder that is worth a look. */
export interface NotedFile {
  readonly name: string;
  readonly bytes: number;
  readonly time: ServerTime | null;
}

/**
 * `empty`: zero bytes. `temporary`: `.tmp`. `package-alone`: a `.pck` without an instruction file of the same name
 * (a sender sends the package first and the instruction after it, Q279498).
 */
export type SuspicionKind = 'empty' | 'temporary' | 'package-alone';

/** All files of one kind of suspicion in a folder. */
export interface SuspiciousFiles {
  readonly kind: SuspicionKind;
  readonly files: number;
  /** The oldest of them, at most 10. */
  readonly examples: readonly NotedFile[];
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
  /** Most files first; at most 40 extensions, the rest is left out. */
  readonly byExtension: readonly ExtensionCount[];
  readonly suspicious: readonly SuspiciousFiles[];
  /** The newest files, newest first, at most 10: those dated after the evidence are found among them. */
  readonly newestFiles: readonly NotedFile[];
  /** Age of the oldest file in minutes where it was counted by hand; null when no age was told. */
  readonly toldAgeMinutes?: number | null;
  /** What another source says of the same folder, in a sentence. */
  readonly note?: string;
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
  /** Whether the pauses of Q260366 are in it; null when not all of it could be read. */
  readonly state: ControlFileState | null;
}

export interface CrashReading {
  readonly folder: string;
  readonly time: ServerTime | null;
  readonly service: string | null;
  readonly thread: string | null;
  readonly source: Source;
}

/** State of a thread of SMS_EXECUTIVE in the registry (Q326589). A hung thread still shows `Running`. */
export interface ThreadStateReading {
  /** Name of the key (`SMS_DESPOOLER`), upper case. */
  readonly thread: string;
  readonly currentState: string;
  /** `None` when nothing was asked of it; null when the value is missing. */
  readonly requestedOperation: string | null;
  readonly source: Source;
}

/** Whether a component writes a log (`SMS\\Tracing\\<component>`, Q214979). */
export interface TracingReading {
  readonly component: string;
  /** Null when the value is missing. */
  readonly enabled: boolean | null;
  readonly logFile: string | null;
  readonly maxFileSize: number | null;
  readonly source: Source;
}

/** Free space of a disk of the site server. */
export interface DiskReading {
  /** `D:` or the share or folder it was asked for. */
  readonly disk: string;
  readonly freeBytes: number;
  readonly source: Source;
}

/** A helper program that was looked for on the server's PATH. */
export interface ProgramReading {
  /** Image name, lower case (`sleep.exe`). */
  readonly program: string;
  /** Null: looked for and not found. */
  readonly path: string | null;
  readonly source: Source;
}

/** One step of the collector as `snapshot.ini` tells it. */
export interface CollectionStep {
  readonly step: string;
  readonly outcome: 'done' | 'failed' | 'skipped';
  /** What was said beside it, empty when nothing. */
  readonly note: string;
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
  /** SMS directory as the server itself calls it (`D:\\SMS`), where a snapshot or the registry names it. */
  readonly smsDirectories?: readonly Reading<string>[];
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
  readonly threadStates: readonly ThreadStateReading[];
  readonly tracing: readonly TracingReading[];
  /** Hotfixes that the registry names (`Q324204`). */
  readonly hotfixes: readonly Reading<string>[];
  /** Windows of the server as its `ver` prints it (`Windows NT Version 4.0`); absent or null when nothing tells. */
  readonly windows?: Reading<string> | null;
  readonly disks: readonly DiskReading[];
  readonly programs: readonly ProgramReading[];
  /** Steps of the collector; empty when the evidence is no snapshot. */
  readonly collection: readonly CollectionStep[];
  readonly coverage: Coverage;
  readonly unreadable: readonly Unreadable[];
}
