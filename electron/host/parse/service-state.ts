import type { ServiceState } from '../../engine/evidence/model.ts';

export interface ServiceStatus {
  readonly state: ServiceState;
  /** Process id; null when the text has none (`sc query`) or the service has no process. */
  readonly pid: number | null;
}

/** State codes of the service manager (winsvc.h): 5 is going on after a pause, 6 going into one. */
const STATES: readonly (ServiceState | undefined)[] = [
  undefined,
  'stopped',
  'start-pending',
  'stop-pending',
  'running',
  'start-pending',
  'running',
  'paused',
];

/** `        STATE              : 4  RUNNING`: a word or two, a colon, a number. */
const FIELD = /^\s+\S[^:]*:\s*(0x[0-9a-f]+|[0-9a-f]+)(?:\s|$)/i;

/**
 * Reads what `sc query NAME` or `sc queryex NAME` prints. The words are translated on some systems; the order of the fields is
 * the same on all: type, state, two exit codes, checkpoint, wait hint, and with `queryex` the process id.
 *
 * @param name service that was asked for
 * @returns null when the text is not that, or is about another service
 */
export function parseServiceStatus(text: string, name: string): ServiceStatus | null {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => line.trim() !== '');
  const named = /^\S[^:]*:\s*(\S+)\s*$/.exec(lines[head] ?? '')?.[1];
  if (named?.toUpperCase() !== name.toUpperCase()) return null;
  const fields = lines.slice(head + 1).flatMap((line) => FIELD.exec(line)?.[1] ?? []);
  const [type, state, exit, serviceExit, checkPoint, waitHint, pid] = fields;
  // A text that was cut off before all of its fields is no answer.
  if ([type, exit, serviceExit, checkPoint, waitHint].includes(undefined)) return null;
  const known = STATES[Number(state)];
  if (known === undefined) return null;
  const id = Number(pid ?? '0');
  return { state: known, pid: Number.isInteger(id) && id > 0 ? id : null };
}
