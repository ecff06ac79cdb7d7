/** Finds the names that a report holds: those said outright and those in places where a word can be nothing but a name. */
import type { CaseInfo } from '../contract/ipc.ts';
import type { SiteComparison } from '../engine/case/comparison.ts';
import type {
  CitedEvidence,
  Diagnosis,
  Explanation,
  InboxComparison,
} from '../engine/reasoning/diagnosis.ts';
import { freeTexts } from './free-texts.ts';
import type { Found } from './identifiers.ts';
import { bareAccounts, certainHits, keyHits, probableHits } from './name-places.ts';
import type { IdentifierKind } from './name-places.ts';
import { isOrdinaryWord } from './redact-vocabulary.ts';
import type { ReportedRun, ReportedStep } from './reported-run.ts';

/** What a report is made of and may hold names. */
export interface RedactionInput {
  readonly diagnosis: Diagnosis;
  readonly caseInfo: CaseInfo | null;
  readonly runs: readonly ReportedRun[];
  readonly verification: SiteComparison | null;
  readonly comparison?: InboxComparison | null;
  readonly evidenceSha256?: string | null;
  /** Texts of logs that the report does not hold; names in them may also stand elsewhere in it. */
  readonly omitted?: readonly string[];
  /** Paths that the report holds without their folders. */
  readonly paths?: readonly string[];
}

/** Names said outright (site, case, people) and names in places where a word can be nothing but a name. */
export function collect(input: RedactionInput): readonly Found[] {
  const { diagnosis, caseInfo, runs, verification } = input;
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
    ...runs.flatMap((run) => [run.by, ...stepsOf(run).flatMap(({ marks }) => marks.map((mark) => mark.by))]),
  ]) {
    add('person', person);
  }
  for (const { server } of runs) add('server', server?.replace(/^\\+/, ''));
  const labels = [diagnosis.site.label, ...[input.comparison, verification].flatMap(labelsOf)];
  for (const name of labels.flatMap((label) => sourceNames(label))) add('source', name);
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

/** Texts from logs, from the collector and from people, in which a word after `server` or `user` is most likely a name. */
function typedTexts({ diagnosis, runs }: RedactionInput): readonly string[] {
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
    ...diagnosis.timeline.lanes.flatMap((lane) => [lane.first.text, lane.last.text]),
    ...diagnosis.server.collection.map((step) => step.note),
    ...runs.flatMap((run) => [run.target, ...stepsOf(run).flatMap(textsOf)]),
  ];
}

function stepsOf({ steps, verification }: ReportedRun): readonly ReportedStep[] {
  return [...steps, ...verification];
}

function textsOf({ seen, marks, error }: ReportedStep): readonly string[] {
  return [seen?.text ?? '', error?.message ?? '', ...marks.map((mark) => mark.text)];
}

function labelsOf(
  comparison:
    | { readonly before: { readonly label: string }; readonly after: { readonly label: string } }
    | null
    | undefined,
): readonly string[] {
  return comparison == null ? [] : [comparison.before.label, comparison.after.label];
}

/** Site codes among the names that were found. */
export function siteCodesIn(found: readonly Found[]): readonly string[] {
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
