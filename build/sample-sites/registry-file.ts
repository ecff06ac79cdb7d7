/** Registry exports as regedit writes them: REGEDIT4 in ANSI on NT 4.0, version 5 in UTF-16 from Windows 2000 on. */
import { ansiBytes, crlfText, utf16Bytes } from './text-bytes.ts';
import type { SiteProfile } from './site-profile.ts';

export type RegistryValue =
  | { readonly kind: 'text' | 'expand'; readonly name: string; readonly value: string }
  | { readonly kind: 'number'; readonly name: string; readonly value: number };

/** Columns after which regedit breaks a line of bytes. */
const WIDTH = 80;

/** @returns the export of one key without sub-keys */
export function registryFile(
  windows: SiteProfile['windows'],
  key: string,
  values: readonly RegistryValue[],
): Uint8Array {
  const head = windows === 'nt4' ? 'REGEDIT4' : 'Windows Registry Editor Version 5.00';
  const lines = [head, '', `[${key}]`, ...values.flatMap((value) => valueLines(windows, value)), ''];
  return windows === 'nt4' ? ansiBytes(crlfText(lines)) : utf16Bytes(crlfText(lines));
}

function valueLines(windows: SiteProfile['windows'], { kind, name, value }: RegistryValue): string[] {
  if (kind === 'number') {
    return [`"${name}"=dword:${(value >>> 0).toString(16).padStart(8, '0')}`];
  }
  if (kind === 'text') return [`"${name}"="${value.replaceAll('\\', '\\\\')}"`];
  const text = `${value}\0`;
  const bytes = windows === 'nt4' ? ansiBytes(text) : utf16Bytes(text).subarray(2);
  const parts = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const lines: string[] = [];
  let line = `"${name}"=hex(2):`;
  for (const [index, part] of parts.entries()) {
    line += index < parts.length - 1 ? `${part},` : part;
    if (line.length > WIDTH - 4 && index < parts.length - 1) {
      lines.push(`${line}\\`);
      line = '  ';
    }
  }
  return [...lines, line];
}
