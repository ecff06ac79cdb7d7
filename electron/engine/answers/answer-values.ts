/** Values of answers: counts of files with the age of the oldest. */

export interface FilesAndAge {
  readonly files: number;
  /** Age of the oldest file in minutes, null when it was left out. */
  readonly ageMinutes: number | null;
}

const COUNT = /^\s*(\d{1,9})\s*(?:\/\s*(\d{1,9})?\s*)?$/;

/**
 * Reads `420/900` (files and age of the oldest in minutes), `420/` (age not known) or `0/`.
 * @returns null when the value is no such pair
 */
export function parseFilesAndAge(value: string | number | boolean): FilesAndAge | null {
  const match = COUNT.exec(String(value));
  if (!match) return null;
  const files = Number(match[1]);
  return { files, ageMinutes: match[2] === undefined || files === 0 ? null : Number(match[2]) };
}

/** Reads yes and no in words or as truth values; null for anything else. */
export function parseYesNo(value: string | number | boolean): boolean | null {
  if (typeof value === 'boolean') return value;
  if (/^(?:yes|y|true)$/i.test(String(value).trim())) return true;
  return /^(?:no|n|false)$/i.test(String(value).trim()) ? false : null;
}
