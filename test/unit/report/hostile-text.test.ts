import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeLine } from '../../../electron/report/safe-text.ts';
import { renderReport } from '../../../electron/report/render-report.ts';
import { sampleDiagnosis, sampleFinding } from './sample-diagnosis.ts';

const options = { redact: false, caseInfo: null, plans: [] };

const piece = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    "' onmouseover='x",
    '</style><style>*{display:none}',
    '-->',
    '```\n# heading',
    '`` ` ``',
    '| a | b |\n|---|',
    '[x](javascript:alert(1))',
    '![x](http://evil.example/x.png)',
    'http://evil.example/',
    '@everyone',
    '\u001b[31mred\u001b[0m',
    '\u001b]0;title\u0007',
    '\u009b2J',
    '\u001bP1;2q',
    '\r\n\u0000\u0008\u007f',
    '\u202eevil\u2066',
    '&lt;b&gt;',
    '\\',
    '- item',
    '1. item',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const hostile = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));

function siteWith(text: string): ReturnType<typeof sampleDiagnosis> {
  const base = sampleDiagnosis();
  return sampleDiagnosis({
    headline: text,
    site: { ...base.site, server: text, label: text, releaseDispute: text },
    findings: [
      sampleFinding({ title: text, for: [{ fact: text, source: text, text }], whyNot: text, history: text }),
    ],
    inboxes: base.inboxes.map((inbox) => ({ ...inbox, path: text, why: text })),
    unreadable: [{ source: text, why: text }],
    threads: [{ component: text, lines: 1, lastTime: text, lastLine: text, lastText: text }],
    nextQuestions: [],
  });
}

const elements = (html: string): readonly string[] =>
  [...html.replace(/<style>[\s\S]*?<\/style>/, '').matchAll(/<[^>]*>/g)].map((hit) =>
    hit[0].replace(/"[^"]*"/g, '""'),
  );
const dangerous = new RegExp('[\\u0000-\\u0009\\u000b-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069]');

describe('log text is never obeyed', () => {
  it('HTML has the same elements whatever the text', () => {
    const wanted = elements(renderReport(siteWith('text'), 'html', options));
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(safeLine(text).trim() !== '');
        const html = renderReport(siteWith(text), 'html', options);
        expect(elements(html)).toEqual(wanted);
        expect(html).not.toMatch(dangerous);
      }),
      { numRuns: 150 },
    );
  });

  it('Markdown lets no markup, link, image or mention through, and code stays in its fence', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = renderReport(siteWith(text), 'markdown', options);
        expect(markdown).not.toMatch(dangerous);
        const prose = withoutCode(markdown);
        expect(prose).not.toMatch(/<[a-z!/]/i);
        expect(prose).not.toMatch(/(?<!\\)\]\(/);
        expect(prose).not.toContain('://');
        expect(prose).not.toContain('@');
        expect(markdown.match(/^# /gm)).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  it('text holds no terminal command and stays within its width', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const report = renderReport(siteWith(text), 'text', options);
        expect(report).not.toMatch(dangerous);
        for (const line of report.split('\n')) expect(Array.from(line).length).toBeLessThanOrEqual(96);
      }),
      { numRuns: 150 },
    );
  });

  it('JSON gives back the very text and holds no terminal command', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const json = renderReport(siteWith(text), 'json', options);
        expect(JSON.parse(json)).toEqual(siteWith(text));
        expect(json).not.toMatch(dangerous);
      }),
      { numRuns: 100 },
    );
  });

  it('takes terminal sequences out whole', () => {
    expect(safeLine('a\u001b[31mb\u001b[0mc\u001b]0;title\u0007d\te\r\nf')).toBe('abcd e f');
  });
});

/** Markdown without fenced blocks and code spans, as a reader of CommonMark takes them out. */
function withoutCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const mark = /^(`{3,})/.exec(line)?.[1] ?? null;
    if (fence === null && mark !== null) fence = mark;
    else if (fence !== null) {
      if (mark !== null && mark.length >= fence.length && line.trim() === mark) fence = null;
    } else lines.push(line);
  }
  expect(fence).toBeNull();
  return lines.map((line) => line.replace(/(?<![\\`])(`+)(?!`)(?:.*?[^`])\1(?!`)/g, '')).join('\n');
}
