/**
 * What the log reader of the window and the process that reads logs for it say to each other. Rows are counted over
 * what the filter lets through; lines are counted in their file, from 1, as `sed -n` does.
 */

/** One log of a view. */
export interface LogViewFile {
  /** As cited: `Logs/Despool.log`. The rolled-over part is a file of its own and stands before its successor. */
  readonly path: string;
  readonly bytes: number;
  readonly codePage: string;
  /** What stops it from being read, or null. */
  readonly problem: string | null;
  /** How its stamps are read: see `LogViewClock`. */
  readonly clock: LogViewClock;
}

/** Which offset from UTC the stamps of a log have. The zone word in a stamp can be wrong (Q303279). */
export interface LogViewClock {
  /** Minutes to add to UTC to get the time of the stamps; null when nothing tells. */
  readonly offsetMinutes: number | null;
  readonly basis: 'statmsg' | 'zone-name' | 'none';
  /** Line it was taken from (`Logs/Sinvproc.log:12`), null when nothing tells. */
  readonly source: string | null;
  /** Zone words of the stamps, null when they have none. */
  readonly zoneWords: string | null;
  /** Set when the zone words say another offset than the STATMSG lines near by: both, in a sentence. */
  readonly disagreement: string | null;
}

export interface LogViewFilter {
  /** Components whose lines are shown, any case; empty: all. */
  readonly components: readonly string[];
  /** Thread numbers whose lines are shown; empty: all. */
  readonly threads: readonly number[];
  /** Text that a line must hold; empty: any. */
  readonly text: string;
  /** True: `text` is a regular expression. Both are blind to case. */
  readonly isExpression: boolean;
  /** ISO server times without offset; null: open. Lines without a stamp belong to the line before them. */
  readonly from: string | null;
  readonly to: string | null;
  /** Paths of the files shown; empty: all of the view. */
  readonly files: readonly string[];
  /** Only lines that look like an error or a warning. */
  readonly problemsOnly: boolean;
}

export type LogSeverity = 'error' | 'warning' | null;

export interface LogRow {
  /** Counted from 0 over the rows that the filter lets through. */
  readonly row: number;
  /** Index into `LogViewState.files`. */
  readonly file: number;
  readonly line: number;
  /** ISO server time without offset, with milliseconds where the stamp has them; null without a stamp. */
  readonly time: string | null;
  readonly component: string | null;
  readonly thread: number | null;
  /** The message without tail and `~`; at most 4,000 characters. */
  readonly text: string;
  /** Characters of the message that were cut off. */
  readonly cut: number;
  readonly severity: LogSeverity;
}

export interface LogViewState {
  readonly viewId: number;
  /** Grows with every change that makes rows fetched before worthless (filter, truncation, rollover). */
  readonly generation: number;
  readonly files: readonly LogViewFile[];
  /** Rows known so far that the filter lets through. */
  readonly rows: number;
  /** Lines known so far, whatever the filter. */
  readonly lines: number;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** False while lines are still being counted. */
  readonly complete: boolean;
  readonly following: boolean;
  /** Components and threads seen so far, most lines first; at most 500 each. */
  readonly components: readonly { readonly name: string; readonly lines: number }[];
  readonly threads: readonly { readonly thread: number; readonly lines: number }[];
  /**
   * What happened to the files, in words (`Sched.log was rolled over`); newest last. Each is told once, in
   * `log-view:changed`; states that answer a request have none.
   */
  readonly notices: readonly string[];
  /** Why the filter cannot be used (an expression that does not compile), or null. */
  readonly filterProblem: string | null;
}

/** Share of the rows (0 to 1) at which something stands, for the marks on the scroll bar. */
export interface LogViewMark {
  readonly row: number;
  readonly kind: 'cited' | 'error' | 'warning';
  /** Cited lines only: `Logs/Despool.log:1042`. */
  readonly source: string | null;
}

/** Channel → what is sent and what comes back; part of the table in `ipc.ts`. */
export interface LogViewInvocations {
  /**
   * Opens logs of the site that is open, merged by time when there are several. An earlier view is closed.
   * `cited` are the lines to be marked.
   */
  'log-view:open': {
    request: { readonly files: readonly string[]; readonly cited: readonly string[] };
    response: LogViewState;
  };
  /** At most 500 rows at once. Rows that are not known yet are left out. */
  'log-view:rows': {
    request: { readonly viewId: number; readonly from: number; readonly count: number };
    response: { readonly generation: number; readonly rows: readonly LogRow[] };
  };
  'log-view:filter': {
    request: { readonly viewId: number; readonly filter: LogViewFilter };
    response: LogViewState;
  };
  /**
   * The row of a line or a moment: of the line itself, else of the nearest one that the filter lets through. Waits until
   * the line is known.
   */
  'log-view:locate': {
    request: {
      readonly viewId: number;
      readonly at:
        | { readonly kind: 'line'; readonly file: string; readonly line: number }
        | { readonly kind: 'time'; readonly time: string };
    };
    response: { readonly row: number; readonly exact: boolean } | null;
  };
  /**
   * The next or previous row of a kind, seen from a row; `text` is found without filtering. Null: there is none.
   * `superseded`: it is not known, as a newer search or another generation of rows ended this one.
   */
  'log-view:find': {
    request: {
      readonly viewId: number;
      readonly from: number;
      readonly direction: 'next' | 'previous';
      readonly what:
        | { readonly kind: 'error' }
        | { readonly kind: 'cited' }
        | { readonly kind: 'text'; readonly text: string; readonly isExpression: boolean };
    };
    response: { readonly row: number } | { readonly superseded: true } | null;
  };
  /** Marks for the scroll bar, thinned out to at most `most`; cited lines are never thinned out. */
  'log-view:marks': {
    request: { readonly viewId: number; readonly most: number };
    response: { readonly generation: number; readonly marks: readonly LogViewMark[] };
  };
  /** The whole lines of these rows as they stand in the files, joined by CR LF; at most 5,000 rows. */
  'log-view:copy': {
    request: { readonly viewId: number; readonly from: number; readonly to: number };
    response: { readonly text: string; readonly rows: number };
  };
  /** Follows the files while they grow, until it is turned off or the view is closed. */
  'log-view:follow': {
    request: { readonly viewId: number; readonly follow: boolean };
    response: LogViewState;
  };
  'log-view:close': { request: { readonly viewId: number }; response: null };
}

export interface LogViewNotifications {
  /** At most five a second while lines are being counted or the files grow. */
  'log-view:changed': LogViewState;
}
