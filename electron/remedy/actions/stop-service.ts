/** Stopping a service, and seeing that its process is gone as well. */
import { orderService, serviceOrderArguments } from '../../host/control-service.ts';
import type { ActionContext, RemedyAction } from '../action.ts';
import { callOptions, hostOf, smsService } from '../service-now.ts';
import { lookStopped } from '../service-looks.ts';
import { needsHost, onComputer } from '../words.ts';
import { refusedOrder, startAgain } from './start-service.ts';

const POLL_SECONDS = 2;

/** True while no later step of the run began to start services again. */
function mustStayStopped({ plan, step, records, run }: ActionContext): boolean {
  const all = [...plan.steps, ...plan.verification];
  const later = all.slice(all.findIndex(({ id }) => id === step.id) + 1);
  const starts = new Set(
    later
      .filter(
        ({ action }) =>
          action?.do === 'start-service' || (action?.do === 'wait-service' && action.wants === 'running'),
      )
      .map(({ id }) => id),
  );
  const began = ['step-intent', 'step-told', 'step-skipped', 'step-done'];
  return !records.some(
    (record) =>
      'step' in record && record.run === run && starts.has(record.step) && began.includes(record.kind),
  );
}

/**
 * `net stop` may say that a service was stopped while it still is at it, so nobody's word counts: the state is asked for and
 * the process looked for until both are gone.
 */
export function stopService(name: string, limitSeconds: number): RemedyAction {
  const service = smsService(name);
  return {
    limitSeconds,
    everySeconds: POLL_SECONDS,
    waitsFor: `${service} to stop`,
    whyNot: needsHost,
    changes: true,
    relies: true,
    look: (context) => lookStopped(context, service, context.intent?.shown.seen.facts),
    show: (context, seen) => {
      const { target } = hostOf(context);
      const stopping = seen.facts['state'] === 'stop-pending';
      return {
        what: stopping
          ? `${service} was told to stop already. Waits until it has stopped and its process is gone, for at most ${limitSeconds} seconds.`
          : `Stops the service ${service} and waits until its process is gone, for at most ${limitSeconds} seconds.`,
        commands: stopping
          ? []
          : [onComputer(['sc', ...serviceOrderArguments(target, 'stop', service)], target)],
        undo: `Start ${service} again.`,
      };
    },
    act: async (context, shown) => {
      // A service that is stopping takes no second order.
      if (shown.seen.facts['state'] === 'stop-pending') return;
      const { host, target } = hostOf(context);
      const ordered = await orderService(host, target, 'stop', service, callOptions(context.signal));
      if (ordered.order === 'refused') throw refusedOrder('stop', service, ordered.failure, target);
    },
    atLimit: (seen) => ({
      code: 'time-limit',
      message: `${service} did not stop within ${limitSeconds} seconds. ${seen.text}`,
      nextStep:
        'Look whether Sender.log still grows: a sender that finishes a large package is no hang (Q317893); then wait longer. If nothing moves, go on with the step that ends the process (Q260366).',
    }),
    mustLast: mustStayStopped,
    takeBack: startAgain(service),
  };
}
