import type { RegistryValue } from '../../site/parse/registry.ts';

export interface RegQueryAnswer {
  /** Every value, and one without name and text for each key that has none. */
  readonly values: readonly RegistryValue[];
  /** Keys as spelled, without the computer's name, in the order of the text. */
  readonly keys: readonly string[];
  /** Lines that are neither a key nor a value. */
  readonly strangeLines: number;
}

/** `HKEY_LOCAL_MACHINE\...`, behind the computer's name where some versions print it. */
const KEY = /^(?:\\\\[^\\]+\\)?(HKEY_[A-Z_]+(?:\\.*)?)$/;
/** Name, type and data with four blanks between; a tab in reg.exe up to Windows XP. */
const VALUE = /^(?: {4}|\t)(.*?)(?: {4}|\t)(REG_[A-Z_]+)(?:(?: {4}|\t)(.*))?$/;
/** The name of a key's own value: `<NO NAME>` up to Windows XP, later a word of Windows' language in brackets. */
const OWN_VALUE = /^(?:<NO NAME>|\([^()\\]+\))$/;
const HEADING = /^!\s*REG\.EXE VERSION/i;
const LONGEST_LINE = 1 << 16;

function textOf(type: string, data: string): string | null {
  switch (type) {
    case 'REG_SZ':
    case 'REG_EXPAND_SZ':
      return data;
    case 'REG_MULTI_SZ':
      return data.replaceAll('\\0', '\n').replace(/\n+$/, '');
    case 'REG_DWORD':
    case 'REG_QWORD':
      return /^0x[0-9a-f]+$/i.test(data.trim()) ? BigInt(data.trim()).toString() : null;
    default:
      return null;
  }
}

/**
 * Reads what `reg query` prints, with and without `/s`.
 *
 * @param text with LF as line end
 * @returns null when no key is in it: that is no answer, not an empty one
 */
export function parseRegQuery(text: string): RegQueryAnswer | null {
  const values: RegistryValue[] = [];
  const keys: string[] = [];
  let strangeLines = 0;
  let key: { readonly name: string; readonly line: number } | null = null;
  let valuesOfKey = 0;

  const endKey = (): void => {
    if (key !== null && valuesOfKey === 0)
      values.push({ key: key.name, name: '', text: null, line: key.line });
  };
  for (const [index, line] of text.split('\n').entries()) {
    const named = KEY.exec(line.trimEnd())?.[1];
    if (named !== undefined) {
      endKey();
      key = { name: named, line: index + 1 };
      keys.push(named);
      valuesOfKey = 0;
      continue;
    }
    const [, name, type, data = ''] = (line.length <= LONGEST_LINE ? VALUE.exec(line) : null) ?? [];
    if (key === null || name === undefined || type === undefined) {
      if (line.trim() !== '' && !HEADING.test(line)) strangeLines += 1;
      continue;
    }
    valuesOfKey += 1;
    values.push({
      key: key.name,
      name: OWN_VALUE.test(name) ? '' : name,
      text: textOf(type, data),
      line: index + 1,
    });
  }
  endKey();
  return keys.length === 0 ? null : { values, keys, strangeLines };
}
