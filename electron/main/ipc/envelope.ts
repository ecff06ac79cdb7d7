import type { Channel, Invocations, Outcome } from '../../contract/ipc.ts';
import { toUserError } from '../../errors/user-error.ts';
import { ToldError } from '../told-error.ts';
import { REQUEST_SCHEMAS } from './request-schemas.ts';

/** Channel → the function that answers it. */
export type Handlers = {
  readonly [C in Channel]: (
    request: Invocations[C]['request'],
  ) => Invocations[C]['response'] | Promise<Invocations[C]['response']>;
};

/**
 * Answers one request: checks it, hands it to its handler, and wraps the answer, so that no raw error leaves the main
 * process.
 * @param channel Where it arrived.
 * @param trusted Whether it came from the wizard's own page.
 * @param request What was sent, not yet checked.
 * @param handler What answers it.
 */
export async function answerRequest<C extends Channel>(
  channel: C,
  trusted: boolean,
  request: unknown,
  handler: Handlers[C],
): Promise<Outcome<Invocations[C]['response']>> {
  if (!trusted) {
    return {
      ok: false,
      error: {
        code: 'sender-refused',
        message: 'A page that is not part of this program asked for something.',
        nextStep: 'Close the program and start it again.',
      },
    };
  }
  const checked = REQUEST_SCHEMAS[channel].safeParse(request);
  if (!checked.success) {
    const where = checked.error.issues.map((issue) => issue.path.join('.') || 'request').join(', ');
    return {
      ok: false,
      error: {
        code: 'request-refused',
        message: `The window asked ${channel} for something that does not fit (${where}).`,
        nextStep: 'Shorten what you entered, or go back one page and try again.',
      },
    };
  }
  try {
    return { ok: true, value: await handler(checked.data) };
  } catch (error) {
    // An error made for the technician is told in the window; any other is also worth a look by its maintainers.
    if (!(error instanceof ToldError)) console.error(`${channel} failed:`, error);
    return { ok: false, error: toUserError(error) };
  }
}
