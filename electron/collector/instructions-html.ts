/** The instructions as one page: self-contained, without scripts, one sheet of A4 or Letter when printed. */
import type { Instructions, Section, Words } from './instructions.ts';

const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { font: 10.5pt/1.38 "Segoe UI", Tahoma, Arial, sans-serif; color: #1b1f24; background: #f7f8fa; }
body { margin: 0 auto; max-width: 190mm; padding: 10mm; background: #ffffff; }
h1 { font-size: 19pt; line-height: 1.2; font-weight: 600; margin: 0 0 1mm; }
h2 { font-size: 11.5pt; line-height: 1.3; font-weight: 600; margin: 0 0 1mm; }
p { margin: 0; }
.lead { color: #57606a; margin-bottom: 4mm; }
ol { list-style: none; margin: 0; padding: 0; counter-reset: step; }
ol li { position: relative; padding: 0 0 2mm 10mm; counter-increment: step; }
ol li::before { content: counter(step); position: absolute; left: 0; top: 0; width: 6.5mm; height: 6.5mm; line-height: 6.2mm;
  text-align: center; border: 0.4mm solid #0b5cab; border-radius: 50%; color: #0b5cab; font-weight: 600; }
strong { font-weight: 600; }
code { font-family: Consolas, "Lucida Console", "Courier New", monospace; font-size: 0.95em; background: #f1f3f6;
  padding: 0 1mm; border-radius: 1mm; white-space: nowrap; }
.choices { border-left: 1mm solid #0b5cab; background: #f1f3f6; padding: 2.5mm 4mm; margin: 2mm 0 4mm; }
.choices > code { display: block; background: none; padding: 0; font-size: 11.5pt; white-space: pre; margin: 1mm 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm; margin: 0; }
dt { font-family: Consolas, "Lucida Console", "Courier New", monospace; }
dd { margin: 0; }
.sections { columns: 2; column-gap: 8mm; font-size: 10pt; line-height: 1.32; }
section { break-inside: avoid; padding-bottom: 3mm; }
ul { margin: 0; padding-left: 4.5mm; }
li { overflow-wrap: anywhere; }
.foot { color: #57606a; font-size: 9pt; border-top: 0.2mm solid #d5dae1; padding-top: 1.5mm; margin-top: 1mm; }
@page { margin: 12mm 14mm; }
@media print { html { background: none; } body { max-width: none; padding: 0; } }
@media (max-width: 600px) { .sections { columns: 1; } }
`;

/** @returns a whole HTML document */
export function instructionsHtml(told: Instructions): string {
  const { choices } = told;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(told.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(told.title)}</h1>
<p class="lead">${words(told.lead)}</p>
<ol>
${told.steps.map((step) => `<li><strong>${escaped(step.title)}</strong> ${words(step.words)}</li>`).join('\n')}
</ol>
<div class="choices">
<h2>${escaped(choices.title)}</h2>
<code>${escaped(choices.line)}</code>
<dl>
${choices.parts.map((part) => `<dt>${escaped(part.name)}</dt><dd>${words(part.words)}</dd>`).join('\n')}
</dl>
</div>
<div class="sections">
${told.sections.map(section).join('\n')}
</div>
<p class="foot">${escaped(told.foot)}</p>
</main>
</body>
</html>
`;
}

function section({ title, points }: Section): string {
  const items = points.map((point) => `<li>${words(point)}</li>`).join('\n');
  return `<section>\n<h2>${escaped(title)}</h2>\n<ul>\n${items}\n</ul>\n</section>`;
}

function words(parts: Words): string {
  return parts
    .map((part) => (typeof part === 'string' ? escaped(part) : `<code>${escaped(part.code)}</code>`))
    .join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
