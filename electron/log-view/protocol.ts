/** What the main process and the log viewer process say to each other. Types only: nothing here runs. */
import type { Outcome } from '../contract/ipc.ts';
import type { LogViewInvocations, LogViewState } from '../contract/log-view.ts';

export type LogViewChannel = keyof LogViewInvocations;

/** Where the files of the open site stand, as it was read. */
export interface SitePlace {
  readonly paths: readonly string[];
  /** Which one, when there are several sites in the paths. */
  readonly site?: string;
}

/** Channel → what the process is sent; the same as the window sends, with the place of the site it cannot know. */
export type LogViewRequests = {
  readonly [C in LogViewChannel]: C extends 'log-view:open'
    ? LogViewInvocations[C]['request'] & { readonly place: SitePlace }
    : LogViewInvocations[C]['request'];
};

export type LogViewResponse<C extends LogViewChannel> = LogViewInvocations[C]['response'];

/** One request. The id is the caller's and comes back with the answer. */
export type ToLogViewer = {
  readonly [C in LogViewChannel]: {
    readonly id: number;
    readonly channel: C;
    readonly request: LogViewRequests[C];
  };
}[LogViewChannel];

export type FromLogViewer =
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly outcome: Outcome<LogViewResponse<LogViewChannel>>;
    }
  | { readonly kind: 'changed'; readonly state: LogViewState };
