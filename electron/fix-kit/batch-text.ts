/** Texts as a batch file of Windows NT 4.0 takes them: ASCII, with its own signs escaped. */
import { KitError } from './kit-input.ts';

const WIDTH = 76;
const PRINTABLE = /^[\x20-\x7e]*$/;

/** @returns the text in ASCII: typographic signs as plain ones, letters without their accents, `?` for the rest */
export function toAscii(text: string): string {
  return text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015]/g, '-')
    .replaceAll('\u2026', '...')
    .replaceAll('\u00df', 'ss')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\s\u00a0]/g, ' ')
    .replace(/[^\x20-\x7e]/gu, '?');
}

/** Breaks a text into lines of at most 76 characters at its blanks; a longer word stays whole. */
export function wrap(text: string, first: string, others = first): string[] {
  const lines: string[] = [];
  let line = first;
  let begun = false;
  for (const word of toAscii(text).split(' ').filter(Boolean)) {
    if (begun && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = others + word;
      continue;
    }
    line += begun ? ` ${word}` : word;
    begun = true;
  }
  return [...lines, line];
}

/** A remark; nothing in it is read. */
export function remark(text: string): string[] {
  return wrap(text.replaceAll('%', ' percent '), 'rem ');
}

/**
 * A path for `for %%i in ("...") do set`, or null when a batch file of ASCII cannot hold it: the script then finds it by itself.
 * @param path as Windows writes it
 */
export function pathInQuotes(path: string | null): string | null {
  if (path === null || path === '' || !PRINTABLE.test(path) || /["<>|*?%]/.test(path)) return null;
  if (path.length > 200) return null;
  return path;
}

/**
 * A word of a plan (service, file, id) that goes into a script as it stands.
 * @throws KitError when it holds a sign that a batch file would read
 */
export function word(text: string, allowed = /^[A-Za-z0-9_.$-]+(?: [A-Za-z0-9_.$-]+)*$/): string {
  if (text.length > 120 || !allowed.test(text)) {
    throw new KitError(
      'word-not-for-scripts',
      `The scripts of a kit cannot hold "${toAscii(text).slice(0, 60)}".`,
      'Go through the plan by hand; the printed sheet has all of it.',
    );
  }
  return text;
}

/** Path below the SMS directory with backslashes. @throws KitError as {@link word} */
export function pathBelow(path: string): string {
  const windows = path.replaceAll('/', '\\');
  const parts = windows.split('\\');
  for (const part of parts) {
    word(part);
    if (/^\.+$/.test(part)) word('?');
  }
  return windows;
}
