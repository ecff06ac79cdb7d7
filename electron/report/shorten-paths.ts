/**
 * In texts of a case, paths are cut to their last part for a redacted report: folders above it may be named after people or
 * customers. What was cut is handed back, since names found in it may also stand elsewhere.
 */

/** Between quotation marks, where a path may hold blanks everywhere. */
const quoted = /"((?:[A-Za-z]:[\\/]|\\\\|\/)[^"\r\n]*)"/g;
/** Drive or share; a blank belongs to the path where a name and a separator follow it. */
const windows =
  /(?<![A-Za-z0-9])(?:[A-Za-z]:|\\)\\(?:[^\\/:*?"<>|\r\n]*[^\\/:*?"<>|\s]\\)*[^\\/:*?"<>|\s,;()]*/g;
const posix = /(?<![\w.:/\\<>~-])\/(?=[^\s/])(?:[^/"'<>|:*?\r\n]*[^/"'<>|:*?\s]\/)+[^/"'<>|:*?\s,;()]*/g;

export interface Shortened {
  readonly text: string;
  readonly cut: readonly string[];
}

/** Cuts every absolute path in a text to its last part. */
export function shortenPaths(text: string): Shortened {
  const cut: string[] = [];
  const shorten = (path: string): string => {
    cut.push(path);
    return lastPart(path);
  };
  const result = text
    .replace(quoted, (_whole, path: string) => `"${shorten(path)}"`)
    .replace(windows, shorten)
    .replace(posix, shorten);
  return { text: result, cut };
}

/** `SMS_CEN` of `\\NYSMS01\SMS_CEN`; a bare share or drive stays as it is, its name is replaced later. */
function lastPart(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== '');
  const end = /[.,;]$/.exec(path)?.[0] ?? '';
  const last = (parts.at(-1) ?? path).replace(/[.,;]$/, '');
  if (parts.length < 2) return path;
  return `${last}${end}`;
}
