/** Logs that lines can be pasted from, with the components that write them (names as in SMS 2.0). */

export interface LogFamily {
  /** Base name of the log in lower case, as the id of the answer ends (`log-text:despool`). */
  readonly id: string;
  readonly title: string;
  readonly components: readonly string[];
}

/** The logs that matter most over the telephone, the despooler's first (Q260366, Q304381). */
export const logFamilies: readonly LogFamily[] = [
  { id: 'despool', title: 'Despool.log', components: ['SMS_DESPOOLER'] },
  { id: 'smsexec', title: 'Smsexec.log', components: ['SMS_EXECUTIVE'] },
  { id: 'sched', title: 'Sched.log', components: ['SMS_SCHEDULER'] },
  { id: 'sender', title: 'Sender.log', components: ['SMS_LAN_SENDER', 'SMS_ASYNC_RAS_SENDER'] },
  { id: 'distmgr', title: 'Distmgr.log', components: ['SMS_DISTRIBUTION_MANAGER'] },
  { id: 'inboxmgr', title: 'Inboxmgr.log', components: ['SMS_INBOX_MANAGER'] },
  { id: 'replmgr', title: 'Replmgr.log', components: ['SMS_REPLICATION_MANAGER'] },
  { id: 'sitecomp', title: 'Sitecomp.log', components: ['SMS_SITE_COMPONENT_MANAGER'] },
  { id: 'smsdbmon', title: 'Smsdbmon.log', components: ['SMS_SQL_MONITOR'] },
  { id: 'smsbkup', title: 'Smsbkup.log', components: ['SMS_SITE_BACKUP'] },
  { id: 'other', title: 'Another log', components: [] },
];

/** Name of a log by its id. */
export function logTitle(id: string): string {
  const known = logFamilies.find((family) => family.id === id);
  return known === undefined ? `${id.charAt(0).toUpperCase()}${id.slice(1)}.log` : known.title;
}

/** The log that lines of these components most likely come from; null when they tell none or several. */
export function familyOfComponents(components: readonly string[]): string | null {
  const wanted = new Set(components.map((component) => component.toUpperCase()));
  const fitting = logFamilies.filter((family) => family.components.some((name) => wanted.has(name)));
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null;
}
