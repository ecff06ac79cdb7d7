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

const NAME = /^\s*(?:@|"((?:[^"\\]|\\.)*)")\s*=\s*(.*)$/;
/** A value may go on over several lines; more than this is a missing quote. */
const LONGEST_VALUE = 1 << 16;

function unescape(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** Where the quoted string that begins at 0 ends; -1 when it does not. */
function closingQuote(text: string): number {
  for (let index = 1; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '"') return index;
  }
  return -1;
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
  #wide = false;
  #key: string | null = null;
  #pending: { readonly name: string; readonly line: number; data: string; readonly quoted: boolean } | null =
    null;

  /**
   * @param take gets each value
   * @param decodeAnsi text of hex strings in a REGEDIT4 file
   */
  constructor(take: (value: RegistryValue) => void, decodeAnsi: (bytes: Buffer) => string) {
    this.#take = take;
    this.#decodeAnsi = decodeAnsi;
  }

  line(text: string, number: number): void {
    if (this.#pending !== null && this.#goOn(text)) return;
    const trimmed = text.trim();
    if (/^Windows Registry Editor Version 5/i.test(trimmed)) {
      this.#wide = true;
      this.recognized = true;
    } else if (/^REGEDIT4$/i.test(trimmed)) this.recognized = true;
    else if (/^\[.*\]$/.test(trimmed)) this.#beginKey(trimmed.slice(1, -1));
    else this.#beginValue(text, number);
  }

  /** Says that the file has ended. */
  end(): void {
    if (this.#pending !== null) this.cutOff = true;
    this.#pending = null;
  }

  #beginKey(key: string): void {
    if (/^-?HKEY_/i.test(key)) this.recognized = true;
    this.#key = key.startsWith('-') ? null : key;
  }

  #beginValue(text: string, number: number): void {
    const match = NAME.exec(text);
    if (match === null) return;
    const data = (match[2] ?? '').trimEnd();
    const quoted = data.startsWith('"');
    const name = unescape(match[1] ?? '');
    const unfinished = quoted ? closingQuote(data) < 0 : data.endsWith('\\');
    if (unfinished) this.#pending = { name, line: number, data: quoted ? (match[2] ?? '') : data, quoted };
    else this.#give(name, number, data);
  }

  /** Adds a line to the value that goes on. False when the line is none of it. */
  #goOn(text: string): boolean {
    const pending = this.#pending;
    if (pending === null) return false;
    if (/^\[-?HKEY_.*\]\s*$/i.test(text) || pending.data.length > LONGEST_VALUE) {
      this.#pending = null;
      this.cutOff = true;
      return false;
    }
    pending.data = pending.quoted ? `${pending.data}\n${text}` : pending.data.slice(0, -1) + text.trim();
    const unfinished = pending.quoted ? closingQuote(pending.data) < 0 : pending.data.endsWith('\\');
    if (!unfinished) {
      this.#pending = null;
      this.#give(pending.name, pending.line, pending.data);
    }
    return true;
  }

  #give(name: string, line: number, data: string): void {
    if (this.#key === null || data === '-') return;
    this.#take({ key: this.#key, name, line, text: this.#textOf(data) });
  }

  #textOf(data: string): string | null {
    if (data.startsWith('"')) return unescape(data.slice(1, closingQuote(data)));
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
    return text.replace(/\0+$/, '').replaceAll('\0', '\n');
  }
}
