/** What the logs say happened to the services. */
import type { Diagnosis } from '../../electron/engine/reasoning/diagnosis.ts';
import { wallClock } from './time.ts';

const eventWords: Readonly<Record<string, string>> = {
  'service-started': 'started',
  'service-stopped': 'stopped',
  'backup-started': 'Backup began',
  'backup-completed': 'Backup ended',
};

/** What a logged event says, in words: `SMS_EXECUTIVE started`, `Backup ended`. */
export function eventLabel(kind: string, service: string): string {
  const words = eventWords[kind];
  if (words === undefined) return `${service}: ${kind}`;
  return kind.startsWith('backup') ? words : `${service} ${words}`;
}

/** Events by time, those without a time last. */
export function eventsInOrder(events: Diagnosis['events']): Diagnosis['events'] {
  const moment = (event: Diagnosis['events'][number]): number =>
    (event.time === null ? null : wallClock(event.time)) ?? Number.MAX_SAFE_INTEGER;
  return [...events].sort((a, b) => moment(a) - moment(b));
}
