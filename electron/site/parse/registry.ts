import { Buffer } from 'node:buffer';

/** A value of a registry export. */
export interface RegistryValue {
  /** Key as spelled (`HKEY_LOCAL_MACHINE\\Software\\Microsoft\\SMS\\Setup`). */
  readonly key: string;
  /** Name of the value; empty for the default value. */
  readonly name: string;
  /** The value as text: a string, or a number in decimal digits. Null for other kinds. */
  readonly text: string | null;
  /** Line the value begins at, counted from 1. */
  readonly line: number;
}

/** Name of a value, with the quotes, up to the sign behind it. */
const NAME = /^(?:@|"((?:[^"\\]|\\.)*)")\s*=/;
/** A value may go on over several lines; more than this is a missing quote. */
const LONGEST_VALUE = 1 << 16;
/** Longer than any path of keys in a registry. */
const LONGEST_KEY = 1 << 12;

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** Where the quoted string ends that `text` goes on with from `from`; -1 when it does not. */
function closingQuote(text: string, from: number): number {
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"') return index;
  }
  return -1;
}

function withoutZerosBehind(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\0') end -= 1;
  return text.slice(0, end);
}

/** A value that goes on in the next line. */
interface PendingValue {
  readonly name: string;
  readonly line: number;
  readonly quoted: boolean;
  readonly parts: string[];
  /** Characters of all parts, and one for each line. */
  length: number;
}

/**
 * Reads a registry export line by line: both `REGEDIT4` and `Windows Registry Editor Version 5.00`. Numbers, plain
 * strings and strings in hex (types 1, 2 and 7) become text. Keys and values that a file deletes are left out.
 */
export class RegistryReader {
  /** True once a line was seen that only an export has. */
  recognized = false;
  /** True when a value was begun and not ended. */
  cutOff = false;
  #take: (value: RegistryValue) => void;
  #decodeAnsi: (bytes: Buffer) => string;
  #takeKey: ((key: string, line: number) => void) | undefined;
  #wide = false;
  #key: string | null = null;
  #pending: PendingValue | null = null;

  /**
   * @param take gets each value
   * @param decodeAnsi text of hex strings in a REGEDIT4 file
   * @param takeKey gets each key, also one without values
   */
  constructor(
    take: (value: RegistryValue) => void,
    decodeAnsi: (bytes: Buffer) => string,
    takeKey?: (key: string, line: number) => void,
  ) {
    this.#take = take;
    this.#decodeAnsi = decodeAnsi;
    this.#takeKey = takeKey;
  }

  line(text: string, number: number): void {
    if (this.#pending !== null && this.#goOn(text)) return;
    if (text.length > LONGEST_VALUE) {
      this.cutOff = true;
      return;
    }
    const trimmed = text.trim();
    if (/^Windows Registry Editor Version 5/i.test(trimmed)) {
      this.#wide = true;
      this.recognized = true;
    } else if (/^REGEDIT4$/i.test(trimmed)) this.recognized = true;
    else if (/^\[.*\]$/.test(trimmed)) this.#beginKey(trimmed.slice(1, -1), number);
    else this.#beginValue(text, number);
  }

  /** Says that the file has ended. */
  end(): void {
    if (this.#pending !== null) this.cutOff = true;
    this.#pending = null;
  }

  #beginKey(key: string, line: number): void {
    if (/^-?HKEY_/i.test(key)) this.recognized = true;
    this.#key = key.startsWith('-') || key.length > LONGEST_KEY ? null : key;
    if (this.#key !== null) this.#takeKey?.(key, line);
  }

  #beginValue(text: string, number: number): void {
    const begun = text.trimStart();
    const match = NAME.exec(begun);
    if (match === null) return;
    const rest = begun.slice(match[0].length).trimStart();
    const data = rest.trimEnd();
    const quoted = data.startsWith('"');
    const name = unescape(match[1] ?? '');
    const unfinished = quoted ? closingQuote(data, 1) < 0 : data.endsWith('\\');
    if (!unfinished) this.#give(name, number, data);
    else {
      const parts = [quoted ? rest : data.slice(0, -1)];
      this.#pending = { name, line: number, quoted, parts, length: text.length };
    }
  }

  /** Adds a line to the value that goes on. False when the line is none of it. */
  #goOn(text: string): boolean {
    const pending = this.#pending;
    if (pending === null) return false;
    pending.length += text.length + 1;
    if (/^\[-?HKEY_.*\]\s*$/i.test(text) || pending.length > LONGEST_VALUE) {
      this.#pending = null;
      this.cutOff = true;
      return false;
    }
    const { parts, quoted } = pending;
    let finished: boolean;
    if (quoted) {
      // Only the new line is searched. A break that is escaped escapes nothing in it.
      finished = closingQuote(text, 0) >= 0;
      parts.push('\n', text);
    } else {
      const trimmed = text.trim();
      finished = !trimmed.endsWith('\\');
      parts.push(finished ? trimmed : trimmed.slice(0, -1));
    }
    if (finished) {
      this.#pending = null;
      this.#give(pending.name, pending.line, parts.join(''));
    }
    return true;
  }

  #give(name: string, line: number, data: string): void {
    if (this.#key === null || data === '-') return;
    this.#take({ key: this.#key, name, line, text: this.#textOf(data) });
  }

  #textOf(data: string): string | null {
    if (data.startsWith('"')) return unescape(data.slice(1, closingQuote(data, 1)));
    const number = /^dword:([0-9a-f]{1,8})\s*$/i.exec(data)?.[1];
    if (number !== undefined) return String(Number.parseInt(number, 16));
    const hex = /^hex\(([127])\):([0-9a-f,\s]*)$/i.exec(data)?.[2];
    if (hex === undefined) return null;
    const bytes = Buffer.from(
      hex
        .split(',')
        .filter((part) => part.trim() !== '')
        .map((part) => Number.parseInt(part, 16) & 0xff),
    );
    const text = this.#wide ? bytes.toString('utf16le') : this.#decodeAnsi(bytes);
    return withoutZerosBehind(text).replaceAll('\0', '\n');
  }
}
