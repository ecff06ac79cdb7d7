/**
 * What a file of a site is, told by its name and by the folders it stands in. All names are compared without
 * regard to case.
 */
export type FileRole =
  | 'log'
  | 'version-file'
  | 'registry'
  | 'snapshot'
  | 'services'
  | 'service-states'
  | 'processes'
  | 'listing'
  | 'control-file'
  | 'crash';

const LOG = /\.lo[g_]$/;
/**
 * Logs that stand outside of `Logs`: the backup's beside the backup (Q289490), Setup's in a drive root (Q282289), which
 * the collector names after the drive.
 */
const LOG_ANYWHERE = /^(?:smsbkup|smssetup(?:-[a-z])?)\.lo[g_]$/;
/** The second spelling is the one that Q260366 prints. */
const CONTROL_FILE = /^smsm?bkup\.ctl$/;
const AT_TOP: ReadonlyMap<string, FileRole> = new Map([
  ['snapshot.ini', 'snapshot'],
  ['services.txt', 'services'],
  ['service-states.txt', 'service-states'],
  ['processes.txt', 'processes'],
  ['inboxes.txt', 'listing'],
]);

/** True when a file of this name may be used, wherever it stands; of all others only count and size are kept. */
export function isWantedName(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    LOG.test(lower) ||
    lower === 'compver.ini' ||
    lower.endsWith('.reg') ||
    AT_TOP.has(lower) ||
    CONTROL_FILE.test(lower)
  );
}

/** Where a folder stands in the site. */
export type Zone = 'outside' | 'top' | 'inside' | 'logs' | 'below-logs' | 'crash' | 'inboxes';

/**
 * The role of a file by its name and the zone of its folder, null when it is not used. `outside` is what lies
 * around the SMS directory in the chosen folder, `top` the SMS or snapshot directory itself.
 */
export function roleOf(name: string, zone: Zone): FileRole | null {
  const lower = name.toLowerCase();
  if (zone === 'crash') return lower === 'crash.log' ? 'crash' : null;
  if (zone === 'below-logs') return null;
  if (lower === 'compver.ini') return 'version-file';
  if (lower.endsWith('.reg')) return 'registry';
  if (CONTROL_FILE.test(lower)) return 'control-file';
  if (LOG_ANYWHERE.test(lower)) return 'log';
  if (zone === 'logs' && LOG.test(lower)) return 'log';
  if (zone === 'top') return AT_TOP.get(lower) ?? null;
  return null;
}

/** True for `Despool.log` and `Despool.lo_`. */
export function isLogName(name: string): boolean {
  return LOG.test(name.toLowerCase());
}

/** Role of a single file that was chosen by itself, null when its name tells nothing. */
export function roleOfChosenFile(name: string): FileRole | null {
  if (name.toLowerCase() === 'crash.log') return 'crash';
  return roleOf(name, 'top') ?? (isLogName(name) ? 'log' : null);
}
