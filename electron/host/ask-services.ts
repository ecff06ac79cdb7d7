import type { ServiceReading, Source, Unreadable } from '../engine/evidence/model.ts';
import { ServiceListReader } from '../site/parse/services.ts';
import { type Failure, errorNumber, failureOf, nextStepOf, sentenceOf } from './failure.ts';
import type { Host, RunOptions } from './host.ts';
import { type ServiceStatus, parseServiceStatus } from './parse/service-state.ts';
import type { Target } from './server-name.ts';

/** Services of a site server (Q199816, Q307778, Q235785, Q244875); not every one has all of them. */
export const SMS_SERVICES = [
  'SMS_SITE_COMPONENT_MANAGER',
  'SMS_EXECUTIVE',
  'SMS_SQL_MONITOR',
  'SMS_SITE_BACKUP',
  'SMS_LICENSE_SERVER',
] as const;

/** ERROR_SERVICE_DOES_NOT_EXIST. */
const NO_SUCH_SERVICE = 1060;

export type ServiceAnswer =
  | { readonly answer: 'status'; readonly status: ServiceStatus; readonly command: string }
  | { readonly answer: 'not-installed'; readonly command: string }
  | { readonly answer: 'failed'; readonly failure: Failure; readonly command: string };

/**
 * Asks the service manager for one service: `sc queryex`, and `sc query` where that is not known (it has no process id).
 *
 * @throws the reason of the signal when it fires
 */
export async function askService(
  host: Host,
  target: Target,
  service: string,
  options: RunOptions,
): Promise<ServiceAnswer> {
  const place = target.name === null ? [] : [target.label];
  let failed: ServiceAnswer | null = null;
  for (const verb of ['queryex', 'query']) {
    const args = [...place, verb, service];
    const command = ['sc', ...args].join(' ');
    const result = await host.run('sc', args, options);
    const status = result.ending === 'exited' ? parseServiceStatus(result.output, service) : null;
    if (status !== null) return { answer: 'status', status, command };
    if (result.ending === 'exited' && errorNumber('sc', result) === NO_SUCH_SERVICE)
      return { answer: 'not-installed', command };
    const failure = failureOf('sc', result);
    failed = { answer: 'failed', failure, command };
    // Only a verb that is not known is worth another one.
    if (failure.kind !== 'strange') return failed;
  }
  return failed ?? { answer: 'failed', failure: { kind: 'strange', number: null, said: '' }, command: 'sc' };
}

export interface AskedServices {
  /** Null when not one could be had. */
  readonly services: readonly ServiceReading[] | null;
  readonly unreadable: readonly Unreadable[];
  /** Why the first one failed that did, null when none did. */
  readonly failure: Failure | null;
}

const sourceOf = (command: string): Source => ({ kind: 'services', path: command, line: null });

/**
 * Asks for the services of SMS, one by one. Those that `sc` does not tell are looked for in `net start`, which only knows this
 * computer.
 *
 * @throws the reason of the signal when it fires
 */
export async function askServices(host: Host, target: Target, options: RunOptions): Promise<AskedServices> {
  const services: ServiceReading[] = [];
  const unreadable: Unreadable[] = [];
  const open: { readonly service: string; readonly command: string; readonly failure: Failure }[] = [];
  let notAsked: readonly string[] = [];
  for (const [index, service] of SMS_SERVICES.entries()) {
    const asked = await askService(host, target, service, options);
    const source = sourceOf(asked.command);
    if (asked.answer === 'status') services.push({ service, state: asked.status.state, source });
    else if (asked.answer === 'not-installed') services.push({ service, state: 'not-installed', source });
    else {
      open.push({ service, command: asked.command, failure: asked.failure });
      // A computer that does not answer the first question does not answer the others; each would wait as long.
      if (!isOfOneService(asked.failure)) {
        notAsked = SMS_SERVICES.slice(index + 1);
        break;
      }
    }
  }
  const [first] = open;
  if (first === undefined) return { services, unreadable, failure: null };

  const listed = target.name === null ? await listedAsRunning(host, options) : [];
  services.push(...listed.filter(({ service }) => services.every((known) => known.service !== service)));
  for (const [index, { service, command, failure }] of open.entries()) {
    // Only the last one can have kept others from being asked for.
    const meant = index === open.length - 1 ? [service, ...notAsked] : [service];
    const missed = meant.filter((one) => services.every((known) => known.service !== one));
    if (missed.length === 0) continue;
    const otherWay =
      failure.kind === 'no-program' && target.name !== null
        ? ' The other way to ask, net start, only knows the computer it runs on.'
        : '';
    const why = `${sentenceOf('sc', failure, target)}${otherWay} Nothing is known of ${missed.join(', ')}. ${nextStepOf(failure, target)}`;
    unreadable.push({ source: command, why });
  }
  return { services: services.length === 0 ? null : services, unreadable, failure: first.failure };
}

/** True when other services may still be told: a single one was refused, or its answer means nothing. */
function isOfOneService({ kind, said }: Failure): boolean {
  return kind === 'strange' || (kind === 'denied' && /OpenService\b/.test(said));
}

/** What `net start` tells of the services of SMS; empty when it tells nothing. */
async function listedAsRunning(host: Host, options: RunOptions): Promise<readonly ServiceReading[]> {
  const result = await host.run('net', ['start'], options);
  if (result.ending !== 'exited' || result.code !== 0) return [];
  const reader = new ServiceListReader();
  for (const [index, line] of result.output.split('\n').entries()) reader.line(line, index + 1);
  if (!reader.recognized) return [];
  return reader.finish().map(({ service, state, line }) => ({
    service,
    state,
    source: { kind: 'services', path: 'net start', line },
  }));
}
