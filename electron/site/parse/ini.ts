import { LONGEST_PARSED_LINE } from './longest-line.ts';

/** A value of an INI file. */
export interface IniValue {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * Reads an INI file line by line. Sections and keys are given as spelled; lines that are neither are ignored,
 * as Windows does.
 */
export class IniReader {
  #section = '';
  readonly values: IniValue[] = [];

  line(text: string, number: number): void {
    if (text.length > LONGEST_PARSED_LINE) return;
    const trimmed = text.trim();
    if (trimmed === '' || trimmed.startsWith(';') || trimmed.startsWith('#')) return;
    const section = /^\[([^\]]*)\]/.exec(trimmed);
    if (section !== null) {
      this.#section = (section[1] ?? '').trim();
      return;
    }
    const cut = trimmed.indexOf('=');
    if (cut <= 0) return;
    const value = trimmed.slice(cut + 1).trim();
    this.values.push({
      section: this.#section,
      key: trimmed.slice(0, cut).trim(),
      value: /^".*"$/.test(value) && value.length >= 2 ? value.slice(1, -1) : value,
      line: number,
    });
  }
}
