/** The share of the SMS directory is called after the site (inboxes: Q295441). `SMS_SITE` is another one (Q278357). */
const SHARE = /^(SMS_([A-Za-z0-9]{3}))(?=\s|$)/;

export interface SmsShare {
  /** `SMS_CEN`. */
  readonly share: string;
  readonly siteCode: string;
  /** Folder behind it, null where the list has none (`net view`). */
  readonly folder: string | null;
}

/**
 * Finds the shares of SMS directories in what `net share` or `net view \\server` prints: the first column is the name in any
 * language, and with `net share` the next one is a folder.
 */
export function parseSmsShares(text: string): readonly SmsShare[] {
  const found: SmsShare[] = [];
  for (const line of text.split('\n')) {
    const [name, share, siteCode] = SHARE.exec(line) ?? [];
    if (name === undefined || share === undefined || siteCode === undefined) continue;
    // The column behind a folder begins after two blanks; a folder may have single ones.
    const folder = /^\s+([A-Za-z]:\\.*?)(?:\s{2,}.*)?$/.exec(line.slice(name.length))?.[1] ?? null;
    found.push({ share, siteCode: siteCode.toUpperCase(), folder: folder?.trimEnd() ?? null });
  }
  return found;
}
