/** The names of a report with their placeholders, and how far each is looked for. */
import type { IdentifierKind } from './name-places.ts';
import { isOrdinaryWord } from './redact-vocabulary.ts';

export const labels: Readonly<Record<IdentifierKind, { readonly prefix: string; readonly label: string }>> = {
  server: { prefix: 'SERVER', label: 'Computer names' },
  site: { prefix: 'SITE', label: 'Site codes' },
  account: { prefix: 'ACCOUNT', label: 'Accounts' },
  domain: { prefix: 'DOMAIN', label: 'Domains' },
  person: { prefix: 'PERSON', label: 'People' },
  case: { prefix: 'CASE', label: 'Cases and tickets' },
  address: { prefix: 'ADDRESS', label: 'Network addresses' },
  mail: { prefix: 'MAIL', label: 'E-mail addresses' },
  key: { prefix: 'KEY', label: 'Keys of packages and resources' },
  source: { prefix: 'SOURCE', label: 'Folders and files that were read' },
  insert: { prefix: 'TEXT', label: 'Insertion strings of status messages' },
};

export interface Found {
  readonly kind: IdentifierKind;
  readonly name: string;
}

export interface Identifier {
  readonly kind: IdentifierKind;
  readonly name: string;
  readonly placeholder: string;
  readonly reach: Reach;
}

/**
 * `anywhere`: as a whole word in any case. `as-spelled`: as a whole word as spelled or in capitals. `in-place`: only where
 * it can be nothing but a name.
 */
type Reach = 'anywhere' | 'as-spelled' | 'in-place';

/** Gives each name its placeholder; a number that is itself a name on this site is passed over. */
export function number(found: readonly Found[]): readonly Identifier[] {
  const names = new Set(found.map((item) => item.name.toLowerCase()));
  const counters = new Map<IdentifierKind, number>();
  const done = new Map<string, Identifier>();
  for (const { kind, name } of found) {
    const key = name.toLowerCase();
    if (done.has(key)) continue;
    let next = counters.get(kind) ?? 0;
    let placeholder: string;
    do {
      next += 1;
      placeholder = `${labels[kind].prefix}-${next}`;
    } while (names.has(placeholder.toLowerCase()));
    counters.set(kind, next);
    done.set(key, { kind, name, placeholder, reach: reachOf(kind, name) });
  }
  return [...done.values()];
}

/**
 * How far a name is looked for. Everyday words and very short names would hit too much. Site codes, people and cases
 * are looked for as spelled: `NEW` is a code, `new` is a word.
 */
function reachOf(kind: IdentifierKind, name: string): Reach {
  if (kind === 'mail' || kind === 'address' || kind === 'key') return 'anywhere';
  if (
    kind === 'insert' ||
    (kind === 'source' && /^\p{L}+$/u.test(name)) ||
    isOrdinaryWord(name) ||
    name.length < 3 ||
    /^\d{1,4}$/.test(name)
  )
    return 'in-place';
  if (kind === 'site') return /\d/.test(name) ? 'anywhere' : 'as-spelled';
  return kind === 'person' || kind === 'case' ? 'as-spelled' : 'anywhere';
}

export function namesOf(items: readonly Identifier[], reach: Reach): readonly string[] {
  return items.filter((item) => item.reach === reach).map((item) => item.name);
}

/** One expression for all names as whole words, longer names first. */
export function alternation(names: readonly string[], flags: 'g' | 'gi'): RegExp | null {
  if (names.length === 0) return null;
  const escaped = [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(`(?<![A-Za-z0-9])(?:${escaped.join('|')})(?![A-Za-z0-9])`, flags);
}
