/** A service and its process as they really are now. */
import { askProcesses } from '../host/ask-processes.ts';
import { askService } from '../host/ask-services.ts';
import { nextStepOf, sentenceOf } from '../host/failure.ts';
import type { RunOptions } from '../host/host.ts';
import type { ServiceState } from '../engine/evidence/model.ts';
import type { ActionContext, Look } from './action.ts';
import { RemedyError } from './remedy-error.ts';
import type { ReachedHost } from './target.ts';

/** One question; a computer that does not answer it in time does not answer. */
const CALL_LIMIT_MS = 30_000;

export const callOptions = (signal: AbortSignal): RunOptions => ({ limitMs: CALL_LIMIT_MS, signal });

export interface ServiceNow {
  readonly service: string;
  /** Null when the service manager did not tell. */
  readonly state: ServiceState | null;
  /** Id of its process as the service manager says; null when it has none or does not tell it. */
  readonly pid: number | null;
  /** Image of that process in the list of processes; null when it is not in the list, or there is no list. */
  readonly image: string | null;
  /** Whether that process is in the list; null when there is no id or no list. */
  readonly alive: boolean | null;
  /** Images by id; null when there is no list. */
  readonly processes: ReadonlyMap<number, string> | null;
  /** Why something is not known. */
  readonly why: string | null;
}

/** The host of a target; steps that need it are only done where there is one. */
export function hostOf({ target }: ActionContext): ReachedHost {
  if (target.host.is === null) {
    throw new RemedyError(
      'step-by-hand',
      target.host.why,
      'Do this step on the server yourself, and say so here.',
    );
  }
  return target.host.is;
}

function unknownService(name: string): RemedyError {
  return new RemedyError(
    'plan-not-readable',
    `The plan names the service ${name}, which this program leaves alone.`,
    'Use the plans that came with this program.',
  );
}

/**
 * A service this program may stop, start or end: one of SMS. A plan that was brought in with a case could name any other.
 * @throws RemedyError `plan-not-readable`
 */
export function smsService(name: string): string {
  if (/^SMS_[A-Z0-9_$-]{1,80}$/i.test(name)) return name;
  throw unknownService(name);
}

async function listProcesses(
  { host, target }: ReachedHost,
  signal: AbortSignal,
): Promise<{ readonly list: ReadonlyMap<number, string> | null; readonly why: string | null }> {
  const asked = await askProcesses(host, target, callOptions(signal));
  if (asked.processes === null) return { list: null, why: asked.unreadable[0]?.why ?? null };
  const list = new Map(
    asked.processes.flatMap(({ pid, image }) => (pid === null ? [] : [[pid, image] as const])),
  );
  return { list, why: null };
}

/**
 * Asks the service manager for a service, and the list of processes for its process.
 *
 * @throws the reason of the signal when it fires
 */
export async function serviceNow(context: ActionContext, name: string): Promise<ServiceNow> {
  // Nothing that could pass for an option of the program that is asked.
  if (!/^[A-Z0-9][\w$-]{0,80}$/i.test(name)) throw unknownService(name);
  const service = name;
  const reached = hostOf(context);
  const { host, target } = reached;
  const asked = await askService(host, target, service, callOptions(context.signal));
  const nothing = { service, pid: null, image: null, alive: null, processes: null };
  if (asked.answer === 'not-installed') return { ...nothing, state: 'not-installed', why: null };
  if (asked.answer === 'failed') {
    const { failure } = asked;
    return {
      ...nothing,
      state: null,
      why: `${sentenceOf('sc', failure, target)} ${nextStepOf(failure, target)}`,
    };
  }
  const { list, why } = await listProcesses(reached, context.signal);
  const { state, pid } = asked.status;
  const image = pid === null ? null : (list?.get(pid) ?? null);
  const alive = pid === null || list === null ? null : list.has(pid);
  return { service, state, pid, image, alive, processes: list, why };
}

const STATES: Readonly<Record<ServiceState, string>> = {
  running: 'runs',
  stopped: 'is stopped',
  'start-pending': 'is starting',
  'stop-pending': 'is stopping, and has not stopped yet',
  paused: 'is paused',
  'not-installed': 'is not installed',
};

/** `SMS_EXECUTIVE is stopping, and has not stopped yet (process 212).` */
export function serviceSentence(now: ServiceNow): string {
  if (now.state === null) return `The state of ${now.service} is not known. ${now.why ?? ''}`.trim();
  const process = now.pid === null ? '' : ` (process ${now.pid})`;
  const gone = now.alive === false ? ` That process does not exist any more.` : '';
  return `${now.service} ${STATES[now.state]}${process}.${gone}`;
}

/** What decides, for the journal. */
export function serviceFacts(now: ServiceNow): Look['facts'] {
  return { service: now.service, state: now.state, pid: now.pid, image: now.image, alive: now.alive };
}

/** Number a fact of an earlier look holds, null when it holds none. */
export function pidIn(facts: Look['facts'] | undefined): number | null {
  const pid = facts?.['pid'];
  return typeof pid === 'number' ? pid : null;
}

/** True for a step of the plan that stops or ends this service, or waits until it is stopped. */
function isStopOf(context: ActionContext, step: string, service: string, verbs: readonly string[]): boolean {
  const { action } =
    [...context.plan.steps, ...context.plan.verification].find(({ id }) => id === step) ?? {};
  return (
    action !== undefined && verbs.includes(action.do) && 'service' in action && action.service === service
  );
}

/** Process that the service had when this run last asked it to stop, null when the run did not. */
export function pidAtStop(context: ActionContext, service: string): number | null {
  const stop = context.records.findLast(
    (record) =>
      record.kind === 'step-intent' &&
      record.run === context.run &&
      !record.undo &&
      isStopOf(context, record.step, service, ['stop-service', 'end-process']),
  );
  return stop?.kind === 'step-intent' ? pidIn(stop.shown.seen.facts) : null;
}

/** True when the service was asked to stop in this run, by the wizard or, as was told, by a person. */
export function wasAskedToStop(context: ActionContext, service: string): boolean {
  return context.records.some(
    (record) =>
      ((record.kind === 'step-intent' && !record.undo) || record.kind === 'step-told') &&
      record.run === context.run &&
      isStopOf(context, record.step, service, ['stop-service']),
  );
}

/** True when this run saw that the service stopped or its process was gone, after it last asked it to stop. */
export function wasSeenStopped(context: ActionContext, service: string): boolean {
  const own = context.records.filter(
    (record) =>
      'step' in record &&
      record.run === context.run &&
      isStopOf(context, record.step, service, ['stop-service', 'end-process', 'wait-service']),
  );
  const asked = own.findLastIndex((record) => record.kind === 'step-intent' && !record.undo);
  return own
    .slice(asked + 1)
    .some(
      (record) =>
        (record.kind === 'step-done' && !record.undo) ||
        (record.kind === 'step-looked' && record.seen.state === 'after'),
    );
}
