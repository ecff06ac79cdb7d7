/** Services as rows with a word and a tone for their state. */
import type { ServiceFact } from '../../electron/engine/reasoning/diagnosis.ts';
import type { Tone } from './verdict.ts';

/** Expected on every primary site (Q307778); roles as in Q199816, Q223755 and Q199657. */
const usual: readonly ServiceFact[] = [
  {
    service: 'SMS_SITE_COMPONENT_MANAGER',
    state: 'unknown',
    source: '',
    expected: true,
    role: 'Installs the other parts and starts them again when they have stopped.',
  },
  {
    service: 'SMS_EXECUTIVE',
    state: 'unknown',
    source: '',
    expected: true,
    role: 'Hosts almost all threads, the despooler among them.',
  },
  {
    service: 'SMS_SQL_MONITOR',
    state: 'unknown',
    source: '',
    expected: true,
    role: 'Watches the site database and starts the backup. Primary sites only.',
  },
];

/** Services to show: those of the diagnosis, or the three usual ones as not collected when it names none. */
export function serviceRows(services: readonly ServiceFact[]): readonly ServiceFact[] {
  return services.length > 0 ? services : usual;
}

/** Words of the engine and ids of the contract, both in lower case. */
const words: Readonly<Record<string, string>> = {
  running: 'Running',
  stopped: 'Stopped',
  starting: 'Starting',
  'start-pending': 'Starting',
  'stopping, and hangs in it': 'Hung in stopping',
  'stop-pending': 'Hung in stopping',
  paused: 'Paused',
  'not installed': 'Not installed',
  'not-installed': 'Not installed',
};

/** True when the state of a service was read or answered. */
export function isStateKnown(service: ServiceFact): boolean {
  return Object.hasOwn(words, service.state.toLowerCase());
}

/** True when it should be running and is. */
export function isRunning(service: ServiceFact): boolean {
  return words[service.state.toLowerCase()] === 'Running';
}

/** Word and tone of a service's state. "Running" is no praise: a hung service runs, too. */
export function serviceView(service: ServiceFact): { readonly word: string; readonly tone: Tone } {
  const word = words[service.state.toLowerCase()];
  if (word === undefined) return { word: 'Not collected', tone: 'quiet' };
  if (word === 'Running') return { word, tone: 'info' };
  return { word, tone: service.expected && word !== 'Starting' ? 'caution' : 'quiet' };
}

export interface ServiceGroups {
  /** Those that should run, and those of which something is known. */
  readonly main: readonly ServiceFact[];
  /** Those that are there only at times, and of which nothing was collected. */
  readonly other: readonly ServiceFact[];
}

/** Splits the services so that the ones that matter stand alone. */
export function serviceGroups(services: readonly ServiceFact[]): ServiceGroups {
  const rows = serviceRows(services);
  const matters = (service: ServiceFact): boolean => service.expected || isStateKnown(service);
  return { main: rows.filter(matters), other: rows.filter((service) => !matters(service)) };
}
