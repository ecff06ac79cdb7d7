/**
 * The one table of what the window may ask of the main process and what it is told. Both sides are thin
 * wrappers over it; a lint rule keeps the renderer from going around it. Types only: nothing here runs.
 */
import type { Answer } from '../engine/evidence/model.ts';
import type { Diagnosis, InboxComparison } from '../engine/reasoning/diagnosis.ts';
import type { Plan } from '../engine/knowledge/plan.ts';
import type { LogViewInvocations, LogViewNotifications } from './log-view.ts';
import type { RemedyInvocations, RemedyNotifications } from './remedy.ts';

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly chromium: string;
  readonly platform: string;
  /** True when this runs on the fallback runtime, which never goes to users. */
  readonly testRuntime: boolean;
  readonly testRuntimeNote: string | null;
}

export interface SampleSite {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export interface ChosenSource {
  readonly path: string;
  /** Last part of the path, for display. */
  readonly name: string;
}

export type ReadingRequest =
  | {
      readonly kind: 'paths';
      readonly paths: readonly string[];
      /** Which of several sites in them; from a `several` outcome. */
      readonly site?: string;
    }
  | { readonly kind: 'sample'; readonly id: string }
  /** A site server, read where it stands. Only on Windows. */
  | {
      readonly kind: 'server';
      /** Computer name or address without backslashes; empty: this computer. */
      readonly server: string;
      /** SMS directory on it (`D:\\SMS` here, or a UNC path); empty: found by its registry and its shares. */
      readonly folder: string;
    };

/** One of several sites that were found in what was chosen. */
export interface FoundSite {
  /** Given back as `ReadingRequest.site`. */
  readonly id: string;
  /** `CEN on NYSMS01`, or the folder when neither is known. */
  readonly title: string;
  /** Where it stands in what was chosen. */
  readonly place: string;
}

/** What can be done on this computer without a snapshot. */
export interface LiveAbility {
  readonly possible: boolean;
  /** Why not, in a sentence; null when possible. */
  readonly why: string | null;
}

/** The facts of a release by its number, for the page Version. */
export interface ReleaseExplanation {
  /** `2.0 SP2`, null when the number tells none. */
  readonly release: string | null;
  /** What each part of the number says. */
  readonly parts: readonly { readonly text: string; readonly meaning: string }[];
  readonly note: string | null;
}

export interface ReadingProgress {
  readonly readingId: number;
  /** What is being done, in words: `Reading Logs/Despool.log`. */
  readonly activity: string;
  readonly filesDone: number;
  readonly bytesDone: number;
  /** Null while not known. */
  readonly bytesTotal: number | null;
}

export interface UserError {
  readonly code: string;
  /** What happened. */
  readonly message: string;
  /** What to do. */
  readonly nextStep: string;
}

export type ReadingOutcome =
  | {
      readonly readingId: number;
      readonly result: 'done';
      readonly label: string;
      readonly diagnosis: Diagnosis;
    }
  | { readonly readingId: number; readonly result: 'cancelled' }
  /** Several sites were found; nothing was read. Start again with one of them. */
  | { readonly readingId: number; readonly result: 'several'; readonly sites: readonly FoundSite[] }
  | { readonly readingId: number; readonly result: 'failed'; readonly error: UserError };

export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
  readonly cited: boolean;
}

export type Excerpt =
  | { readonly found: true; readonly path: string; readonly lines: readonly ExcerptLine[] }
  | { readonly found: false; readonly error: UserError };

/** Who works on what; goes into the report's head. */
export interface CaseInfo {
  readonly name: string;
  readonly ticket: string;
  readonly technician: string;
}

export type ReportFormat = 'html' | 'json' | 'markdown' | 'text';

export interface ReportRequest {
  readonly format: ReportFormat;
  readonly redact: boolean;
  readonly caseInfo: CaseInfo;
}

/** A step of a plan ticked off by hand. */
export interface ChecklistMark {
  readonly plan: string;
  readonly step: string;
  readonly state: 'done' | 'skipped';
  readonly note: string;
  readonly by: string;
  /** ISO time. */
  readonly at: string;
}

export type SaveOutcome =
  | { readonly result: 'saved'; readonly path: string }
  | { readonly result: 'cancelled' }
  | { readonly result: 'failed'; readonly error: UserError };

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: UserError };

/** What the numbers that appear in logs mean. Loaded once, when the log reader is first opened. */
export interface NumberExplanations {
  readonly win32: readonly { readonly code: number; readonly name: string; readonly meaning: string }[];
  readonly sql: readonly {
    readonly number: number;
    readonly meaning: string;
    /** Q numbers, or `general knowledge`. */
    readonly sources: readonly string[];
  }[];
  readonly status: readonly {
    readonly id: number;
    /** Component that writes it, null when any may. */
    readonly component: string | null;
    readonly severity: string | null;
    readonly meaning: string;
    readonly sources: readonly string[];
  }[];
}

/** What was recognized in pasted log lines. */
export interface PastedLog {
  readonly lines: number;
  /** Lines in which component or time were recognized. */
  readonly recognized: number;
  readonly components: readonly string[];
  /** ISO server times without offset. */
  readonly firstTime: string | null;
  readonly lastTime: string | null;
  /** Texts that known faults are told by, with the articles they count for. */
  readonly known: readonly { readonly text: string; readonly articles: readonly string[] }[];
  /** In words: what was recognized and what was not. */
  readonly summary: string;
}

/** Channel → what is sent and what comes back. */
export interface Invocations extends LogViewInvocations, RemedyInvocations {
  'app:info': { request: null; response: AppInfo };
  'sample:list': { request: null; response: readonly SampleSite[] };
  'plan:list': { request: null; response: readonly Plan[] };
  'explanations:list': { request: null; response: NumberExplanations };
  'live:ability': { request: null; response: LiveAbility };
  /** Asks for a folder and writes the collector with its printable instructions into it. */
  'collector:save': { request: null; response: SaveOutcome };
  /** The instructions as a page of HTML, to be shown and printed. */
  'collector:instructions': { request: null; response: { readonly html: string } };
  /** Prints the instructions through the system's dialog. */
  'collector:print': { request: null; response: Outcome<null> };
  /** What a version string or the name of a release says. */
  'release:explain': { request: { readonly text: string }; response: ReleaseExplanation };
  /** What pasted log lines hold, before they are given as an answer (`log-text:<name>`). */
  'log-text:recognize': { request: { readonly text: string }; response: PastedLog };
  /** Compares the inboxes of the open site with those of an earlier collection of it. */
  'inboxes:compare': { request: { readonly paths: readonly string[] }; response: Outcome<InboxComparison> };
  /** Compares the inboxes of the first and the latest reading of the open site; null when it was read once. */
  'inboxes:compare-readings': { request: null; response: Outcome<InboxComparison | null> };
  /** Opens the system's dialog; an empty list means it was cancelled. */
  'source:choose': { request: { readonly kind: 'folder' | 'files' }; response: readonly ChosenSource[] };
  /**
   * Begins reading; the outcome arrives as `reading:outcome`. One reading at a time: a new one cancels the old. Only
   * paths that came from `source:choose` or `pathOfDropped` are read.
   */
  'reading:start': { request: ReadingRequest; response: { readonly readingId: number } };
  'reading:cancel': { request: { readonly readingId: number }; response: null };
  /**
   * Evaluates again with these answers (all of them, not only new ones). The site is read again only if its reader was
   * lost; `reading:progress` then tells so, with the number of the reading that opened the site.
   */
  'diagnosis:answer': {
    request: {
      readonly answers: readonly Answer[];
      /** Puts the open site away first, so that the answers alone count. */
      readonly fresh?: true;
    };
    response: Outcome<Diagnosis>;
  };
  /** Lines around a cited source such as `Logs/Despool.log:1042`. */
  'evidence:excerpt': { request: { readonly source: string; readonly context: number }; response: Excerpt };
  'report:render': { request: ReportRequest; response: Outcome<{ readonly content: string }> };
  /** Renders and asks where to save. */
  'report:save': { request: ReportRequest; response: SaveOutcome };
  'clipboard:write': { request: { readonly text: string }; response: null };
}

export type Channel = keyof Invocations;

/** Channel → what the main process tells the window. */
export interface Notifications extends LogViewNotifications, RemedyNotifications {
  'reading:progress': ReadingProgress;
  'reading:outcome': ReadingOutcome;
}

export type NotificationChannel = keyof Notifications;

/** Where the preload tells the main process the path of a dropped file; the page cannot reach it. */
export type DroppedChannel = 'source:dropped';

/** What the preload exposes as `window.doctor`. */
export interface DoctorApi {
  /** Rejects only when there is no such channel or nobody answers; any other failure comes as the outcome's error. */
  invoke<C extends Channel>(
    channel: C,
    request: Invocations[C]['request'],
  ): Promise<Outcome<Invocations[C]['response']>>;
  /** Returns the function that ends the subscription. */
  on<C extends NotificationChannel>(channel: C, listener: (message: Notifications[C]) => void): () => void;
  /** Path of a dropped file or folder, which may be read from then on; empty when the system gives none. */
  pathOfDropped(file: File): string;
}
