/** Asking the service manager to stop or start a service. That it agreed is not yet that it happened: look again. */
import { type Failure, errorNumber, failureOf } from './failure.ts';
import type { Host, RunOptions } from './host.ts';
import type { Target } from './server-name.ts';

export type ServiceVerb = 'stop' | 'start';

/** What became of the asking; `command` is what was run. */
export type ServiceOrder =
  /** Passed on to the service. */
  | { readonly order: 'taken'; readonly command: string }
  /** It is in the wanted state already, or on the way there. */
  | { readonly order: 'not-needed'; readonly number: number; readonly command: string }
  | { readonly order: 'refused'; readonly failure: Failure; readonly command: string };

/**
 * Windows errors (winerror.h) that mean there is nothing to do: not active (1062) and cannot take orders now, as it is stopping
 * (1061), when it is to stop; running already (1056) when it is to start.
 */
const NOTHING_TO_DO: Readonly<Record<ServiceVerb, readonly number[]>> = { stop: [1062, 1061], start: [1056] };

/** `\\NYSMS01` where the service is on another computer. */
const place = (target: Target): readonly string[] => (target.name === null ? [] : [target.label]);

/** The arguments of `sc` that this asks with, as they will be run. */
export function serviceOrderArguments(target: Target, verb: ServiceVerb, service: string): readonly string[] {
  return [...place(target), verb, service];
}

/**
 * Passes an order on to a service with `sc`, and with `net` where there is no `sc`; `net` only knows this computer.
 *
 * @throws the reason of the signal when it fires; the order may have been passed on already
 */
export async function orderService(
  host: Host,
  target: Target,
  verb: ServiceVerb,
  service: string,
  options: RunOptions,
): Promise<ServiceOrder> {
  const args = serviceOrderArguments(target, verb, service);
  const command = ['sc', ...args].join(' ');
  const result = await host.run('sc', args, options);
  if (result.ending === 'exited' && result.code === 0) return { order: 'taken', command };
  const failure = failureOf('sc', result);
  if (failure.kind === 'no-program' && target.name === null) return orderByNet(host, verb, service, options);
  const number = result.ending === 'exited' ? errorNumber('sc', result) : null;
  if (number !== null && NOTHING_TO_DO[verb].includes(number))
    return { order: 'not-needed', number, command };
  return { order: 'refused', failure: { ...failure, number: number ?? failure.number }, command };
}

/** `net` waits for the service and gives up by itself, so being out of time says nothing either way. */
async function orderByNet(
  host: Host,
  verb: ServiceVerb,
  service: string,
  options: RunOptions,
): Promise<ServiceOrder> {
  const command = `net ${verb} ${service}`;
  const result = await host.run('net', [verb, service], options);
  const waits = result.ending === 'time' || (result.ending === 'exited' && result.code === 0);
  if (waits) return { order: 'taken', command };
  return { order: 'refused', failure: failureOf('net', result), command };
}
