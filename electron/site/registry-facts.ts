import { parseReleaseText } from '../engine/release/release.ts';
import type { Reading, ReleaseReading, Source } from '../engine/evidence/model.ts';
import { codePageName } from './text/code-page.ts';
import type { RegistryValue } from './parse/registry.ts';
import type { DateOrder } from './parse/written-time.ts';
import { RegistryStates } from './registry-threads.ts';

/** What registry exports tell about the site. */
export interface RegistryFacts {
  readonly releases: ReleaseReading[];
  readonly siteCodes: Reading<string>[];
  readonly servers: Reading<string>[];
  readonly siteTypes: Reading<'primary' | 'secondary' | 'other'>[];
  readonly smsDirectories: Reading<string>[];
  readonly states: RegistryStates;
  /** True when a value below the SMS key was seen. */
  sawSms: boolean;
  codePage: string | null;
  oemCodePage: string | null;
  /** In which order the server writes a date. */
  dateOrder: DateOrder | null;
  /** Minutes to add to UTC, with where it was read. */
  utcOffset: { readonly minutes: number; readonly source: string } | null;
}

export function emptyRegistryFacts(): RegistryFacts {
  return {
    releases: [],
    siteCodes: [],
    servers: [],
    siteTypes: [],
    smsDirectories: [],
    states: new RegistryStates(),
    sawSms: false,
    codePage: null,
    oemCodePage: null,
    dateOrder: null,
    utcOffset: null,
  };
}

const SMS_KEY = /\\Software\\(?:Wow6432Node\\)?Microsoft\\SMS(?:\\([^]*))?$/i;

/** Threads of the Executive, and components that can be traced: one key each. */
const THREAD_KEY = /^components\\sms_executive\\threads\\([^\\]+)$/i;
const TRACING_KEY = /^tracing\\([^\\]+)$/i;
const UPDATES_KEY = /\\Software\\(?:Wow6432Node\\)?Microsoft\\Updates\\SMS 2\.0(?:\\([^]*))?$/i;

/** Site code as SMS 2.0 has it: three letters or digits. */
export function isSiteCode(text: string): boolean {
  return /^[A-Za-z0-9]{3}$/.test(text);
}

/**
 * A folder of the server's disks as the server calls it, without a backslash at its end; null when the text names none, or one
 * that a command line could not hold.
 */
export function serverDirectory(text: string): string | null {
  const plain = text.trim().replace(/\\+$/, '');
  return /^[A-Za-z]:\\[^"<>|?*%&^\r\n/]+$/.test(plain) ? plain : null;
}

/** Site type of the number in `SMS\Setup`, `Type` (Q273853): 1 primary, 2 secondary, others from later changes. */
export function siteTypeOf(text: string): 'primary' | 'secondary' | 'other' {
  const word = text.trim().toLowerCase();
  if (word === '1' || word === 'primary') return 'primary';
  if (word === '2' || word === 'secondary') return 'secondary';
  return 'other';
}

/**
 * Adds what one value tells. `Full Version` of `SMS\Setup` is the release of the server (Q272352); `UI Version` there
 * is that of a console (Q252852) and is left out. The value names of `SMS\Identification` are printed nowhere, so any
 * that ends in "site code" or names a server is taken.
 *
 * @param path file it was read from, or the server that was asked
 * @param line line to cite; null when there are none
 */
export function addRegistryValue(
  facts: RegistryFacts,
  value: RegistryValue,
  path: string,
  line: number | null = value.line,
): void {
  const text = value.text?.trim() ?? '';
  const source: Source = { kind: 'registry', path, line };
  const name = value.name.toLowerCase();
  const sms = SMS_KEY.exec(value.key);
  if (sms !== null) {
    facts.sawSms = true;
    const key = sms[1] ?? '';
    const below = key.toLowerCase();
    const thread = THREAD_KEY.exec(key)?.[1];
    const traced = TRACING_KEY.exec(key)?.[1];
    if (thread !== undefined) facts.states.addThread(thread, value, source);
    if (traced !== undefined) facts.states.addTracing(traced, value, source);
    if (text === '') return;
    if (below === 'setup' && name === 'full version') {
      const { release } = parseReleaseText(text);
      facts.releases.push({ raw: text, release, kind: 'server', component: null, source });
    } else if (below === 'setup' && name === 'type') {
      facts.siteTypes.push({ value: siteTypeOf(text), source, text: `Type = ${text}` });
    } else if (below === 'setup' && name === 'installation directory') {
      const directory = serverDirectory(text);
      if (directory !== null) facts.smsDirectories.push({ value: directory, source });
    } else if (below === 'identification') {
      const plain = name.replace(/[^a-z]/g, '');
      if (plain.endsWith('sitecode') && !plain.includes('parent') && isSiteCode(text)) {
        facts.siteCodes.push({ value: text.toUpperCase(), source, text: `${value.name} = ${text}` });
      } else if (/^(?:thissite|site)?(?:server|servername|computer|computername)$/.test(plain)) {
        const server = text.replace(/^\\\\/, '');
        if (/^[\w.-]{1,63}$/.test(server)) {
          facts.servers.push({ value: server.toUpperCase(), source, text: `${value.name} = ${text}` });
        }
      }
    }
    return;
  }
  const update = UPDATES_KEY.exec(value.key);
  if (update !== null) {
    facts.states.addUpdate([update[1] ?? '', value.name].filter((part) => part !== '').join('\\'), source);
    return;
  }
  if (/\\Control\\Nls\\CodePage$/i.test(value.key)) {
    if (name === 'acp') facts.codePage ??= codePageName(text);
    else if (name === 'oemcp') facts.oemCodePage ??= codePageName(text);
  } else if (/^HKEY_CURRENT_USER\\Control Panel\\International$/i.test(value.key) && name === 'idate') {
    // The short date of who ran the collector: 0 month, day, year; 1 day, month, year; 2 year, month, day.
    facts.dateOrder ??= (['mdy', 'dmy', 'ymd'] as const)[Number(text === '' ? Number.NaN : text)] ?? null;
  } else if (
    /\\Control\\TimeZoneInformation$/i.test(value.key) &&
    name === 'activetimebias' &&
    /^\d+$/.test(text)
  ) {
    // Minutes to add to local time to get UTC, as a signed number of 32 bits.
    const minutes = -(Number(text) | 0);
    if (Math.abs(minutes) <= 15 * 60)
      facts.utcOffset ??= { minutes, source: line === null ? path : `${path}:${line}` };
  }
}

/** Adds what the name of a key tells by itself: hotfixes are keys that may hold no value (Q258149). */
export function addRegistryKey(facts: RegistryFacts, key: string, path: string, line: number): void {
  const update = UPDATES_KEY.exec(key);
  if (update !== null) facts.states.addUpdate(update[1] ?? '', { kind: 'registry', path, line });
}
