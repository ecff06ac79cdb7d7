/**
 * The outline of a backup control file: what each line is and where the sections begin and end (Q275612). What a line does is
 * not looked at here.
 */
import { type ByteLine, byteLines } from './byte-lines.ts';

/** The sections of Q275612. */
export const SECTION_NAMES = ['tokens', 'stop', 'tasks', 'start'] as const;

export type SectionName = (typeof SECTION_NAMES)[number];

/**
 * `switch`: a line `#stop` or `#start`, which is no comment (Q275612). `odd-heading`: begins with a bracket and is no heading
 * that is known.
 */
export type LineKind = 'blank' | 'comment' | 'switch' | 'heading' | 'odd-heading' | 'content';

export interface OutlineLine extends ByteLine {
  readonly kind: LineKind;
  /** Only for headings. */
  readonly section: SectionName | null;
}

export interface Section {
  readonly name: SectionName;
  readonly heading: OutlineLine;
  readonly lines: readonly OutlineLine[];
  /** First byte behind the heading's line end. */
  readonly bodyStart: number;
  /** First byte of the next heading, or the end of the text. */
  readonly bodyEnd: number;
}

export interface Outline {
  readonly lines: readonly OutlineLine[];
  /** Lines before the first heading. */
  readonly header: readonly OutlineLine[];
  readonly sections: readonly Section[];
}

const HEADING = /^[ \t]*\[[ \t]*([A-Za-z]+)[ \t]*\][ \t]*$/;
const SWITCH = /^[ \t]*#(?:stop|start)(?![A-Za-z0-9_])/i;
const BLANK = /^[ \t]*$/;
const COMMENT = /^[ \t]*#/;
const BRACKET = /^[ \t]*\[/;

function outlineLine(line: ByteLine): OutlineLine {
  if (BLANK.test(line.text)) return { ...line, kind: 'blank', section: null };
  if (SWITCH.test(line.text)) return { ...line, kind: 'switch', section: null };
  if (COMMENT.test(line.text)) return { ...line, kind: 'comment', section: null };
  if (!BRACKET.test(line.text)) return { ...line, kind: 'content', section: null };
  const name = HEADING.exec(line.text)?.[1]?.toLowerCase();
  const section = SECTION_NAMES.find((one) => one === name) ?? null;
  return { ...line, kind: section === null ? 'odd-heading' : 'heading', section };
}

function isHeading(line: OutlineLine): line is OutlineLine & { readonly section: SectionName } {
  return line.section !== null;
}

/**
 * Finds the sections. Headings are understood in any case and with blanks around.
 * @param text bytes of the file without an end-of-file mark
 */
export function outlineOf(text: Uint8Array): Outline {
  const lines = byteLines(text).map(outlineLine);
  const headings = lines.filter(isHeading);
  const sections = headings.map((heading, index): Section => {
    const next = headings[index + 1];
    return {
      name: heading.section,
      heading,
      lines: lines.slice(heading.number, next === undefined ? lines.length : next.number - 1),
      bodyStart: heading.end,
      bodyEnd: next?.start ?? text.length,
    };
  });
  return { lines, header: lines.slice(0, (headings[0]?.number ?? lines.length + 1) - 1), sections };
}
