import { collect, siteCodesIn, type RedactionInput } from './collect-names.ts';
import { contractKeys, freeTexts } from './free-texts.ts';
import { alternation, labels, namesOf, number, type Identifier } from './identifiers.ts';
import { mapStrings } from './map-strings.ts';
import { certainHits, keyHits, probableHits, sourceHits } from './name-places.ts';
import type { IdentifierKind, NameHit } from './name-places.ts';
import { wellKnownNames } from './redact-vocabulary.ts';
import { RedactionError, isLeft, withoutWellKnown } from './redaction-proof.ts';

export type { RedactionInput } from './collect-names.ts';
export { RedactionError } from './redaction-proof.ts';

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

function protectedRanges(text: string): readonly { readonly start: number; readonly end: number }[] {
  return wellKnownNames.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((hit) => ({ start: hit.index, end: hit.index + hit[0].length })),
  );
}
