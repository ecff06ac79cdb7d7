import { toUserError } from '../errors/user-error.ts';
import type { LogViewAnswers } from './log-view-session.ts';
import type { FromLogViewer, LogViewChannel, LogViewResponse, ToLogViewer } from './protocol.ts';

/** Runs the answer of the message's channel; the switch ties each request to its own answer. */
function answer(answers: LogViewAnswers, message: ToLogViewer): Promise<LogViewResponse<LogViewChannel>> {
  switch (message.channel) {
    case 'log-view:open':
      return answers['log-view:open'](message.request);
    case 'log-view:rows':
      return answers['log-view:rows'](message.request);
    case 'log-view:filter':
      return answers['log-view:filter'](message.request);
    case 'log-view:locate':
      return answers['log-view:locate'](message.request);
    case 'log-view:find':
      return answers['log-view:find'](message.request);
    case 'log-view:marks':
      return answers['log-view:marks'](message.request);
    case 'log-view:copy':
      return answers['log-view:copy'](message.request);
    case 'log-view:follow':
      return answers['log-view:follow'](message.request);
    case 'log-view:close':
      return answers['log-view:close'](message.request);
  }
}

/**
 * Takes requests, gives answers. Several are answered side by side.
 * @param answers What answers each channel.
 * @param send Takes the messages for the main process.
 * @returns The function to call with each message from the main process.
 */
export function serveLogViews(
  answers: LogViewAnswers,
  send: (message: FromLogViewer) => void,
): (message: ToLogViewer) => void {
  return (message) => {
    const { id } = message;
    answer(answers, message).then(
      (value) => send({ kind: 'answer', id, outcome: { ok: true, value } }),
      (error: unknown) => send({ kind: 'answer', id, outcome: { ok: false, error: toUserError(error) } }),
    );
  };
}
