/* Log text is hostile until shown otherwise: it may hold terminal commands, direction marks and markup. */

// Terminal sequences: control sequences (CSI), operating system commands and other strings, and two-byte escapes.
const terminalSequence = new RegExp(
  [
    '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]',
    '(?:\\u001b[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])[^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)?',
    '\\u001b[ -/]*[0-~]',
  ].join('|'),
  'g',
);
const blank = new RegExp('[\\t\\n\\v\\f\\r\\u0085\\u2028\\u2029]+', 'g');
const control = new RegExp('[\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f]', 'g');
const direction = new RegExp('[\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]', 'g');

/**
 * Makes one line of text safe to show anywhere: terminal sequences and direction marks are taken out, line ends
 * become a blank, other control characters and broken surrogates become U+FFFD.
 */
export function safeLine(text: string): string {
  return text
    .replace(terminalSequence, '')
    .replace(blank, ' ')
    .replace(control, '\uFFFD')
    .replace(direction, '')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/** Longest piece of log text shown as quotation; what was cut is said. */
const longestQuote = 1200;

/** Safe line that is cut where it would fill pages, such as a line of binary garbage. */
export function safeQuote(text: string): string {
  const safe = safeLine(text).trim();
  if (safe.length <= longestQuote) return safe;
  const left = safe.length - longestQuote;
  return `${safe.slice(0, longestQuote)} [cut here, ${left} more characters]`;
}
