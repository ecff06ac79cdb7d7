import type { Outcome } from '../../contract/ipc.ts';
import type { LogViewInvocations, LogViewState } from '../../contract/log-view.ts';
import type { SitePlace } from '../../log-view/protocol.ts';
import { ToldError } from '../told-error.ts';
import type { LogViewClient } from './log-view-client.ts';

/** Channel of the log reader → the function that answers it. */
export type LogViewHandlers = {
  readonly [C in keyof LogViewInvocations]: (
    request: LogViewInvocations[C]['request'],
  ) => Promise<LogViewInvocations[C]['response']>;
};

function told<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new ToldError(outcome.error);
  return outcome.value;
}

/**
 * What answers the channels of the log reader.
 * @param client Asks the process that reads the logs.
 * @param openPlace Where the open site was read from; no paths when none is open. The window names logs only as the site
 *   cites them, so nothing else is opened.
 * @param notify Told whenever a view has changed.
 */
export function logViewHandlers(
  client: LogViewClient,
  openPlace: () => SitePlace,
  notify: (state: LogViewState) => void,
): LogViewHandlers {
  client.onChanged(notify);
  return {
    'log-view:open': async (request) => {
      const place = openPlace();
      if (place.paths.length === 0) {
        throw new ToldError({
          code: 'no-site-open',
          message: 'There is no site whose logs could be shown.',
          nextStep: 'Choose a site on the page Case.',
        });
      }
      return told(await client.ask('log-view:open', { ...request, place }));
    },
    'log-view:rows': async (request) => told(await client.ask('log-view:rows', request)),
    'log-view:filter': async (request) => told(await client.ask('log-view:filter', request)),
    'log-view:locate': async (request) => told(await client.ask('log-view:locate', request)),
    'log-view:find': async (request) => told(await client.ask('log-view:find', request)),
    'log-view:marks': async (request) => told(await client.ask('log-view:marks', request)),
    'log-view:copy': async (request) => told(await client.ask('log-view:copy', request)),
    'log-view:follow': async (request) => told(await client.ask('log-view:follow', request)),
    'log-view:close': async (request) => told(await client.ask('log-view:close', request)),
  };
}
