import type { IniValue } from './ini.ts';

/**
 * What `snapshot.ini` may say, with the keys it is read from. The first spelling is the one the collector writes;
 * keys are compared without regard to case, blanks, `-` and `_`.
 */
export const SNAPSHOT_KEYS = {
  /** Layout of the file; 1 is the only one there is. */
  formatVersion: ['FormatVersion'],
  /** Name of the site server. */
  computer: ['Computer', 'ComputerName', 'Server', 'SiteServer'],
  /** Wall clock time of the server when the snapshot was begun: `2002-05-12 15:14`, or as `date /t` prints it. */
  when: ['When', 'CollectedAt', 'Time', 'Collected'],
  /** Date and time in two keys, for a shell that prints them apart. */
  date: ['Date', 'WhenDate'],
  timeOfDay: ['TimeOfDay', 'WhenTime'],
  /** Path of the SMS directory on the server. */
  smsDirectory: ['SMSDirectory', 'SMSDir', 'SMSPath'],
  /** What `ver` prints: `Windows NT Version 4.0`. */
  windows: ['Windows', 'WindowsVersion'],
  /** Three characters. */
  siteCode: ['SiteCode', 'Site'],
  /** Release or version string as the collector read it. */
  release: ['Release', 'FullVersion', 'Version'],
  /** `primary`, `secondary`, or the number of the registry value `Type` (Q273853). */
  siteType: ['SiteType', 'Type'],
  /** Code page of Windows programs (`1252`) and of the command prompt (`850`). */
  codePage: ['CodePage', 'ACP', 'AnsiCodePage'],
  oemCodePage: ['OemCodePage', 'OEMCP'],
  /** Minutes to add to UTC to get the time of the server. */
  utcOffsetMinutes: ['UtcOffsetMinutes', 'OffsetMinutes'],
  /** How many crash folders were seen below Logs; says that they were looked for. */
  crashFolders: ['CrashFolders', 'Crashes'],
} as const satisfies Record<string, readonly string[]>;

export type SnapshotKey = keyof typeof SNAPSHOT_KEYS;

/** The values of a `snapshot.ini`, by what they mean. */
export type Snapshot = ReadonlyMap<SnapshotKey, IniValue>;

function plain(key: string): string {
  return key.toLowerCase().replace(/[\s_-]/g, '');
}

const BY_NAME: ReadonlyMap<string, SnapshotKey> = new Map(
  Object.entries(SNAPSHOT_KEYS).flatMap(([meaning, names]) =>
    names.map((name) => [plain(name), meaning as SnapshotKey] as const),
  ),
);

/** Picks what is understood out of the values of `snapshot.ini`; empty values are left out. The first wins. */
export function readSnapshot(values: readonly IniValue[]): Snapshot {
  const found = new Map<SnapshotKey, IniValue>();
  for (const value of values) {
    if (value.section !== '' && plain(value.section) !== 'snapshot') continue;
    const meaning = BY_NAME.get(plain(value.key));
    if (meaning !== undefined && value.value !== '' && !found.has(meaning)) found.set(meaning, value);
  }
  return found;
}
