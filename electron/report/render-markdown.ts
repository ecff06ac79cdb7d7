import type { Badge, Block, ReportDocument, Row, Section, StepItem, Words } from './document.ts';
import { safeLine, safeQuote } from './safe-text.ts';
import { fileLinesTitle, spansOf, stepMarks, ticks } from './words.ts';

/** Renders a report as Markdown for a ticket. What machines said stands in code, everything else is escaped. */
export function renderMarkdown(document: ReportDocument): string {
  const parts = [
    `# ${text(document.title)}`,
    text(document.subtitle),
    ...blocks(document.intro, 2),
    ...document.sections.flatMap((section) => sectionParts(section, 2)),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** Escapes everything that Markdown, its HTML or a ticket system could take as markup, mention or link. */
function text(value: string): string {
  return escaped(value).trim();
}

function escaped(value: string): string {
  return safeLine(value)
    .replace(/[\\`*{}[\]|~]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//')
    .replace(/^(\s*)([-+#=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** A code span whose fence is longer than any run of backticks in it. */
function code(value: string): string {
  const inner = safeQuote(value);
  if (inner === '') return '(empty)';
  const fence = '`'.repeat(longestRun(inner) + 1);
  const space = inner.startsWith('`') || inner.endsWith('`') || /^ .* $/.test(inner) ? ' ' : '';
  return `${fence}${space}${inner}${space}${fence}`;
}

function fenced(lines: readonly string[]): string {
  const safe = lines.map((line) => safeLine(line));
  const fence = '`'.repeat(Math.max(3, ...safe.map((line) => longestRun(line) + 1)));
  return `${fence}text\n${safe.join('\n')}\n${fence}`;
}

function longestRun(value: string): number {
  return Math.max(0, ...[...value.matchAll(/`+/g)].map((run) => run[0].length));
}

function words(value: Words): string {
  return spansOf(value)
    .map((span) => (typeof span === 'string' ? escaped(span) : code(span.code)))
    .join('')
    .trim();
}

/** A table cell: a bar would end it, also inside code. */
function cell(value: Words): string {
  return spansOf(value)
    .map((span) => (typeof span === 'string' ? escaped(span) : code(span.code).replaceAll('|', '\\|')))
    .join('')
    .trim();
}

function badgeWords(badge: Badge): string {
  return `${badge.icon} ${text(badge.word)}`;
}

function sectionParts(section: Section, level: number): readonly string[] {
  const badge = section.badge === undefined ? '' : ` (${badgeWords(section.badge)})`;
  return [
    `${'#'.repeat(Math.min(level, 6))} ${text(section.title)}${badge}`,
    ...blocks(section.blocks, level + 1),
  ];
}

function blocks(items: readonly Block[], level: number): readonly string[] {
  return items.flatMap((block) => blockParts(block, level));
}

function blockParts(block: Block, level: number): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
      return [words(block.words)];
    case 'banner':
      return [`> **${badgeWords(block.badge)}**\n>\n> **${text(block.title)}**\n>\n> ${words(block.words)}`];
    case 'facts':
      return [block.pairs.map((pair) => `- **${text(pair.label)}:** ${words(pair.words)}`).join('\n')];
    case 'quote':
      return [`${text(block.fact)} Source: ${code(block.source)}`, fenced([safeQuote(block.text)])];
    case 'conditions':
      return [
        block.items
          .map((item) => {
            const tick = ticks[item.truth];
            const how = item.howToFindOut.map((line) => `\n  - How to find out: ${text(line)}`).join('');
            return `- ${tick.icon} ${text(item.label)} (${text(item.role)}, ${tick.word}). ${text(item.because)}${how}`;
          })
          .join('\n'),
      ];
    case 'list':
      return [
        block.items
          .map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${words(item)}`)
          .join('\n'),
      ];
    case 'table':
      return [tableWords(block)];
    case 'steps':
      return block.items.map(stepWords);
    case 'section':
      return sectionParts(block.section, level);
  }
}

function tableWords(block: Extract<Block, { kind: 'table' }>): string {
  const head = `| ${block.columns.map((column) => text(column.label)).join(' | ')} |`;
  const rule = `| ${block.columns.map((column) => (column.numeric === true ? '---:' : '---')).join(' | ')} |`;
  return [head, rule, ...block.rows.map((row: Row) => `| ${row.cells.map(cell).join(' | ')} |`)].join('\n');
}

function stepWords(step: StepItem, index: number): string {
  const mark = stepMarks[step.mark];
  const lines = [`**${index + 1}. ${text(step.title)}** ${mark.icon} ${mark.word}`];
  if (step.markNote !== null) lines.push(text(step.markNote));
  if (step.text !== '') lines.push(words(step.text));
  if (step.commands.length > 0) lines.push(fenced(step.commands));
  const { fileLines = [] } = step;
  if (fileLines.length > 0) lines.push(text(fileLinesTitle), fenced(fileLines));
  if (step.notes.length > 0) {
    lines.push(step.notes.map((note) => `- **${text(note.label)}:** ${words(note.text)}`).join('\n'));
  }
  return lines.join('\n\n');
}
