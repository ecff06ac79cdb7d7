import type { Badge, Block, ReportDocument, Row, Section, StepItem, Words } from './document.ts';
import { htmlStyle } from './html-style.ts';
import { safeLine, safeQuote } from './safe-text.ts';
import { fileLinesTitle, spansOf, stepMarks, ticks } from './words.ts';

/**
 * Renders a report as one HTML file that loads nothing and runs nothing: the style is inside, scripts and every
 * remote source are refused by its own policy.
 */
export function renderHtml(document: ReportDocument): string {
  const contents = document.sections
    .map((section) => `<li><a href="#${text(section.id)}">${text(section.title)}</a></li>`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(document.title)}: ${text(document.subtitle)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main class="sheet">
<header>
<h1>${text(document.title)}</h1>
<p class="subtitle">${text(document.subtitle)}</p>
</header>
${blocks(document.intro, 2)}
<nav aria-label="Contents">
<h2>Contents</h2>
<ul>
${contents}
</ul>
</nav>
${document.sections.map((section) => sectionHtml(section, 2)).join('\n')}
</main>
</body>
</html>
`;
}

function text(value: string): string {
  return safeLine(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function words(value: Words): string {
  return spansOf(value)
    .map((span) => (typeof span === 'string' ? text(span) : `<code>${text(safeQuote(span.code))}</code>`))
    .join('');
}

function badgeHtml(badge: Badge): string {
  return `<span class="badge ${badge.tone}"><span aria-hidden="true">${text(badge.icon)}</span>${text(badge.word)}</span>`;
}

function sectionHtml(section: Section, level: number): string {
  const tag = `h${Math.min(level, 6)}`;
  const badge = section.badge === undefined ? '' : ` ${badgeHtml(section.badge)}`;
  const heading = `<${tag} id="${text(section.id)}-title">${text(section.title)}${badge}</${tag}>`;
  const body = blocks(section.blocks, level + 1);
  if (section.folded === true) {
    return `<details id="${text(section.id)}"><summary>${heading}</summary>\n${body}\n</details>`;
  }
  return `<section id="${text(section.id)}" aria-labelledby="${text(section.id)}-title">\n${heading}\n${body}\n</section>`;
}

function blocks(items: readonly Block[], level: number): string {
  return items.map((block) => blockHtml(block, level)).join('\n');
}

function blockHtml(block: Block, level: number): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${words(block.words)}</p>`;
    case 'banner':
      return (
        `<div class="banner ${block.badge.tone}" role="note"><p class="word"><span aria-hidden="true">${text(block.badge.icon)}</span> ` +
        `${text(block.badge.word)}</p><p class="headline">${text(block.title)}</p><p class="why">${words(block.words)}</p></div>`
      );
    case 'facts':
      return `<dl class="facts">${block.pairs
        .map((pair) => `<dt>${text(pair.label)}</dt><dd>${words(pair.words)}</dd>`)
        .join('')}</dl>`;
    case 'quote':
      return (
        `<figure class="quote"><p>${text(block.fact)}</p>` +
        `<blockquote class="said">${text(safeQuote(block.text))}</blockquote>` +
        `<figcaption>Source: <code>${text(block.source)}</code></figcaption></figure>`
      );
    case 'conditions':
      return `<ul class="conditions">${block.items.map(conditionHtml).join('')}</ul>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${words(item)}</li>`).join('')}</${tag}>`;
    }
    case 'table':
      return tableHtml(block);
    case 'steps':
      return `<ol class="steps">${block.items.map(stepHtml).join('')}</ol>`;
    case 'section':
      return sectionHtml(block.section, level);
  }
}

function conditionHtml(item: Extract<Block, { kind: 'conditions' }>['items'][number]): string {
  const tick = ticks[item.truth];
  const how = item.howToFindOut.map((line) => `<br>How to find out: ${text(line)}`).join('');
  return (
    `<li><span class="tick tick-${item.truth}" role="img" aria-label="${text(tick.word)}">${tick.icon}</span>` +
    `<div>${text(item.label)} <span class="role">(${text(tick.word)}; ${text(item.role)})</span>` +
    `<div class="because">${text(item.because)}${how}</div></div></li>`
  );
}

function tableHtml(block: Extract<Block, { kind: 'table' }>): string {
  const bars = block.barLabel !== undefined;
  const head = block.columns
    .map(
      (column, index) =>
        `<th scope="col"${column.numeric === true ? ' class="number"' : ''}>${text(column.label)}</th>` +
        (bars && index === 0 ? `<th scope="col">${text(block.barLabel ?? '')}, drawn</th>` : ''),
    )
    .join('');
  const body = block.rows.map((row) => rowHtml(row, block)).join('\n');
  return (
    `<div class="scroll" role="region" aria-label="${text(block.caption)}" tabindex="0"><table><caption>${text(block.caption)}</caption>` +
    `<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody></table></div>`
  );
}

function rowHtml(row: Row, block: Extract<Block, { kind: 'table' }>): string {
  const cells = row.cells.map((cell, index) => {
    const number = block.columns[index]?.numeric === true ? ' class="number"' : '';
    if (index > 0) return `<td${number}>${words(cell)}</td>`;
    const bar =
      block.barLabel === undefined
        ? ''
        : `<td class="bar">${row.bar === undefined ? '' : barSvg(row.bar)}</td>`;
    return `<th scope="row"${number}>${words(cell)}</th>${bar}`;
  });
  return `<tr>${cells.join('')}</tr>`;
}

/** A drawn bar; hidden from screen readers because the same row says the number. */
function barSvg(bar: NonNullable<Row['bar']>): string {
  const share = Math.max(0, Math.min(1, Number.isFinite(bar.share) ? bar.share : 0));
  const width = Math.max(1, Math.round(share * 1000) / 10);
  return (
    `<svg aria-hidden="true" viewBox="0 0 100 12" preserveAspectRatio="none"><rect class="track" width="100" height="12"/>` +
    `<rect class="bar-${bar.tone}" width="${width}" height="12"/></svg>`
  );
}

function stepHtml(step: StepItem): string {
  const mark = stepMarks[step.mark];
  const verbatim = (lines: readonly string[]): string =>
    lines.length === 0 ? '' : `<pre><code>${lines.map((line) => text(line)).join('\n')}</code></pre>`;
  const { fileLines = [] } = step;
  const inFile = fileLines.length === 0 ? '' : `<p>${text(fileLinesTitle)}</p>${verbatim(fileLines)}`;
  const notes = step.notes
    .map(
      (note) =>
        `<p class="note${note.tone === 'caution' ? ' warn' : ''}"><b>${text(note.label)}:</b> ${words(note.text)}</p>`,
    )
    .join('');
  const by = step.markNote === null ? '' : `<p class="note"><b>${text(step.markNote)}</b></p>`;
  return (
    `<li><p class="title">${text(step.title)} <span class="mark mark-${step.mark}"><span aria-hidden="true">${mark.icon}</span> ${mark.word}</span></p>` +
    `${by}${step.text === '' ? '' : `<p>${words(step.text)}</p>`}${verbatim(step.commands)}${inFile}${notes}</li>`
  );
}
