/**
 * The grammar of one log line, in every variant seen of SMS 2.0, its ancestors and copies of it:
 * `message  $$<COMPONENT><stamp><thread=DEC (0xHEX)>`, cut or damaged tails, round brackets (SMS 1.x,
 * Q270218), tab, blank or bar separated copies from the trace viewer (Q225542, Q261286, Q277729), and the
 * setup log's stamp in front (Q256615).
 */
import { parseStamp, type Stamp } from './stamp.ts';

export interface ParsedLine {
  /** Message as written, without tail; `~` and blanks not yet normalised. */
  readonly message: string;
  readonly component: string | null;
  readonly stamp: Stamp | null;
  readonly thread: number | null;
  /** `full`: component and stamp; `cut`: a tail without stamp; `none`: no tail at all. */
  readonly tail: 'full' | 'cut' | 'none';
  /** True when a tail begins but does not end, as in a line that was wrapped. */
  readonly open: boolean;
}

const BRACKETED = /<?\${1,2}[&]?\s*([<(>])/g;
const FIELD_END = /[>)]/;
/** Behind the component a tail is short; more is no tail. */
const MAX_TAIL = 400;
/** Longest stamp with its zone words. */
const MAX_STAMP = 120;
/** Copies are looked for at the end of the line only, so that a line of a megabyte costs no more than a short one. */
const MAX_COPY_TAIL = 240;
const COPY_STAMP = /^\s*(\d{1,2}\/\d{1,2}\/\d{2,4} \d{1,2}:\d{2}:\d{2}(?: ?[AP]M)?)\s*$/i;
const COPY_THREAD = /^\s*(\d{1,10})(?: ?\(0x[0-9A-F]{1,8}\))?\s*$/i;
const COPY_COMPONENT = /^\s*([A-Za-z][\w .:\\-]{0,80}?)\s*$/;
const BLANK_COPY =
  /\s(SMS_[A-Z_]{1,60}) (\d{1,2}\/\d{1,2}\/\d{2,4} \d{1,2}:\d{2}:\d{2} [AP]M)\s*(?:(\d{1,10}) \(0x[0-9A-F]{1,8}\))?\s*$/i;
const BARE_TAIL =
  /(?:\$\$?\s{0,4}|\s)(SMS_[A-Z_]{1,60}) ((?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} \d{1,2} \d{1,2}:\d{2}:\d{2}[.\d]{0,6} \d{4}[^<]{0,60}?) thread=(\d{1,10})/;
const NAMED_ONLY = /\s?\$\$?\s{0,4}(SMS_[A-Z_]{1,60})\s*$/;
/** A copy of a line has a component's name, a tab or a bar near its end; anything else is plain text. */
const MAY_BE_COPY = /[\t|]|SMS_/;
const SETUP_START = /^<?\d{1,2}-\d/;
const SETUP = /^<?(\d{1,2}-\d{1,2}-\d{4} \d{1,2}:\d{2}:\d{2})>? ?(.*)$/;
const THREAD = /thread\s*=\s*([0-9A-F]+)(?:\s*\(0x([0-9A-F]+)\))?/i;

/**
 * Takes a line apart.
 * @param line one line without its line end, decoded or as a byte string
 * @returns its parts; a text without any tail comes back whole as the message
 */
export function parseLine(line: string): ParsedLine {
  const start = lastTailStart(line);
  if (start) return parseBracketed(line, start);
  if (
    !MAY_BE_COPY.test(line.length > MAX_COPY_TAIL ? line.slice(-MAX_COPY_TAIL) : line) &&
    !SETUP_START.test(line)
  ) {
    return withoutTail(line);
  }
  return (
    columns(line, '\t') ??
    columns(line, '|') ??
    bareTail(line) ??
    blankCopy(line) ??
    namedOnly(line) ??
    setupLine(SETUP.exec(line)) ??
    withoutTail(line)
  );
}

function withoutTail(message: string): ParsedLine {
  return { message, component: null, stamp: null, thread: null, tail: 'none', open: false };
}

interface TailStart {
  readonly index: number;
  readonly fields: number;
}

/** Messages may hold `$`, `<` and `>` themselves, so the last tail of the line counts. */
function lastTailStart(line: string): TailStart | null {
  if (!line.includes('$')) return null;
  let found: TailStart | null = null;
  BRACKETED.lastIndex = 0;
  for (let match = BRACKETED.exec(line); match; match = BRACKETED.exec(line)) {
    const single = !match[0].includes('$$');
    const after = line.slice(match.index + match[0].length);
    // One dollar is a tail only in the damaged form `$<SMS_...>` (Q235774).
    if (single && !/^\s*[A-Z]\w+/.test(after)) continue;
    found = { index: match.index, fields: match.index + match[0].length };
  }
  return found;
}

function parseBracketed(line: string, start: TailStart): ParsedLine {
  const message = line.slice(0, start.index);
  const rest = line.slice(start.fields, start.fields + MAX_TAIL);
  const end = FIELD_END.exec(rest);
  const inner = rest.indexOf('<');
  const componentEnd = end && (inner < 0 || end.index < inner) ? end.index : inner < 0 ? rest.length : inner;
  const component = rest.slice(0, componentEnd).replace(/&$/, '').trim();
  const after = rest.slice(componentEnd);
  const thread = THREAD.exec(after);
  const stampText = (thread ? after.slice(0, thread.index) : after)
    .replace(/^[&>)\s]*[<(]?/, '')
    .slice(0, MAX_STAMP)
    .replace(/[&<>()\s]+$/, '');
  const stamp = parseStamp(stampText);
  const complete = thread !== null || (end !== null && after.replace(/^[>)]/, '').trim() === '');
  return {
    message,
    component: component === '' ? null : component,
    stamp,
    thread: threadNumber(thread),
    tail: stamp ? 'full' : 'cut',
    open: !complete,
  };
}

/** SMS 1.x prints the thread in bare hexadecimal, SMS 2.0 in decimal with the hexadecimal behind it. */
function threadNumber(match: RegExpExecArray | null): number | null {
  if (!match) return null;
  const digits = match[1] ?? '';
  return match[2] !== undefined ? Number.parseInt(match[2], 16) : Number.parseInt(digits, 16);
}

/** Columns of the trace viewer: text, component, date and time, thread. */
function columns(line: string, separator: string): ParsedLine | null {
  if (!line.includes(separator)) return null;
  const fields = line.split(separator);
  while (fields.length > 3 && fields.at(-1)?.trim() === '') fields.pop();
  let thread: number | null = null;
  const number = COPY_THREAD.exec(fields.at(-1) ?? '');
  if (number) {
    thread = Number(number[1]);
    fields.pop();
  }
  const stampText = COPY_STAMP.exec(fields.at(-1) ?? '');
  const component = COPY_COMPONENT.exec(fields.at(-2) ?? '');
  if (!stampText || !component || fields.length < 3) return null;
  const stamp = parseStamp(stampText[1] ?? '');
  if (!stamp) return null;
  const message = fields.slice(0, -2).join(separator);
  return { message, component: component[1] ?? null, stamp, thread, tail: 'full', open: false };
}

/** The same columns where the tabs became blanks. */
function blankCopy(line: string): ParsedLine | null {
  return atEnd(line, BLANK_COPY, (match) => ({
    component: match[1] ?? null,
    stamp: parseStamp(match[2] ?? ''),
    thread: match[3] === undefined ? null : Number(match[3]),
  }));
}

/** A tail that lost its brackets (Q257262, Q310720). */
function bareTail(line: string): ParsedLine | null {
  return atEnd(line, BARE_TAIL, (match) => ({
    component: match[1] ?? null,
    stamp: parseStamp(match[2] ?? ''),
    thread: Number(match[3]),
  }));
}

function namedOnly(line: string): ParsedLine | null {
  return atEnd(line, NAMED_ONLY, (match) => ({ component: match[1] ?? null, stamp: null, thread: null }));
}

function atEnd(
  line: string,
  expression: RegExp,
  fields: (match: RegExpExecArray) => Pick<ParsedLine, 'component' | 'stamp' | 'thread'>,
): ParsedLine | null {
  const offset = Math.max(0, line.length - MAX_COPY_TAIL);
  const match = expression.exec(line.slice(offset));
  if (!match) return null;
  const parts = fields(match);
  const message = line.slice(0, offset + match.index);
  return { message, ...parts, tail: parts.stamp ? 'full' : 'cut', open: false };
}

function setupLine(match: RegExpExecArray | null): ParsedLine | null {
  if (!match) return null;
  const stamp = parseStamp(match[1] ?? '');
  if (!stamp) return null;
  return { message: match[2] ?? '', component: null, stamp, thread: null, tail: 'full', open: false };
}

/**
 * Message as it is shown and compared: `~` markers at both ends gone, blanks collapsed.
 * @param message text in front of the tail
 */
export function tidyMessage(message: string): string {
  const text = message.replace(/\s+/g, ' ');
  let start = 0;
  let end = text.length;
  while (start < end && isMarker(text.charCodeAt(start))) start += 1;
  while (end > start && isMarker(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isMarker(code: number): boolean {
  return code === TILDE || code === BLANK;
}

const TILDE = 126;
const BLANK = 32;
