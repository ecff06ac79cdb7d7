/**
 * What a backup control file is: whether the pauses of Q260366 are in it, and whether it is one that can be edited. No article
 * prints a whole control file, so what is not as Q260366 and Q275612 tell is left to a person.
 */
import { byteLines } from './byte-lines.ts';
import { COMPONENT_MANAGER, LICENSE_SERVER, commandOf, namesService } from './commands.ts';
import { type Outline, SECTION_NAMES, type Section, outlineOf } from './outline.ts';
import { quoteLine } from './quote.ts';
import { type PausePlace, judgeStart } from './start-section.ts';
import { switchedOffLines } from './switched-off.ts';

/**
 * `untouched`: a control file without the pauses. `staggered`: all are in place. `partly`: some are, or shorter ones.
 * `unexpected`: a control file, but a person must look. `not-a-control-file`: something else.
 */
export type ControlFileState = 'untouched' | 'staggered' | 'partly' | 'unexpected' | 'not-a-control-file';

export interface ControlFileReason {
  /** Line of the file, counted from 1; null when it is about all of it. */
  readonly line: number | null;
  readonly text: string;
}

export interface ControlFileExam {
  readonly state: ControlFileState;
  /** Why it is that, in the order of importance; never empty. */
  readonly reasons: readonly ControlFileReason[];
  /** Where Q260366 wants pauses; empty for `unexpected` and `not-a-control-file`. */
  readonly places: readonly PausePlace[];
  readonly sections: readonly Section[];
}

/** Control files are a few kilobytes; what is larger is something else (judgement). */
export const MOST_CONTROL_FILE_BYTES = 1 << 20;

const MOST_REASONS = 12;
const END_OF_FILE_MARK = 0x1a;
const CARRIAGE_RETURN = 13;

/** The file without the Ctrl+Z marks that editors of DOS put at the end. */
export function withoutEndMark(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === END_OF_FILE_MARK) end -= 1;
  return bytes.subarray(0, end);
}

/** The first section [Start], null when there is none. */
export function startSectionOf(exam: Pick<ControlFileExam, 'sections'>): Section | null {
  return exam.sections.find(({ name }) => name === 'start') ?? null;
}

/**
 * Examines a file.
 * @param bytes all of it, as it is on the disk
 */
export function examineControlFile(bytes: Uint8Array): ControlFileExam {
  if (bytes.length > MOST_CONTROL_FILE_BYTES) return tooLarge(bytes.length);
  const foreign = whyNoText(bytes);
  if (foreign !== null) return refusal('not-a-control-file', [foreign], []);
  const outline = outlineOf(withoutEndMark(bytes));
  if (outline.sections.length === 0) return refusal('not-a-control-file', [whyNoSections(outline)], []);
  const { sections } = outline;
  const off = switchedOffLines(outline.lines);
  const start = startSectionOf(outline);
  const judged = start === null ? null : judgeStart(start, off.lines);
  const unexpected = [
    ...oddOutline(outline),
    ...loneReturns(bytes, outline),
    ...off.reasons,
    ...startedElsewhere(outline),
    ...(judged?.unexpected ?? [
      { line: null, text: 'There is no section [Start], so no line that starts services.' },
    ]),
  ];
  if (judged === null || unexpected.length > 0) return refusal('unexpected', unexpected, sections);
  const { places, notes, hasShortPause } = judged;
  const inPlace = places.filter((place) => place.inPlace).length;
  const state =
    inPlace === places.length ? 'staggered' : inPlace > 0 || hasShortPause ? 'partly' : 'untouched';
  return { state, reasons: notes, places, sections };
}

/** What is said of a file that is larger than `MOST_CONTROL_FILE_BYTES`; it need not be read for that. */
export function tooLarge(bytes: number): ControlFileExam {
  const text = `With ${bytes} bytes it is far larger than any control file.`;
  return refusal('not-a-control-file', [{ line: null, text }], []);
}

function refusal(
  state: 'unexpected' | 'not-a-control-file',
  reasons: readonly ControlFileReason[],
  sections: readonly Section[],
): ControlFileExam {
  return { state, reasons: reasons.slice(0, MOST_REASONS), places: [], sections };
}

/** Why it cannot be a text of that time; null when it can. */
function whyNoText(bytes: Uint8Array): ControlFileReason | null {
  if (bytes.length === 0) return { line: null, text: 'The file is empty.' };
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { line: 1, text: 'It is UTF-16 text; a control file is ASCII text (Q275612).' };
  }
  const at = bytes.indexOf(0);
  if (at < 0) return null;
  const line = byteLines(bytes.subarray(0, at + 1)).length;
  return { line, text: 'It holds a NUL byte; a control file is ASCII text (Q275612).' };
}

function whyNoSections({ lines }: Outline): ControlFileReason {
  const first = lines.find(({ kind }) => kind === 'content' || kind === 'odd-heading');
  const sections = SECTION_NAMES.map((name) => headingOf(name)).join(', ');
  const none = `It has none of the sections ${sections} (Q275612)`;
  return first === undefined
    ? { line: null, text: `${none}.` }
    : { line: first.number, text: `${none}; it begins with ${quoteLine(first.text)}.` };
}

function headingOf(name: string): string {
  return `[${name.charAt(0).toUpperCase()}${name.slice(1)}]`;
}

/** What is odd about the file as a whole. */
function oddOutline({ lines, header, sections }: Outline): readonly ControlFileReason[] {
  const odd: ControlFileReason[] = [];
  if (lines[0]?.text.startsWith('ï»¿') === true) {
    odd.push({ line: 1, text: 'It begins with a UTF-8 mark, which is not ASCII text (Q275612).' });
  }
  const marked = lines.find(({ text }) => text.includes('\u001a'));
  if (marked !== undefined) {
    odd.push({ line: marked.number, text: 'An end-of-file mark (Ctrl+Z) stands inside of the file.' });
  }
  const stray = header.find(({ kind, text }) => kind === 'content' && !text.startsWith('ï»¿'));
  if (stray !== undefined) {
    odd.push({ line: stray.number, text: `${quoteLine(stray.text)} stands before the first section.` });
  }
  for (const { number, text } of lines.filter(({ kind }) => kind === 'odd-heading')) {
    odd.push({ line: number, text: `${quoteLine(text)} is no section that is known (Q275612).` });
  }
  sections.forEach(({ name, heading }, index) => {
    const earlier = sections.slice(0, index).find((other) => other.name === name);
    if (earlier === undefined) return;
    odd.push({
      line: heading.number,
      text: `${headingOf(name)} begins a second time, after line ${earlier.heading.number}.`,
    });
  });
  return odd;
}

/**
 * Carriage returns without a line feed. Editors show a new line there, while programs of Windows read on: a comment may go on
 * behind one, so a command there may be none.
 */
function loneReturns(bytes: Uint8Array, { lines }: Outline): readonly ControlFileReason[] {
  const first = lines.find(({ textEnd, end }) => end - textEnd === 1 && bytes[textEnd] === CARRIAGE_RETURN);
  if (first === undefined) return [];
  const text = `${quoteLine(first.text)} ends with a carriage return alone, where the backup may not see the end of a line.`;
  return [{ line: first.number, text }];
}

/** Starts of the two services outside of [Start]; in [Stop] the same lines stop them. */
function startedElsewhere({ header, sections }: Outline): readonly ControlFileReason[] {
  const elsewhere = sections.filter(({ name }) => name === 'tokens' || name === 'tasks');
  return [...header, ...elsewhere.flatMap(({ lines }) => lines)]
    .filter(({ kind, text }) => kind === 'content' && commandOf(text).kind === 'service')
    .filter(({ text }) => [COMPONENT_MANAGER, LICENSE_SERVER].some((name) => namesService(text, name)))
    .map(({ number, text }) => ({ line: number, text: `${quoteLine(text)} stands outside of [Start].` }));
}
