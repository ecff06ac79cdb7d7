/** The report's style: one accent, the five meanings of colour, light and dark by the reader's system, A4 paper. */
export const htmlStyle = `
:root {
  color-scheme: light dark;
  --page: #f7f8fa; --sheet: #ffffff; --ink: #1b1f24; --quiet: #57606a; --line: #d5dae1; --well: #f1f3f6;
  --accent: #0b5cab;
  --danger: #b3261e; --danger-well: #fdecea; --caution: #8a5a00; --caution-well: #fff4df;
  --information: #0b5cab; --information-well: #e8f1fb; --verified: #1a7335; --verified-well: #e6f5ea;
  --neutral: #57606a; --neutral-well: #eef0f3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171b; --sheet: #1c2026; --ink: #e8ebef; --quiet: #a3acb8; --line: #39414c; --well: #252b33;
    --accent: #7cb7f5;
    --danger: #ff9a92; --danger-well: #43211f; --caution: #f2c166; --caution-well: #3b2f17;
    --information: #7cb7f5; --information-well: #1b3048; --verified: #7fd49a; --verified-well: #1b3524;
    --neutral: #a3acb8; --neutral-well: #2a3038;
  }
}
* { box-sizing: border-box; }
html { font: 14px/1.5 system-ui, "Segoe UI", sans-serif; background: var(--page); color: var(--ink); }
body { margin: 0; }
.sheet { max-width: 1040px; margin: 0 auto; padding: 32px 40px 64px; background: var(--sheet); min-height: 100vh; }
h1, h2, h3, h4, h5, h6 { line-height: 1.3; margin: 0; overflow-wrap: anywhere; }
h1 { font-size: 28px; font-weight: 600; }
h2 { font-size: 20px; font-weight: 600; margin-top: 40px; padding-top: 16px; border-top: 1px solid var(--line); }
h3 { font-size: 16px; font-weight: 600; margin-top: 28px; }
h4, h5, h6 { font-size: 14px; font-weight: 600; margin-top: 20px; }
p, li, dd, dt, figcaption, blockquote { max-width: 76ch; overflow-wrap: anywhere; }
p { margin: 8px 0; }
.subtitle { color: var(--quiet); font-size: 16px; margin: 4px 0 24px; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code, .said { font-family: ui-monospace, Consolas, "Cascadia Mono", "DejaVu Sans Mono", monospace; font-size: 12px; }
code { overflow-wrap: anywhere; }
.badge { display: inline-flex; gap: 6px; align-items: baseline; font-size: 12px; font-weight: 600; padding: 1px 8px;
  border-radius: 4px; white-space: nowrap; vertical-align: 2px; margin-left: 8px; }
.danger { color: var(--danger); background: var(--danger-well); }
.caution { color: var(--caution); background: var(--caution-well); }
.information { color: var(--information); background: var(--information-well); }
.verified { color: var(--verified); background: var(--verified-well); }
.neutral { color: var(--neutral); background: var(--neutral-well); }
.banner { padding: 20px 24px; border-left: 6px solid currentColor; border-radius: 4px; margin-bottom: 24px; }
.banner .word { font-size: 14px; font-weight: 600; margin: 0; }
.banner .headline { font-size: 20px; font-weight: 600; margin: 4px 0; color: var(--ink); }
.banner .why { margin: 0; color: var(--ink); }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 24px; margin: 12px 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; }
figure.quote { margin: 12px 0; padding: 12px 16px; background: var(--well); border-left: 3px solid var(--accent);
  border-radius: 0 4px 4px 0; }
figure.quote p { margin: 0 0 4px; }
figure.quote blockquote { margin: 0; max-width: none; white-space: pre-wrap; }
figure.quote figcaption { color: var(--quiet); font-size: 12px; margin-top: 4px; }
.conditions { list-style: none; padding: 0; margin: 12px 0; }
.conditions > li { display: grid; grid-template-columns: 24px minmax(0, 1fr); padding: 8px 0; border-top: 1px solid var(--line); }
.conditions > li:first-child { border-top: 0; }
.tick { font-size: 16px; font-weight: 700; line-height: 1.3; }
.tick-true { color: var(--ink); } .tick-false { color: var(--quiet); } .tick-unknown { color: var(--information); }
.because, .role, .note { color: var(--quiet); font-size: 12px; }
.scroll { overflow-x: auto; margin: 12px 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--quiet); font-size: 12px; padding-bottom: 4px; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; min-width: 72px; font-weight: 400; }
thead th { font-size: 12px; font-weight: 600; color: var(--quiet); overflow-wrap: normal; }
tbody th { min-width: 176px; }
td.number, th.number { text-align: right; white-space: nowrap; }
td.bar { width: 160px; min-width: 96px; }
td.bar svg { display: block; width: 100%; height: 12px; margin-top: 4px; }
svg .bar-neutral { fill: var(--neutral); } svg .bar-caution { fill: var(--caution); } svg .bar-danger { fill: var(--danger); }
svg .bar-information { fill: var(--information); } svg .bar-verified { fill: var(--verified); } svg .track { fill: var(--well); }
ol.steps { list-style: none; padding: 0; margin: 12px 0; counter-reset: step; }
ol.steps > li { counter-increment: step; position: relative; padding: 0 0 20px 44px; border-left: 2px solid var(--line);
  margin-left: 12px; max-width: none; break-inside: avoid; }
ol.steps > li::before { content: counter(step); position: absolute; left: -14px; top: 0; width: 26px; height: 26px;
  border-radius: 50%; background: var(--well); border: 2px solid var(--line); font-size: 12px; font-weight: 600;
  display: grid; place-items: center; color: var(--ink); }
ol.steps .title { font-weight: 600; margin: 0; }
ol.steps .mark { font-weight: 600; font-size: 12px; color: var(--quiet); margin-left: 8px; white-space: nowrap; }
ol.steps .mark-done { color: var(--information); }
pre { margin: 8px 0; padding: 8px 12px; background: var(--well); border: 1px solid var(--line); border-radius: 4px;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.note b { color: var(--ink); font-weight: 600; }
.note.warn { color: var(--caution); background: var(--caution-well); padding: 4px 8px; border-radius: 4px; }
.note.warn b { color: var(--caution); }
nav ul { columns: 2; padding-left: 20px; margin: 8px 0; }
details > summary { cursor: pointer; font-weight: 600; font-size: 16px; margin-top: 24px; }
details > summary h3, details > summary h4 { display: inline; }
@media (max-width: 640px) { .sheet { padding: 20px; } nav ul { columns: 1; } .facts { grid-template-columns: 1fr; } .facts dd { margin-bottom: 8px; } }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  :root { color-scheme: light; --page: #fff; --sheet: #fff; --ink: #000; --quiet: #444; --line: #bbb; --well: #f3f3f3;
    --accent: #0b5cab; --danger: #b3261e; --danger-well: #fff; --caution: #8a5a00; --caution-well: #fff;
    --information: #0b5cab; --information-well: #fff; --verified: #1a7335; --verified-well: #fff; --neutral: #444; --neutral-well: #fff; }
  html { font-size: 10pt; }
  .sheet { max-width: none; padding: 0; }
  .badge, .banner, .note.warn { border: 1px solid currentColor; }
  h2, h3, h4 { break-after: avoid; }
  figure.quote, tr, .banner, .conditions > li { break-inside: avoid; }
  thead { display: table-header-group; }
  .scroll { overflow: visible; }
  nav { display: none; }
  details:not([open]) > summary::after { content: " (folded; open it before printing)"; font-weight: 400; }
}
`;
