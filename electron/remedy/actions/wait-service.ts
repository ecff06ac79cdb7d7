/** Waiting for a service, and asking once how it is. Neither changes anything. */
import type { RemedyAction } from '../action.ts';
import { lookNewProcess, lookRunning, lookStopped } from '../service-looks.ts';
import { pidAtStop, serviceFacts, serviceNow, serviceSentence } from '../service-now.ts';
import { needsHost } from '../words.ts';

const POLL_SECONDS = 2;

export function waitService(
  service: string,
  wants: 'running' | 'stopped',
  limitSeconds: number,
): RemedyAction {
  const until = wants === 'running' ? 'runs' : 'has stopped and its process is gone';
  return {
    limitSeconds,
    everySeconds: POLL_SECONDS,
    waitsFor: `${service} to ${wants === 'running' ? 'start' : 'stop'}`,
    whyNot: needsHost,
    changes: false,
    relies: false,
    look: (context) =>
      wants === 'running'
        ? lookRunning(context, service)
        : lookStopped(context, service, { pid: pidAtStop(context, service) }),
    show: () => ({ what: `Waits until ${service} ${until}, for at most ${limitSeconds} seconds.` }),
    atLimit: (seen) => ({
      code: 'time-limit',
      message: `After ${limitSeconds} seconds it is not so that ${service} ${until}. ${seen.text}`,
      nextStep:
        wants === 'running'
          ? `Start ${service} by the next step or in Control Panel, Services.`
          : 'Look whether Sender.log still grows: a sender that finishes a large package is no hang (Q317893). If nothing moves, go on with the step that ends the process (Q260366).',
    }),
  };
}

/** Asks once. */
export function checkService(
  service: string,
  wants: 'running' | 'stopped',
  absentIsFine: boolean,
): RemedyAction {
  return {
    limitSeconds: 0,
    everySeconds: POLL_SECONDS,
    waitsFor: `an answer about ${service}`,
    whyNot: needsHost,
    changes: false,
    relies: false,
    look: async (context) => {
      const now = await serviceNow(context, service);
      const said = { text: serviceSentence(now), facts: serviceFacts(now) };
      if (now.state === null) return { ...said, state: 'unknown' };
      if (now.state === 'not-installed') return { ...said, state: absentIsFine ? 'after' : 'before' };
      const runs = now.state !== 'stopped' && now.alive !== false;
      const met = wants === 'stopped' ? !runs : runs && now.state === 'running';
      return { ...said, state: met ? 'after' : 'before' };
    },
    show: () => ({
      what: `Asks the service manager whether ${service} ${wants === 'running' ? 'runs' : 'is stopped'}.`,
    }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep:
        wants === 'stopped'
          ? `Wait until ${service} has stopped, then look again.`
          : `Start ${service}, then look again.`,
    }),
  };
}

/** Asks once whether a service runs as another process than the one that was to be stopped. */
export function checkNewProcess(service: string): RemedyAction {
  return {
    limitSeconds: 0,
    everySeconds: POLL_SECONDS,
    waitsFor: `an answer about ${service}`,
    whyNot: needsHost,
    changes: false,
    relies: false,
    look: (context) => lookNewProcess(context, service),
    show: () => ({
      what: `Asks the service manager whether ${service} runs, and as another process than before.`,
    }),
    atLimit: (seen) => ({
      code: 'not-met',
      message: seen.text,
      nextStep:
        seen.state === 'unknown'
          ? 'Compare the number of the process in Task Manager with the one you noted before, and say so here.'
          : `A process that hung still hangs. Go through the steps that stop and start ${service} once more (Q260366).`,
    }),
  };
}
