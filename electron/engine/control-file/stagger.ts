/** Puts the pauses of Q260366 into a control file by inserting whole lines into [Start]; every byte that was there stays. */
import type { ByteLine } from './byte-lines.ts';
import { PAUSE_SECONDS } from './commands.ts';
import { ControlFileError } from './control-file-error.ts';
import { type ControlFileExam, examineControlFile, startSectionOf } from './examine.ts';
import type { OutlineLine, Section } from './outline.ts';
import type { PausePlace } from './start-section.ts';

export interface Staggered {
  /** False when the pauses are in place already; `result` is the same bytes then. */
  readonly changed: boolean;
  readonly result: Uint8Array;
  /** What the file was before. */
  readonly exam: ControlFileExam;
}

/**
 * Puts the missing pauses of Q260366 in. Doing it twice is the same as doing it once.
 * @param bytes all of the file; they are not changed
 * @throws ControlFileError (`unexpected`, `not-a-control-file`) when a person must look at it first
 */
export function staggerControlFile(bytes: Uint8Array): Staggered {
  const exam = examineControlFile(bytes);
  if (!canBeStaggered(exam)) throw refusalOf(exam);
  const start = startSectionOf(exam);
  const missing = exam.places.filter(({ inPlace }) => !inPlace);
  if (start === null || missing.length === 0) return { changed: false, result: bytes, exam };
  const result = insertAll(bytes, missing, start);
  assertOnlyStartDiffers(bytes, result);
  const after = examineControlFile(result);
  if (after.state !== 'staggered') {
    throw new Error(`The edited control file would be ${after.state}; it was not written.`);
  }
  return { changed: true, result, exam };
}

/** Whether the pauses can be put in, or are in already. */
export function canBeStaggered({ state }: ControlFileExam): boolean {
  return state === 'untouched' || state === 'partly' || state === 'staggered';
}

/**
 * Sees that two versions of a control file differ in [Start] at most. A change in [Tokens] can make the next backup delete the
 * drive (Q275612), so this is looked at before every write.
 * @throws Error when any other byte differs
 */
export function assertOnlyStartDiffers(before: Uint8Array, after: Uint8Array): void {
  const [old, fresh] = [partsOf(before), partsOf(after)];
  if (!sameBytes(old.tokens, fresh.tokens)) {
    throw new Error('The new control file has another [Tokens] section than the old one.');
  }
  if (!sameBytes(old.head, fresh.head) || !sameBytes(old.tail, fresh.tail)) {
    throw new Error('The new control file differs from the old one outside of [Start].');
  }
}

/**
 * The error that says why a file is not edited.
 * @param file its path, where it is known
 */
export function refusalOf(exam: ControlFileExam, file?: string): ControlFileError {
  const [reason] = exam.reasons;
  const where = reason?.line == null ? '' : `Line ${reason.line}: `;
  const why = `${where}${reason?.text ?? ''}`;
  return exam.state === 'not-a-control-file'
    ? new ControlFileError(
        'not-a-control-file',
        `${file ?? 'This'} is not a backup control file. ${why}`,
        'Choose Smsbkup.ctl in the folder Inboxes\\Smsbkup.box of the SMS directory.',
        { exam },
      )
    : new ControlFileError(
        'unexpected',
        `${file ?? 'The control file'} is not as Q260366 expects it. ${why}`,
        'Nothing was changed. Show its section [Start] to someone who knows this backup.',
        { exam },
      );
}

interface Parts {
  /** Up to and with the heading of [Start]; all of a file without one. */
  readonly head: Uint8Array;
  /** From the end of [Start] on. */
  readonly tail: Uint8Array;
  readonly tokens: Uint8Array;
}

function partsOf(bytes: Uint8Array): Parts {
  const { sections } = examineControlFile(bytes);
  const start = startSectionOf({ sections });
  const tokens = sections.find(({ name }) => name === 'tokens');
  return {
    head: bytes.subarray(0, start?.bodyStart ?? bytes.length),
    tail: bytes.subarray(start?.bodyEnd ?? bytes.length),
    tokens: bytes.subarray(tokens?.heading.start ?? 0, tokens?.bodyEnd ?? 0),
  };
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

function insertAll(bytes: Uint8Array, missing: readonly PausePlace[], start: Section): Uint8Array {
  const parts: Uint8Array[] = [];
  let from = 0;
  for (const place of missing) {
    const at = place.where === 'before' ? place.line.start : place.line.end;
    parts.push(bytes.subarray(from, at), pauseLine(bytes, place, start));
    from = at;
  }
  return joined([...parts, bytes.subarray(from)]);
}

/** A pause with the indentation and the line end of the line it stands beside. */
function pauseLine(bytes: Uint8Array, { where, line }: PausePlace, start: Section): Uint8Array {
  const indent = bytes.subarray(line.start, line.start + indentOf(line));
  const pause = new TextEncoder().encode(`sleep ${PAUSE_SECONDS}`);
  if (line.end > line.textEnd) return joined([indent, pause, bytes.subarray(line.textEnd, line.end)]);
  // The last line of the file has no line end: it gets that of the line above, and the pause has none.
  const above = nearestAbove(line, start);
  const lineEnd = bytes.subarray(above.textEnd, above.end);
  return joined(where === 'before' ? [indent, pause, lineEnd] : [lineEnd, indent, pause]);
}

function nearestAbove(line: OutlineLine, start: Section): ByteLine {
  const index = line.number - start.heading.number - 2;
  return start.lines[index] ?? start.heading;
}

function indentOf({ text }: ByteLine): number {
  return /^[ \t]*/.exec(text)?.[0].length ?? 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
