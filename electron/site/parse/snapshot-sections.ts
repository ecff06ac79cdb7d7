import type { CollectionStep } from '../../engine/evidence/model.ts';
import type { IniValue } from './ini.ts';

/** A value of `[Steps]`, `[Programs]` or `[Disks]`, with its line counted from 1. */
interface AtLine {
  readonly line: number;
}

/** What the sections of a `snapshot.ini` beside `[Snapshot]` say. */
export interface SnapshotSections {
  readonly steps: readonly (Pick<CollectionStep, 'step' | 'outcome' | 'note'> & AtLine)[];
  /** Path null: looked for and not found. */
  readonly programs: readonly ({ readonly program: string; readonly path: string | null } & AtLine)[];
  readonly disks: readonly ({ readonly disk: string; readonly freeBytes: number } & AtLine)[];
  /** Files that were not copied, by their full path on the server, and why. */
  readonly notCopied: readonly ({ readonly path: string; readonly why: string } & AtLine)[];
  /** False when the collector tells its steps but not that it came to the end. */
  readonly whole: boolean;
}

/** More than any collector writes. */
const MOST = 1000;
const OUTCOME = /^(done|failed|skipped)\b\s*[:,;-]?\s*([^]*)$/i;
/** Numbers with or without separators between their thousands: of `dir`, in any language. */
const NUMBERS = /\d{1,3}(?:[.,'\u00A0\u202F\u2019 ]\d{3})+(?!\d)|\d+/g;

/**
 * Free bytes of a line such as `  2 Dir(s)  1,234,567,890 bytes free`, in any language: the last number on it.
 *
 * @returns null when the line holds none
 */
export function freeBytesOf(line: string): number | null {
  const last = line.match(NUMBERS)?.at(-1);
  if (last === undefined) return null;
  const bytes = Number(last.replaceAll(/\D/g, ''));
  return Number.isSafeInteger(bytes) ? bytes : null;
}

/** A step without words or with other ones did not come to its end. */
function outcomeOf(value: string): Pick<CollectionStep, 'outcome' | 'note'> {
  const match = OUTCOME.exec(value);
  const word = match?.[1]?.toLowerCase();
  if (word === 'done' || word === 'failed' || word === 'skipped') {
    return { outcome: word, note: (match?.[2] ?? '').trim() };
  }
  return { outcome: 'failed', note: value === '' ? 'It does not say how it ended.' : value };
}

/** Picks the steps, programs and disks out of the values of `snapshot.ini`. Any section may stand in several parts. */
export function readSnapshotSections(values: readonly IniValue[]): SnapshotSections {
  const of = (section: string): readonly IniValue[] =>
    values.filter((value) => value.section.toLowerCase() === section).slice(0, MOST);
  const steps = of('steps').map(({ key, value, line }) => ({ step: key, ...outcomeOf(value), line }));
  const complete = of('end').some(({ key, value }) => /^complete$/i.test(key) && /^(?:1|yes)$/i.test(value));
  return {
    steps,
    programs: of('programs').map(({ key, value, line }) => ({
      program: key.toLowerCase(),
      path: value === '' ? null : value,
      line,
    })),
    disks: of('disks').flatMap(({ key, value, line }) => {
      const freeBytes = freeBytesOf(value);
      return freeBytes === null ? [] : [{ disk: key.toUpperCase(), freeBytes, line }];
    }),
    notCopied: of('notcopied').map(({ key, value, line }) => ({ path: key, why: value, line })),
    // Only the first collectors wrote no steps and no end, and did not name themselves.
    whole: complete || (steps.length === 0 && !of('snapshot').some(({ key }) => /^collector$/i.test(key))),
  };
}
