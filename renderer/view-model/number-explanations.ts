/** What the numbers found in a log message mean. */
import type { NumberExplanations } from '../../electron/contract/ipc.ts';
import { type FoundNumber, findNumbers } from './number-forms.ts';

/** A number of a message with its meaning. */
export interface ExplainedNumber extends FoundNumber {
  /** `Win32 32, ERROR_SHARING_VIOLATION`. */
  readonly title: string;
  readonly meaning: string;
  /** What the meaning rests on. */
  readonly basis: string;
}

/** The message that a number stands in. */
export interface NumberContext {
  readonly text: string;
}

const generalKnowledge = 'general knowledge';

/** Looks numbers up. Made once from what the main process gives; a number nobody explains stays plain text. */
export class NumberDictionary {
  readonly #win32: ReadonlyMap<number, NumberExplanations['win32'][number]>;
  readonly #sql: ReadonlyMap<number, NumberExplanations['sql'][number]>;
  readonly #status: ReadonlyMap<number, NumberExplanations['status'][number]>;

  constructor(explanations: NumberExplanations) {
    this.#win32 = new Map(explanations.win32.map((entry) => [entry.code, entry]));
    this.#sql = new Map(explanations.sql.map((entry) => [entry.number, entry]));
    this.#status = new Map(explanations.status.map((entry) => [entry.id, entry]));
  }

  /** The numbers of a message that have an explanation, in the order of the text. */
  explain(text: string): readonly ExplainedNumber[] {
    return findNumbers(text).flatMap((found) => {
      const told = this.#tell(found, { text });
      return told === null ? [] : [{ ...found, ...told }];
    });
  }

  #tell(
    found: FoundNumber,
    context: NumberContext,
  ): Pick<ExplainedNumber, 'title' | 'meaning' | 'basis'> | null {
    switch (found.kind) {
      case 'win32': {
        const entry = this.#win32.get(found.value);
        if (entry === undefined) return null;
        return {
          title: `${win32Title(found, context)}, ${entry.name}`,
          meaning: entry.meaning,
          basis: generalKnowledge,
        };
      }
      case 'sql': {
        const entry = this.#sql.get(found.value);
        if (entry === undefined) return null;
        return {
          title: `SQL ${found.value}`,
          meaning: entry.meaning,
          basis: entry.sources.join(', '),
        };
      }
      case 'status': {
        const entry = this.#status.get(found.value);
        if (entry === undefined) return null;
        return {
          title: `Status message ${found.value}${entry.severity === null ? '' : `, ${entry.severity}`}`,
          meaning: fillIn(entry.meaning, context.text) + elsewhere(entry.component, context.text),
          basis: entry.sources.join(', '),
        };
      }
    }
  }
}

function win32Title(found: FoundNumber, { text }: NumberContext): string {
  const written = text.slice(found.from, found.to);
  if (found.value > 0xffff) return `0x${found.value.toString(16).toUpperCase()}`;
  return /^(?:0x|-)/i.test(written) ? `${written}, Win32 ${found.value}` : `Win32 ${found.value}`;
}

/** Puts the insertion strings of a STATMSG line (`ISTR0="..."` is `%1`) into a meaning; empty ones become `...`. */
function fillIn(meaning: string, line: string): string {
  return meaning.replace(/%(\d{1,2})/g, (_mark, number: string) => {
    const string = new RegExp(`\\bIS{1,2}TR${Number(number) - 1}="([^"]*)"`).exec(line)?.[1] ?? '';
    return string === '' ? '…' : `“${string}”`;
  });
}

/** A sentence when the line comes from another component than the one the number is known from. */
function elsewhere(component: string | null, line: string): string {
  const writer = /\bCOMP="([^"]*)"/.exec(line)?.[1];
  if (component === null || writer === undefined) return '';
  const shape = new RegExp(`^${component.replaceAll('*', '.*')}$`, 'i');
  return shape.test(writer) ? '' : ` This number is known from ${component}; here ${writer} wrote it.`;
}
