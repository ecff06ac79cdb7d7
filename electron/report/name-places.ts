import { isMessageWord, isOrdinaryWord } from './redact-vocabulary.ts';

export type IdentifierKind =
  | 'server'
  | 'site'
  | 'account'
  | 'domain'
  | 'person'
  | 'case'
  | 'address'
  | 'mail'
  | 'key'
  | 'insert'
  | 'source';

/** A stretch of a text that is a name because of what stands around it. */
export interface NameHit {
  readonly kind: IdentifierKind;
  readonly start: number;
  readonly name: string;
}

interface Place {
  readonly kind: IdentifierKind;
  /** The group `name` is the part that is replaced; it ends the match. */
  readonly pattern: RegExp;
}

/** Places where a word can be nothing but a name, in any text. */
const certain: readonly Place[] = [
  // Insertion strings of status messages hold whatever the message is about: computers, users, packages.
  { kind: 'insert', pattern: /\bISTR\d{1,2}="\s*(?<name>[^"\s](?:[^"]*[^"\s])?)/gi },
  {
    kind: 'mail',
    pattern: /(?<![\w.+-])[.+-]*(?<name>[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)/g,
  },
  { kind: 'server', pattern: /(?<![\\A-Za-z0-9])\\\\(?<name>[A-Za-z0-9][\w.-]*)(?=\\|$|[^\w.\\-])/g },
  { kind: 'server', pattern: /(?<![\w])SYS=(?<name>[A-Za-z0-9][\w.-]*)/g },
  { kind: 'server', pattern: /\bmachine name:? "(?<name>[A-Za-z0-9][\w.-]*)"/gi },
  { kind: 'server', pattern: /\bSMS_SQL_MONITOR_(?<name>[A-Za-z0-9][A-Za-z0-9-]*)/gi },
  { kind: 'server', pattern: /\bSMS_SERVER_BOOTSTRAP_(?<name>[A-Za-z0-9][A-Za-z0-9-]*)/gi },
  // Accounts on domain controllers are called after them (Q297857).
  { kind: 'server', pattern: /\bSMS#_(?<name>[A-Za-z0-9][\w-]*)/gi },
  {
    kind: 'server',
    pattern: /\bSMSSNAP-(?<name>[A-Za-z0-9][\w-]*?)(?=-\d{8}(?:-\d{4})?\b|-\d{1,4}\b|$|[\\/.\s])/gi,
  },
  {
    kind: 'server',
    pattern:
      /\b(?:site server|on server|of server) (?<name>(?=[\w-]*[A-Z0-9])[A-Za-z0-9][\w-]*[A-Za-z0-9])(?![\w\\])/g,
  },
  {
    kind: 'server',
    pattern:
      /(?<![\w.\\/@-])(?<name>(?!(?:[\w-]+\.)*microsoft\.com)[A-Za-z0-9][\w-]+(?:\.[A-Za-z0-9][\w-]*)+\.(?:com|net|org|edu|gov|mil|int|biz|info|local|lan|corp|intern|internal|example|test|[a-z]{2}))(?![\w-]|\.\w)/gi,
  },
  {
    kind: 'domain',
    pattern:
      /(?<![\w.\\/@-])(?<name>(?!microsoft\.|command\.)[A-Za-z0-9][\w-]+\.(?:com|net|org|edu|gov|mil|local|example|de|uk|fr|es|nl|ch|se|dk|au|jp|ca))(?![\w-]|\.\w)/gi,
  },
  // Sources of answers and pasted lines, alone (`pasted by A. Meyer (Despool.log):12`) or inside a sentence.
  {
    kind: 'person',
    pattern:
      /\b(?:answered|pasted) by (?!the technician\b)(?<name>[^\s():;,][^():;,\n]*?)(?=(?: \([^()]*\))?(?::\d+)?(?:$|[),;]|\. ))/g,
  },
  { kind: 'site', pattern: /(?<![A-Za-z0-9])(?:SMS_)?SITE=(?<name>[A-Za-z0-9]{3})(?![A-Za-z0-9])/g },
  { kind: 'site', pattern: /\b(?:CAP|SMSServer|SMSClient)_(?<name>[A-Za-z0-9]{3})(?![A-Za-z0-9_])/gi },
  { kind: 'site', pattern: /\bsite code:? ["']?(?<name>[A-Z0-9]{3})(?![A-Za-z0-9])/g },
  {
    kind: 'site',
    pattern:
      /\b[Ss]ites?:? ["'[(<]?(?<name>(?!SMS|SQL|CAP|NDS|LAN|RAS|SNA|SP\d|HRP|RTM|\d{3})[A-Z0-9]{3})(?![A-Za-z0-9_-])/g,
  },
  {
    kind: 'account',
    pattern:
      /(?<=\b(?:account|user|login|logon|owner|as)\b[:=]? ?["']?)(?<name>[A-Za-z][A-Za-z0-9-]{1,14}\\[A-Za-z][\w.$-]{0,30})/gi,
  },
  {
    kind: 'account',
    pattern: /(?<=[\\/](?:Users|home|Documents and Settings)[\\/])(?<name>[A-Za-z0-9][\w.-]*)/gi,
  },
  {
    kind: 'address',
    pattern:
      /(?<![\w.])(?<name>(?!2\.0{1,2}\.)(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))(?![\w]|\.\d)/g,
  },
  { kind: 'address', pattern: /(?<![\w:])(?<name>(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2})(?![\w:])/gi },
  {
    kind: 'address',
    pattern:
      /(?<![\w:])(?<name>(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})(?![\w:])/gi,
  },
];

/** Words before a name in the text of logs; a word after them that is ordinary in messages is no name. */
const named: readonly { readonly kind: IdentifierKind; readonly words: string }[] = [
  { kind: 'server', words: 'machine|server|computer|workstation|system|client' },
  { kind: 'account', words: 'user|account' },
  { kind: 'domain', words: 'domain' },
  {
    kind: 'person',
    words:
      '(?<!\\b(?:file|path|folder|directory|share|service|component|thread|queue|event|table|column|property|class|object|key|value)[ _]?)name',
  },
];
const between = `(?: ?names?)?(?:\\s*[:=]\\s*|\\s+(?:is\\s+|called\\s+|named\\s+)?)`;

const probable: readonly Place[] = [
  ...named.flatMap(({ kind, words }): readonly Place[] => [
    // A quoted name may hold blanks.
    { kind, pattern: new RegExp(`\\b(?:${words})${between}["'](?<name>[^"'\\\\:]{2,60})(?=["'])`, 'giu') },
    {
      kind,
      pattern: new RegExp(
        `\\b(?:${words})${between}["'\\[(<]*(?<name>[\\p{L}\\p{N}][\\p{L}\\p{N}_.$-]+)(?![\\p{L}\\p{N}_\\\\])`,
        'giu',
      ),
    },
  ]),
  // First name and surname.
  {
    kind: 'person',
    pattern:
      /\b(?:[Uu]ser|[Nn]ame|[Aa]ccount)(?: name)?(?:[:=]| is)?\s*["']?(?<name>\p{Lu}\p{Ll}+ \p{Lu}[\p{L}'-]+)(?![\p{L}\p{N}_])/gu,
  },
  // A computer name as capitals with a digit, after a word that leads to a place.
  {
    kind: 'server',
    pattern:
      /\b(?:of|on|from|to|at|for|with|by|against|via) (?<name>(?=[A-Z-]*\d)[A-Z](?=[\dA-Z-]*[A-Z])[A-Z\d-]{3,14})(?![\w\\]|\.\w)/g,
  },
];

/** DOMAIN\account without a word before it: only when it is no piece of a path. */
const bareAccount = /(?<![\w\\/:.%$-])(?<name>[A-Z][A-Z0-9-]{1,14}\\[A-Za-z][\w$-]{1,30})(?![\w\\.$-])/g;

const fileName =
  /\.(?:log|lo_|box|exe|dll|ini|cf[gd]|ctl?|da[bt]|bak|mi[fb]|[a-z]?mh|nhm|ddr|sum|si[cd]|jo[bn]|pkg|pck|rp[lt]|sr[qs]|sv[fc]|mof|txt|bat|cmd|reg|lkp|ofr|ins|src|i[cd]\d?|tmp|ccr|udc|adc|mdb|ipf|out|zip)$/i;

/** Places where a word can be nothing but a name. */
export function certainHits(text: string): readonly NameHit[] {
  return hits(text, certain);
}

/** Places in the text of logs where a word is most likely a name. */
export function probableHits(text: string): readonly NameHit[] {
  return hits(text, probable).filter(({ name }) => mayBeName(name));
}

/** Accounts with their domain that no word announces; may also be pieces of paths. */
export function bareAccounts(text: string): readonly NameHit[] {
  return hits(text, [{ kind: 'account', pattern: bareAccount }]);
}

/** Keys of packages, resources and collections that begin with the code of one of these sites. */
export function keyHits(text: string, siteCodes: readonly string[]): readonly NameHit[] {
  if (siteCodes.length === 0) return [];
  const pattern = new RegExp(
    `(?<![A-Za-z0-9])(?<name>(?:${siteCodes.join('|')})(?=[0-9A-F]*\\d)[0-9A-F]{3,8})(?![A-Za-z0-9])`,
    'gi',
  );
  return hits(text, [{ kind: 'key', pattern }]);
}

/** Names of folders and files that were read, where they stand alone or begin a path. */
export function sourceHits(text: string, sources: readonly string[]): readonly NameHit[] {
  if (sources.length === 0) return [];
  const names = sources.map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('|');
  const pattern = new RegExp(`(?:^\\s*|\\+ |(?<![\\w./\\\\-]))(?<name>${names})(?=/|$| \\+ )`, 'g');
  return hits(text, [{ kind: 'source', pattern }]);
}

/** Names of SMS, files, numbers and ordinary words are no names of somebody or something on this site. */
function mayBeName(name: string): boolean {
  return (
    name.length > 1 &&
    /\p{L}/u.test(name) &&
    !/^(?:SMS_|0x|Q\d{6}$|[A-Z]:)/i.test(name) &&
    !fileName.test(name) &&
    !name.split(/[\s_-]+/).every((word) => isOrdinaryWord(word) || isMessageWord(word))
  );
}

function hits(text: string, places: readonly Place[]): readonly NameHit[] {
  return places.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].flatMap((hit) => {
      const name = (hit.groups?.['name'] ?? '').replace(/[.-]+$/, '');
      if (name === '') return [];
      const start = hit.index + hit[0].lastIndexOf(name);
      return [{ kind, start, name }];
    }),
  );
}
