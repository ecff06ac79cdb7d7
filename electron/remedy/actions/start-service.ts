/** Starting a service. */
import { orderService, serviceOrderArguments } from '../../host/control-service.ts';
import { type Failure, nextStepOf, sentenceOf } from '../../host/failure.ts';
import type { Target } from '../../host/server-name.ts';
import type { ActionContext, Doing, RemedyAction } from '../action.ts';
import { RemedyError } from '../remedy-error.ts';
import { callOptions, hostOf, pidIn, smsService } from '../service-now.ts';
import { lookRunning } from '../service-looks.ts';
import { needsHost, onComputer } from '../words.ts';

const POLL_SECONDS = 2;
const LIMIT_UNDO_SECONDS = 120;

/** What to do when Windows refuses to start a service, by the number of its error. */
const REFUSALS: ReadonlyMap<number, string> = new Map([
  [1069, 'Its account or password is not right (Q256127). Put it right, then try again.'],
  [1058, 'It is switched off. Set its start type in Control Panel, Services, then try again.'],
  [
    2186,
    'Windows reports error 2186: a site reset with SMS Setup may be needed (Q257362). That is the last resort; ask second level first.',
  ],
]);

/** The error for an order that the service manager did not take. */
export function refusedOrder(
  verb: 'start' | 'stop',
  service: string,
  failure: Failure,
  target: Target,
): RemedyError {
  const known = failure.number === null ? undefined : REFUSALS.get(failure.number);
  const number = failure.number === null ? '' : ` (error ${failure.number})`;
  return new RemedyError(
    'service-refused',
    `${service} did not take the order to ${verb}${number}. ${sentenceOf('sc', failure, target)}`,
    known ?? nextStepOf(failure, target),
  );
}

/** Starts a service and waits until it really runs. Also the way back of a stop. */
export function startDoing(name: string, limitSeconds: number): Doing {
  const service = smsService(name);
  return {
    limitSeconds,
    everySeconds: POLL_SECONDS,
    waitsFor: `${service} to start`,
    look: (context) => lookRunning(context, service),
    show: (context) => {
      const { target } = hostOf(context);
      return {
        what: `Starts the service ${service} and waits until it runs, for at most ${limitSeconds} seconds.`,
        commands: [onComputer(['sc', ...serviceOrderArguments(target, 'start', service)], target)],
        undo: null,
      };
    },
    act: async (context: ActionContext, shown) => {
      const { host, target } = hostOf(context);
      const ordered = await orderService(host, target, 'start', service, callOptions(context.signal));
      if (ordered.order === 'refused') throw refusedOrder('start', service, ordered.failure, target);
      const pid = pidIn(shown.seen.facts);
      if (ordered.order === 'not-needed' && pid !== null && shown.seen.facts['alive'] === false) {
        throw new RemedyError(
          'service-refused',
          `Windows says that ${service} runs already, although its process ${pid} does not exist any more.`,
          'Wait a minute and try again. If it stays so, restart the server.',
        );
      }
    },
    atLimit: (seen) => ({
      code: 'time-limit',
      message: `${service} did not start within ${limitSeconds} seconds. ${seen.text}`,
      nextStep:
        'Try again, or start it in Control Panel, Services, and read the message there. Error 2186 means that a site reset may be needed (Q257362): ask second level first.',
    }),
  };
}

export function startService(service: string, limitSeconds: number): RemedyAction {
  return { ...startDoing(service, limitSeconds), whyNot: needsHost, changes: true, relies: false };
}

/** The way back of a stop. */
export const startAgain = (service: string): Doing => startDoing(service, LIMIT_UNDO_SECONDS);
