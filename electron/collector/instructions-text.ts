/** The instructions as plain text for the Notepad of Windows NT, which breaks no lines: CRLF, ASCII, 76 columns. */
import type { Instructions, Words } from './instructions.ts';

const WIDTH = 76;
const NAME_WIDTH = 10;

/** @returns the whole text */
export function instructionsText(told: Instructions): string {
  const lines = [
    told.title,
    '='.repeat(told.title.length),
    '',
    ...wrapped(plain(told.lead), '', ''),
    '',
    ...told.steps.flatMap((step, index) =>
      wrapped(`${step.title} ${plain(step.words)}`, `${index + 1}. `, '   '),
    ),
    '',
    ...headed(told.choices.title),
    `   ${told.choices.line}`,
    ...told.choices.parts.flatMap(({ name, words }) =>
      wrapped(plain(words), `   ${name.padEnd(NAME_WIDTH)}`, ' '.repeat(3 + NAME_WIDTH)),
    ),
    '',
    ...told.sections.flatMap(({ title, points }) => [
      ...headed(title),
      ...points.flatMap((point) => wrapped(plain(point), '- ', '  ')),
      '',
    ]),
    told.foot,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

function headed(title: string): string[] {
  return [title, '-'.repeat(title.length)];
}

function plain(parts: Words): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.code)).join('');
}

/** Breaks a text at blanks; the first line begins with one text and the others with another. */
function wrapped(text: string, first: string, others: string): string[] {
  const lines: string[] = [];
  let line = first;
  let begun = false;
  for (const word of text.split(' ')) {
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
