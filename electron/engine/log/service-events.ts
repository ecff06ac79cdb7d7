/**
 * Events of services that logs tell: starts and stops by the status messages every component sends (500 started,
 * 502 stopped: resource guide's shared block), the Executive's first line at start (Q261286), and the end of a
 * site backup (Q277729).
 */
import type { LogEventKind } from '../evidence/model.ts';
import { parseStatusMessage } from './statmsg.ts';

/** So many events of one kind and service are kept, the newest. */
export const MAX_EVENTS_OF_A_KIND = 200;

interface EventRule {
  readonly text: string;
  readonly component: string;
  readonly kind: LogEventKind;
  readonly service: string;
}

const RULES: readonly EventRule[] = [
  {
    text: 'Initializing the status message reporting system',
    component: 'SMS_EXECUTIVE',
    kind: 'service-started',
    service: 'SMS_EXECUTIVE',
  },
  {
    text: 'backup completed.',
    component: 'SMS_SITE_BACKUP',
    kind: 'backup-completed',
    service: 'SMS_SITE_BACKUP',
  },
  {
    text: 'SMS site backup service is stopping',
    component: 'SMS_SITE_BACKUP',
    kind: 'service-stopped',
    service: 'SMS_SITE_BACKUP',
  },
];

const SERVICES = new Set([
  'SMS_EXECUTIVE',
  'SMS_SITE_COMPONENT_MANAGER',
  'SMS_SQL_MONITOR',
  'SMS_SITE_BACKUP',
  'SMS_LICENSE_SERVER',
]);

/** What every status message begins with; two articles lost the first letter in print (Q249582, Q297870). */
export const STATUS_TEXT = 'TATMSG:';

/** Texts that make a line worth a look for events, without regard to case. */
export const EVENT_TEXTS: readonly string[] = [...RULES.map((rule) => rule.text), STATUS_TEXT];

/**
 * The event that a line tells.
 * @param component component of the line, null when missing
 * @param family log base name, stands in for a missing component (`smsbkup`, `smsexec`)
 * @param message tidied message
 * @returns kind and service, or null when the line tells none
 */
export function eventOfLine(
  component: string | null,
  family: string,
  message: string,
): { readonly kind: LogEventKind; readonly service: string } | null {
  const status = parseStatusMessage(message);
  if (status) {
    const service = status.component.toUpperCase();
    if (!SERVICES.has(service)) return null;
    if (status.id === 500) {
      return { kind: service === 'SMS_SITE_BACKUP' ? 'backup-started' : 'service-started', service };
    }
    if (status.id === 502) return { kind: 'service-stopped', service };
    return null;
  }
  const lower = message.toLowerCase();
  const owner = component?.toUpperCase() ?? FAMILY_OWNERS.get(family) ?? null;
  for (const rule of RULES) {
    if (owner === rule.component && lower.includes(rule.text.toLowerCase())) {
      return { kind: rule.kind, service: rule.service };
    }
  }
  return null;
}

const FAMILY_OWNERS: ReadonlyMap<string, string> = new Map([
  ['smsexec', 'SMS_EXECUTIVE'],
  ['smsbkup', 'SMS_SITE_BACKUP'],
]);
