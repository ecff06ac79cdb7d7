/** Whether a service is stopped or runs, seen from its state and its process together. */
import type { ActionContext, Look } from './action.ts';
import {
  type ServiceNow,
  pidAtStop,
  pidIn,
  serviceFacts,
  serviceNow,
  serviceSentence,
  wasSeenStopped,
} from './service-now.ts';

/** What is said when a service has no process list to be checked against. */
const NO_LIST = 'The list of processes could not be read, so only the service manager was asked.';

function looked(now: ServiceNow, state: Look['state'], text = serviceSentence(now)): Look {
  return { state, text, facts: serviceFacts(now) };
}

/** True when a process of this id and image is in the list. */
function isThere(now: ServiceNow, pid: number | null, image: unknown): boolean {
  if (pid === null) return false;
  const found = now.processes?.get(pid);
  return found !== undefined && (typeof image !== 'string' || found === image);
}

/**
 * Whether a service has stopped: its state says so and its process is gone. A service that runs with another process than
 * the one it had came back by itself.
 *
 * @param from the process it had when it was asked to stop, and its image; null when that is not known
 * @throws the reason of the signal when it fires
 */
export async function lookStopped(
  context: ActionContext,
  service: string,
  from: Look['facts'] | undefined,
): Promise<Look> {
  const now = await serviceNow(context, service);
  const pid = pidIn(from);
  if (now.state === null) return looked(now, 'unknown');
  if (now.state === 'not-installed') return looked(now, 'other');
  if (now.state === 'stopped') {
    if (isThere(now, pid, from?.['image'])) {
      const text = `${service} says that it is stopped, but its process ${String(pid)} is still there.`;
      return looked(now, 'before', text);
    }
    const known = now.processes === null ? ` ${NO_LIST}` : pid === null ? '' : ` Its process ${pid} is gone.`;
    return looked(now, 'after', `${service} is stopped.${known}`);
  }
  // Some service managers keep the old state until the next start when a process was ended.
  if (now.alive === false) {
    const text = `The process ${String(now.pid)} of ${service} does not exist any more, so it is stopped, whatever the service manager says.`;
    return looked(now, 'after', text);
  }
  const cameBack = pid !== null && now.pid !== null && now.pid !== pid;
  if (!cameBack) return looked(now, 'before');
  return {
    ...looked(
      now,
      'before',
      `${service} came back by itself: it runs as process ${String(now.pid)}, and had process ${pid} before.`,
    ),
    trouble: {
      code: 'came-back',
      message: `${service} came back by itself: process ${pid} is gone, and it runs as process ${String(now.pid)}.`,
      nextStep:
        'See that SMS_SITE_COMPONENT_MANAGER is stopped and that no site backup runs: both start services again. Then look whether the logs move now; if not, stop it again.',
    },
  };
}

/**
 * Whether a service runs, with a process that exists and is not the one that was to be stopped.
 *
 * @throws the reason of the signal when it fires
 */
export async function lookRunning(context: ActionContext, service: string): Promise<Look> {
  const now = await serviceNow(context, service);
  if (now.state === null) return looked(now, 'unknown');
  if (now.state === 'not-installed') return looked(now, 'other');
  if (now.state !== 'running') return looked(now, 'before');
  if (now.alive === false) {
    const text = `The service manager still says that ${service} runs, but its process ${String(now.pid)} does not exist any more.`;
    return looked(now, 'before', text);
  }
  const old = pidAtStop(context, service);
  if (old !== null && old === now.pid && !wasSeenStopped(context, service)) {
    const text = `${service} runs, but as the same process ${old} that was to be stopped.`;
    return looked(now, 'other', text);
  }
  const fresh = old !== null && now.pid !== null && old !== now.pid ? ` It had process ${old} before.` : '';
  return looked(now, 'after', `${serviceSentence(now)}${fresh}`);
}

/**
 * Whether a service runs as a process that is not the one this run stopped. Without that one's id it cannot be told.
 *
 * @throws the reason of the signal when it fires
 */
export async function lookNewProcess(context: ActionContext, service: string): Promise<Look> {
  const seen = await lookRunning(context, service);
  // The process that was to be stopped is still at it.
  if (seen.state === 'other' && seen.facts['state'] === 'running') return { ...seen, state: 'before' };
  if (seen.state !== 'after') return seen;
  if (pidIn(seen.facts) === null) {
    return { ...seen, state: 'unknown', text: `${service} runs, but its process is not told.` };
  }
  if (pidAtStop(context, service) !== null || wasSeenStopped(context, service)) return seen;
  const text = `${seen.text} Which process it had before is not known, as it was not stopped from here.`;
  return { ...seen, state: 'unknown', text };
}
