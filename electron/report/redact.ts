import type { CaseInfo, ChecklistMark } from '../contract/ipc.ts';
import type { CitedEvidence, Diagnosis, Explanation } from '../engine/reasoning/diagnosis.ts';
import { mapStrings } from './map-strings.ts';
import { bareAccounts, certainHits, keyHits, probableHits, sourceHits } from './name-places.ts';
import type { IdentifierKind, NameHit } from './name-places.ts';
import { isOrdinaryWord, wellKnownNames } from './redact-vocabulary.ts';

export interface RedactionSummary {
  /** What was replaced, kinds without any left out. */
  readonly kinds: readonly {
    readonly kind: IdentifierKind;
    readonly label: string;
    readonly names: number;
    readonly places: number;
  }[];
  /** What the reader must mind before handing the report on. */
  readonly note: string;
}

/** Said in every redacted report. */
const note =
  'Text of logs that no finding cites was left out. The quoted lines of logs may still hold names that this program cannot know. Read the report before you send it on.';

/** What a report is made of and may hold names. */
export interface RedactionInput {
  readonly diagnosis: Diagnosis;
  readonly caseInfo: CaseInfo | null;
  readonly checklist: readonly ChecklistMark[];
  /** Texts of logs that the report does not hold; names in them may also stand elsewhere in it. */
  readonly omitted?: readonly string[];
}

/** A name survived the replacing; the report must not be handed out. */
export class RedactionError extends Error {
  readonly code = 'redaction-incomplete';
  readonly nextStep =
    'Do not hand this report out. Save it without redaction, take the names out by hand, and tell the makers of this program.';

  constructor(readonly left: readonly { readonly kind: IdentifierKind; readonly placeholder: string }[]) {
    super(
      `The redacted report would still hold ${left.length === 1 ? 'a name' : `${left.length} names`} that should have been replaced (${left
        .map((item) => item.placeholder)
        .join(', ')}).`,
    );
    this.name = 'RedactionError';
  }
}

const labels: Readonly<Record<IdentifierKind, { readonly prefix: string; readonly label: string }>> = {
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

interface Identifier {
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

/** Keys whose strings are fixed words of the contract and hold no names. */
const contractKeys: ReadonlySet<string> = new Set([
  'schema',
  'kind',
  'tone',
  'mark',
  'verdict',
  'truth',
  'judgement',
  'plans',
  'plan',
  'step',
  'fixedIn',
  'decides',
  'page',
]);

/** Keys whose whole string is a name, so that even an everyday word is replaced there. */
const nameKeys: ReadonlySet<string> = new Set(['server', 'code', 'by', 'name', 'ticket', 'technician']);

/**
 * Knows the names in a report and replaces them, the same name always by the same placeholder. Pure: made from what
 * the report holds, nothing else is asked.
 */
export class Redactor {
  private readonly identifiers: readonly Identifier[];
  private readonly siteCodes: readonly string[];
  private readonly sources: readonly string[];
  private readonly byName: ReadonlyMap<string, Identifier>;
  private readonly placeholders: ReadonlySet<string>;
  private readonly places = new Map<string, number>();
  private readonly anywhere: RegExp | null;
  private readonly asSpelled: RegExp | null;

  constructor(input: RedactionInput) {
    const found = collect(input);
    this.identifiers = number(found);
    this.siteCodes = siteCodesIn(found);
    this.sources = found.flatMap((item) => (item.kind === 'source' ? [item.name] : []));
    this.byName = new Map(this.identifiers.map((item) => [item.name.toLowerCase(), item]));
    this.placeholders = new Set(this.identifiers.map((item) => item.placeholder));
    this.anywhere = alternation(namesOf(this.identifiers, 'anywhere'), 'gi');
    this.asSpelled = alternation(
      namesOf(this.identifiers, 'as-spelled').flatMap((name) => [name, name.toUpperCase()]),
      'g',
    );
  }

  /** A copy of a value with the names in all its strings replaced. */
  apply<T>(value: T): T {
    return mapStrings(value, (text, key) => (contractKeys.has(key) ? text : this.applyToText(text, key)));
  }

  private applyToText(text: string, key: string): string {
    const kept = protectedRanges(text);
    let result = text;
    const edits: { start: number; end: number; item: Identifier }[] = [];
    const edit = (start: number, name: string): void => {
      const item = this.byName.get(name.toLowerCase());
      const end = start + name.length;
      const taken = edits.some((other) => start < other.end && other.start < end);
      if (item && !taken) edits.push({ start, end, item });
    };
    for (const { start, name } of this.namesInPlace(text)) edit(start, name);
    if (nameKeys.has(key)) edit(text.length - text.trimStart().length, text.trim());
    for (const pattern of [this.anywhere, this.asSpelled]) {
      for (const hit of pattern === null ? [] : text.matchAll(pattern)) {
        const end = hit.index + hit[0].length;
        if (!kept.some((range) => hit.index < range.end && range.start < end)) edit(hit.index, hit[0]);
      }
    }
    for (const { start, end, item } of edits.sort((a, b) => b.start - a.start)) {
      result = result.slice(0, start) + item.placeholder + result.slice(end);
      this.places.set(item.placeholder, (this.places.get(item.placeholder) ?? 0) + 1);
    }
    return result;
  }

  /** Names by their place, but not the placeholders put in before: `SERVER` of `SERVER-1` is no name. */
  private namesInPlace(text: string): readonly NameHit[] {
    const hits = [
      ...certainHits(text),
      ...keyHits(text, this.siteCodes),
      ...sourceHits(text, this.sources),
      ...probableHits(text),
    ];
    return hits.filter((hit) => {
      const placeholder = /^[A-Z]+-\d+/.exec(text.slice(hit.start))?.[0];
      return placeholder === undefined || !this.placeholders.has(placeholder);
    });
  }

  /** How many names of each kind were replaced so far, in how many places. */
  summary(): RedactionSummary {
    const kinds = (Object.keys(labels) as IdentifierKind[]).flatMap((kind) => {
      const used = this.identifiers.filter((item) => item.kind === kind && this.places.has(item.placeholder));
      if (used.length === 0) return [];
      const placeholders = [...new Set(used.map((item) => item.placeholder))];
      const places = placeholders.reduce((sum, placeholder) => sum + (this.places.get(placeholder) ?? 0), 0);
      return [{ kind, label: labels[kind].label, names: placeholders.length, places }];
    });
    return { kinds, note };
  }

  /**
   * Looks over a finished value a second time, apart from the replacing: each text is cut into words and every
   * known name is looked for.
   * @throws RedactionError when a name is left
   */
  prove(value: unknown): void {
    const texts = freeTexts(value);
    const visible = texts.map(withoutWellKnown);
    const left = this.identifiers.filter((item) => visible.some((text) => isLeft(text, item)));
    const inPlace = texts
      .flatMap((text) => this.namesInPlace(text))
      .flatMap((hit) => this.byName.get(hit.name.toLowerCase()) ?? []);
    const unique = new Map([...left, ...inPlace].map((item) => [item.placeholder, item]));
    if (unique.size > 0) {
      throw new RedactionError([...unique.values()].map(({ kind, placeholder }) => ({ kind, placeholder })));
    }
  }
}

/** All strings but the fixed words of the contract. */
function freeTexts(value: unknown): readonly string[] {
  const found: string[] = [];
  mapStrings(value, (text, key) => {
    if (!contractKeys.has(key)) found.push(text);
    return text;
  });
  return found;
}

function isLeft(text: string, item: Identifier): boolean {
  if (item.reach === 'in-place') return false;
  if (item.reach === 'anywhere') return holdsWord(text.toLowerCase(), item.name.toLowerCase());
  return holdsWord(text, item.name) || holdsWord(text, item.name.toUpperCase());
}

interface Found {
  readonly kind: IdentifierKind;
  readonly name: string;
}

/** Names said outright (site, case, people) and names in places where a word can be nothing but a name. */
function collect(input: RedactionInput): readonly Found[] {
  const { diagnosis, caseInfo, checklist } = input;
  const found: Found[] = [];
  const add = (kind: IdentifierKind, name: string | null | undefined): void => {
    const trimmed = name?.trim() ?? '';
    if (trimmed !== '') found.push({ kind, name: trimmed });
  };
  add('server', diagnosis.site.server?.replace(/^\\+/, ''));
  add('site', diagnosis.site.code);
  if (caseInfo !== null) {
    add('case', caseInfo.name);
    add('case', caseInfo.ticket);
    add('person', caseInfo.technician);
  }
  for (const person of [
    ...diagnosis.answers.map((answer) => answer.by),
    ...checklist.map((mark) => mark.by),
  ]) {
    add('person', person);
  }
  for (const name of sourceNames(diagnosis.site.label)) add('source', name);
  const texts = freeTexts(input);
  for (const text of texts) {
    for (const hit of [...certainHits(text), ...bareAccounts(text)]) add(hit.kind, hit.name);
  }
  for (const text of typedTexts(input)) for (const hit of probableHits(text)) add(hit.kind, hit.name);
  // A plain word from a text that is not shown is left alone: it would hit ordinary sentences.
  for (const hit of (input.omitted ?? []).flatMap(probableHits)) {
    if (/[\d.$-]/.test(hit.name) || hit.name === hit.name.toUpperCase()) add(hit.kind, hit.name);
  }
  const names = withParts(found.filter(isName));
  const siteCodes = siteCodesIn(names);
  const keys = texts.flatMap((text) => keyHits(text, siteCodes)).map(({ kind, name }) => ({ kind, name }));
  // Insertion strings last: one that is the name of a computer gets the placeholder of that computer.
  const isInsert = (item: Found): boolean => item.kind === 'insert';
  return [...names.filter((item) => !isInsert(item)), ...keys, ...names.filter(isInsert)];
}

/**
 * Folders and files that were read may be named after people or customers. What SMS and the collecting script
 * themselves call so stays.
 */
function sourceNames(label: string): readonly string[] {
  return label
    .split(' + ')
    .map((piece) => piece.replace(/^.*[\\/]| and \d+ more$/g, ''))
    .filter(
      (name) =>
        !/^(?:SMSSNAP-[\w-]+(?:\.zip)?|[a-z_]{3,10}\.(?:log|lo_)|snapshot\.ini|(?:inboxes|services)\.txt|registry\.reg)$/i.test(
          name,
        ) && !isOrdinaryWord(name),
    );
}

/** Texts from logs and from people, in which a word after `server` or `user` is most likely a name. */
function typedTexts({ diagnosis, checklist }: RedactionInput): readonly string[] {
  const cited: CitedEvidence[] = [];
  const visit = (node: Explanation): void => {
    cited.push(...node.evidence);
    node.children.forEach(visit);
  };
  for (const finding of diagnosis.findings) {
    cited.push(...finding.for, ...finding.against);
    finding.conditions.forEach(visit);
  }
  return [
    ...cited.filter((item) => /:\d+$/.test(item.source)).map((item) => item.text),
    ...diagnosis.threads.map((thread) => thread.lastText),
    ...diagnosis.stalls.map((stall) => stall.text),
    ...diagnosis.events.map((event) => event.text),
    ...checklist.map((mark) => mark.note),
  ];
}

function siteCodesIn(found: readonly Found[]): readonly string[] {
  return [
    ...new Set(
      found.flatMap(({ kind, name }) => (kind === 'site' && /^[A-Z0-9]{3}$/i.test(name) ? [name] : [])),
    ),
  ];
}

/** `SMS\Logs` has the shape of an account and is none. */
function isName({ kind, name }: Found): boolean {
  return !(kind === 'account' && name.includes('\\') && isOrdinaryWord(name.split('\\')[0] ?? ''));
}

/** Parts of names that also stand alone: domain and user, the first label of a full host name, a surname. */
function withParts(found: readonly Found[]): readonly Found[] {
  const parts = found.flatMap(({ kind, name }): readonly Found[] => {
    if (kind === 'account' && name.includes('\\')) {
      const [domain = '', user = ''] = name.split('\\');
      return [
        { kind: 'domain', name: domain },
        { kind: 'account', name: user },
      ];
    }
    if (kind === 'mail') {
      const [user = '', domain = ''] = name.split('@');
      return [{ kind: 'account', name: user }, { kind: 'domain', name: domain }, ...domainParts(domain)];
    }
    if (kind === 'domain') return domainParts(name);
    if (kind === 'server' && name.includes('.')) {
      const [host = '', ...domain] = name.split('.');
      return [{ kind, name: host }, ...domainParts(domain.join('.'))];
    }
    if (kind === 'person') return (name.match(/\p{L}{4,}/gu) ?? []).map((part) => ({ kind, name: part }));
    return [];
  });
  return [...found, ...parts.filter((part) => part.name !== '')];
}

/** `corp.contoso.com` gives itself and `contoso`; a name without a dot has no parts. */
function domainParts(name: string): readonly Found[] {
  const labels = name.split('.');
  if (labels.length < 2) return [];
  const own = labels.at(-2) ?? '';
  return [{ kind: 'domain', name }, ...(own.length > 3 ? [{ kind: 'domain' as const, name: own }] : [])];
}

/** Gives each name its placeholder; a number that is itself a name on this site is passed over. */
function number(found: readonly Found[]): readonly Identifier[] {
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

function namesOf(items: readonly Identifier[], reach: Reach): readonly string[] {
  return items.filter((item) => item.reach === reach).map((item) => item.name);
}

/** One expression for all names as whole words, longer names first. */
function alternation(names: readonly string[], flags: 'g' | 'gi'): RegExp | null {
  if (names.length === 0) return null;
  const escaped = [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(`(?<![A-Za-z0-9])(?:${escaped.join('|')})(?![A-Za-z0-9])`, flags);
}

function protectedRanges(text: string): readonly { readonly start: number; readonly end: number }[] {
  return wellKnownNames.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((hit) => ({ start: hit.index, end: hit.index + hit[0].length })),
  );
}

function withoutWellKnown(text: string): string {
  return wellKnownNames.reduce(
    (rest, pattern) => rest.replace(pattern, (name) => ' '.repeat(name.length)),
    text,
  );
}

function holdsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isLetterOrDigit(text[at - 1]) && !isLetterOrDigit(text[at + word.length])) return true;
  }
  return false;
}

function isLetterOrDigit(character: string | undefined): boolean {
  return character !== undefined && /[A-Za-z0-9]/.test(character);
}
