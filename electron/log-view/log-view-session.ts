import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { LogViewState } from '../contract/log-view.ts';
import { LogViewError, viewClosed } from './errors.ts';
import type { LogViewChannel, LogViewRequests, LogViewResponse } from './protocol.ts';
import { openSources } from './source/open-sources.ts';
import { LogView } from './view/log-view.ts';

/** How long an answer waits for the first rows, in milliseconds; what comes later is told as a change. */
const OPENING_PATIENCE = 2_000;
const FILTER_PATIENCE = 150;

export interface LogViewSessionOptions {
  /** Private folder, for logs out of a zip. */
  readonly temporaryFolder: string;
  /** Told at most five times a second how the open view stands. */
  readonly onChanged: (state: LogViewState) => void;
}

/** Channel → what answers it. */
export type LogViewAnswers = {
  readonly [C in LogViewChannel]: (request: LogViewRequests[C]) => Promise<LogViewResponse<C>>;
};

interface Opened {
  readonly view: LogView;
  readonly folder: string;
}

/** The one view that is open, and what is asked of it. Opening another closes it. */
export class LogViewSession implements LogViewAnswers {
  readonly #options: LogViewSessionOptions;
  #opened: Opened | null = null;
  #opening: AbortController | null = null;
  #lastId = 0;

  constructor(options: LogViewSessionOptions) {
    this.#options = options;
  }

  async 'log-view:open'({ files, cited, place }: LogViewRequests['log-view:open']): Promise<LogViewState> {
    this.#opening?.abort(viewClosed());
    const control = new AbortController();
    this.#opening = control;
    await this.close();
    if (files.length === 0) {
      throw new LogViewError('no-log-chosen', 'No log was chosen.', 'Choose a log on the page Logs.');
    }
    const { signal } = control;
    const folder = await mkdtemp(path.join(this.#options.temporaryFolder, 'view-'));
    let view: LogView;
    try {
      const sources = await openSources(place, files, folder, signal);
      view = new LogView({
        id: ++this.#lastId,
        sources,
        cited,
        onChanged: (state) => this.#options.onChanged(state),
      });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    this.#opened = { view, folder };
    return view.begun(OPENING_PATIENCE);
  }

  async 'log-view:rows'({
    viewId,
    from,
    count,
  }: LogViewRequests['log-view:rows']): Promise<LogViewResponse<'log-view:rows'>> {
    return this.#view(viewId).rows(from, count);
  }

  async 'log-view:filter'({ viewId, filter }: LogViewRequests['log-view:filter']): Promise<LogViewState> {
    const view = this.#view(viewId);
    view.setFilter(filter);
    return view.begun(FILTER_PATIENCE);
  }

  async 'log-view:locate'({
    viewId,
    at,
  }: LogViewRequests['log-view:locate']): Promise<LogViewResponse<'log-view:locate'>> {
    return this.#view(viewId).locate(at);
  }

  async 'log-view:find'({
    viewId,
    from,
    direction,
    what,
  }: LogViewRequests['log-view:find']): Promise<LogViewResponse<'log-view:find'>> {
    return this.#view(viewId).find(from, direction, what);
  }

  async 'log-view:marks'({
    viewId,
    most,
  }: LogViewRequests['log-view:marks']): Promise<LogViewResponse<'log-view:marks'>> {
    return Promise.resolve(this.#view(viewId).marks(most));
  }

  async 'log-view:copy'({
    viewId,
    from,
    to,
  }: LogViewRequests['log-view:copy']): Promise<LogViewResponse<'log-view:copy'>> {
    return this.#view(viewId).copy(from, to);
  }

  async 'log-view:follow'({ viewId, follow }: LogViewRequests['log-view:follow']): Promise<LogViewState> {
    return this.#view(viewId).follow(follow);
  }

  async 'log-view:close'({ viewId }: LogViewRequests['log-view:close']): Promise<null> {
    if (this.#opened?.view.id === viewId) await this.close();
    return null;
  }

  /** Closes the open view, if there is one, and removes what was taken out of zips for it. */
  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    if (opened !== null) await closeOpened(opened);
  }

  #view(id: number): LogView {
    const view = this.#opened?.view;
    if (view?.id !== id) throw viewClosed();
    return view;
  }
}

async function closeOpened({ view, folder }: Opened): Promise<void> {
  await view.close();
  await rm(folder, { recursive: true, force: true });
}
