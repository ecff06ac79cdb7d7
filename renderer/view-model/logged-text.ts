/** What a machine wrote, for narrow places. */

/**
 * A status message line without its empty insertion strings, which fill most of it (`ISTR0="" ... NUMATTRS=0`). The whole
 * line is shown where it stands in its file.
 */
export function shortLogText(text: string): string {
  if (!/\bSTATMSG:/.test(text)) return text;
  return text
    .replace(/ ISTR\d=""/g, '')
    .replace(/ NUMATTRS=0\b/, '')
    .trimEnd();
}
