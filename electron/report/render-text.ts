import type { Block, ReportDocument, Section, StepItem, Words } from './document.ts';
import { safeLine, safeQuote } from './safe-text.ts';
import { fileLinesTitle, spansOf, stepMarks, ticks } from './words.ts';

/** Width of a report in a terminal, in columns. */
const pageWidth = 96;

/** Renders a report for a terminal of 100 columns: wrapped, without colours and without terminal commands. */
export function renderText(document: ReportDocument): string {
  const lines = [
    ...wrap(document.title, pageWidth),
    ...wrap(document.subtitle, pageWidth),
    '='.repeat(pageWidth),
    '',
    ...blocks(document.intro, 2, pageWidth),
    ...document.sections.flatMap((section) => sectionLines(section, 1, pageWidth)),
  ];
  return `${lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

/**
 * Breaks text into lines no longer than `width`; a word that is longer is cut.
 * @param text one line of text; control characters are taken out
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of safeLine(text)
    .split(' ')
    .filter((piece) => piece !== '')) {
    let rest = Array.from(word);
    if (line !== '' && length(line) + 1 + rest.length <= width) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (rest.length > width) {
      lines.push(rest.slice(0, width).join(''));
      rest = rest.slice(width);
    }
    line = rest.join('');
  }
  if (line !== '') lines.push(line);
  return lines;
}

function length(text: string): number {
  return Array.from(text).length;
}

function plain(value: Words): string {
  return spansOf(value)
    .map((span) => (typeof span === 'string' ? span : safeQuote(span.code)))
    .join('');
}

/** Lines with a first indent and a hanging one. */
function hang(first: string, text: string, width: number): readonly string[] {
  const indent = ' '.repeat(length(first));
  const lines = wrap(text, Math.max(20, width - length(first)));
  return lines.length === 0
    ? [first.trimEnd()]
    : lines.map((line, index) => `${index === 0 ? first : indent}${line}`);
}

function indented(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
}

function sectionLines(section: Section, level: number, width: number): readonly string[] {
  const badge = section.badge === undefined ? '' : ` [${section.badge.icon} ${section.badge.word}]`;
  const title = wrap(`${section.title}${badge}`, width);
  const rule = level === 1 ? '-' : level === 2 ? '.' : null;
  const heading =
    rule === null
      ? title
      : [...title, rule.repeat(Math.min(width, Math.max(...title.map((line) => length(line)), 1)))];
  return ['', ...heading, ...blocks(section.blocks, level + 1, width), ''];
}

function blocks(items: readonly Block[], level: number, width: number): readonly string[] {
  return items.flatMap((block) => blockLines(block, level, width));
}

function blockLines(block: Block, level: number, width: number): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [...wrap(plain(block.words), width), ''];
    case 'banner':
      return [
        `[${block.badge.icon} ${block.badge.word}]`,
        ...wrap(block.title, width),
        ...wrap(plain(block.words), width),
        '',
      ];
    case 'facts': {
      const widest = Math.max(...block.pairs.map((pair) => pair.label.length), 0) + 2;
      return [
        ...block.pairs.flatMap((pair) => hang(`${pair.label}:`.padEnd(widest), plain(pair.words), width)),
        '',
      ];
    }
    case 'quote':
      return [
        ...hang('- ', block.fact, width),
        ...indented(hang('> ', safeQuote(block.text), width - 2), 2),
        ...indented(hang('  ', block.source, width - 2), 2),
        '',
      ];
    case 'conditions':
      return [
        ...block.items.flatMap((item) => [
          ...hang(
            `${ticks[item.truth].icon} `,
            `${item.label} (${item.role}, ${ticks[item.truth].word})`,
            width,
          ),
          ...indented(wrap(item.because, width - 4), 4),
          ...item.howToFindOut.flatMap((line) => indented(hang('How to find out: ', line, width - 4), 4)),
        ]),
        '',
      ];
    case 'list':
      return [
        ...block.items.flatMap((item, index) =>
          hang(block.ordered ? `${index + 1}. ` : '- ', plain(item), width),
        ),
        '',
      ];
    case 'table':
      return tableLines(block, width);
    case 'steps':
      return block.items.flatMap((step, index) => stepLines(step, index, width));
    case 'section':
      return sectionLines(block.section, level, width);
  }
}

/** Width of a drawn bar, in columns. */
const barWidth = 12;

function tableLines(block: Extract<Block, { kind: 'table' }>, width: number): readonly string[] {
  const bars = block.barLabel !== undefined;
  const heads = block.columns.map((column) => column.label);
  const rows = block.rows.map((row) => row.cells.map((cell) => safeLine(plain(cell)).trim()));
  if (bars) {
    heads.splice(1, 0, '');
    rows.forEach((row, index) => row.splice(1, 0, bar(block.rows[index]?.bar?.share ?? 0)));
  }
  const numeric = block.columns.map((column) => column.numeric === true);
  if (bars) numeric.splice(1, 0, false);
  const widths = columnWidths([heads, ...rows], width);
  const line = (cells: readonly string[]): readonly string[] => {
    const wrapped = cells.map((cell, index) => wrap(cell, widths[index] ?? 1));
    const height = Math.max(1, ...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) =>
      wrapped
        .map((lines, index) => pad(lines[at] ?? '', widths[index] ?? 1, numeric[index] === true))
        .join('  '),
    );
  };
  return [...line(heads), widths.map((size) => '-'.repeat(size)).join('  '), ...rows.flatMap(line), ''];
}

function pad(text: string, width: number, right: boolean): string {
  const fill = ' '.repeat(Math.max(0, width - length(text)));
  return right ? fill + text : text + fill;
}

function bar(share: number): string {
  const safe = Number.isFinite(share) ? Math.max(0, Math.min(1, share)) : 0;
  return '█'.repeat(Math.max(1, Math.round(safe * barWidth)));
}

/** A column this wide is never asked for only to keep a long word whole. */
const widestWord = 34;

/**
 * Shares the page among the columns: each gets room for its longest word as far as that fits, the rest is shared by how
 * much more each would like, so that rows stay low.
 */
function columnWidths(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const columns = rows[0]?.length ?? 0;
  const cellsOf = (index: number): readonly string[] => rows.map((row) => row[index] ?? '');
  const wanted = Array.from({ length: columns }, (_, index) => Math.max(1, ...cellsOf(index).map(length)));
  const words = Array.from({ length: columns }, (_, index) =>
    Math.min(widestWord, Math.max(1, ...cellsOf(index).flatMap((cell) => cell.split(' ').map(length)))),
  );
  let room = width - 2 * Math.max(0, columns - 1);
  const least = sum(words) <= room ? words : words.map((size) => Math.min(size, Math.floor(room / columns)));
  room -= sum(least);
  const wishes = wanted.map((wish, index) => wish - (least[index] ?? 0));
  const wished = sum(wishes);
  return least.map((size, index) => {
    const wish = wishes[index] ?? 0;
    return size + (wished <= room ? wish : Math.floor((room * wish) / wished));
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A command is copied as it stands: never broken, with every blank. */
function whole(command: string): string {
  return safeLine(command);
}

function stepLines(step: StepItem, index: number, width: number): readonly string[] {
  const mark = stepMarks[step.mark];
  const first = `${index + 1}. `;
  const body: string[] = [];
  if (step.markNote !== null) body.push(...wrap(step.markNote, width - 4));
  if (step.text !== '') body.push(...wrap(plain(step.text), width - 4));
  body.push(...indented(step.commands.map(whole), 4));
  const { fileLines = [] } = step;
  if (fileLines.length > 0) body.push(fileLinesTitle, ...indented(fileLines.map(whole), 4));
  for (const { label, text } of step.notes) {
    const [only, ...more] = spansOf(text);
    if (only === undefined || typeof only === 'string' || more.length > 0)
      body.push(...hang(`${label}: `, plain(text), width - 4));
    else body.push(`${label}:`, ...indented([whole(only.code)], 4));
  }
  return [...hang(first, `${step.title} [${mark.icon} ${mark.word}]`, width), ...indented(body, 4), ''];
}
