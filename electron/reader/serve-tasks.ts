import type { FromReader, TaskMessage } from './protocol.ts';
import type { TaskControl, TaskHandlers } from './reader-session.ts';
import { throttle } from './throttle.ts';
import { toUserError } from '../errors/user-error.ts';

/** Ten messages a second are enough for the eye. */
const PROGRESS_INTERVAL_MS = 100;

/** Runs the handler of the message's task; the switch ties each request to its own handler. */
function perform(handlers: TaskHandlers, message: TaskMessage, control: TaskControl) {
  switch (message.task) {
    case 'read':
      return handlers.read(message.request, control);
    case 'diagnose':
      return handlers.diagnose(message.request, control);
    case 'excerpt':
      return handlers.excerpt(message.request, control);
    case 'report':
      return handlers.report(message.request, control);
    case 'plans':
      return handlers.plans(message.request, control);
    case 'plans-for-site':
      return handlers['plans-for-site'](message.request, control);
    case 'runbook':
      return handlers.runbook(message.request, control);
    case 'evidence':
      return handlers.evidence(message.request, control);
    case 'site-file':
      return handlers['site-file'](message.request, control);
    case 'compare-with':
      return handlers['compare-with'](message.request, control);
    case 'compare-readings':
      return handlers['compare-readings'](message.request, control);
    case 'explain-release':
      return handlers['explain-release'](message.request, control);
    case 'recognize-log-text':
      return handlers['recognize-log-text'](message.request, control);
    case 'explanations':
      return handlers.explanations(message.request, control);
  }
}

/**
 * Takes tasks, gives progress and results.
 * @param handlers What does the tasks.
 * @param send Takes the messages for the main process.
 * @returns The function to call with each message from the main process.
 */
export function serveTasks(
  handlers: TaskHandlers,
  send: (message: FromReader) => void,
): (message: TaskMessage) => void {
  const run = async (message: TaskMessage): Promise<void> => {
    const { id } = message;
    const progress = throttle<Parameters<TaskControl['onProgress']>[0]>(
      (state) => send({ kind: 'progress', id, progress: state }),
      PROGRESS_INTERVAL_MS,
    );
    let result: Extract<FromReader, { kind: 'result' }>['result'];
    try {
      const value = await perform(handlers, message, {
        onProgress: (state) => progress.push(state),
      });
      result = { result: 'done', value };
    } catch (error) {
      result = { result: 'failed', error: toUserError(error) };
    }
    progress.stop();
    send({ kind: 'result', id, result });
  };

  return (message) => {
    void run(message);
  };
}
