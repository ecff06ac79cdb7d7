/** Control files for the tests. */

/** The two lines of Q260366. */
export const MANAGER = 'service \\\\%SITE_SERVER%\\SMS_SITE_COMPONENT_MANAGER';
export const LICENSE = 'service \\\\%SITE_SERVER%\\SMS_LICENSE_SERVER';

/** One byte for each character below 256. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

const ABOVE = [
  '# Backup Control File for automated site backup task',
  '',
  '[Tokens]',
  '# Set Variables:',
  '',
  '\tBACKUP_DESTINATION=BACKUP_DEST_DIR\\SITE_CODE',
  '\tSITE_SERVER_DEST=BACKUP_DESTINATION\\SiteServer',
  '',
  '[Stop]',
  MANAGER,
  LICENSE,
  '',
  '[Tasks]',
  'reg HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS SITE_SERVER_DEST\\SMSbkSiteRegSMS.dat',
  '',
  '[Start]',
];

/** Number of the first line in [Start]. */
export const FIRST_START_LINE = ABOVE.length + 1;

/**
 * A whole control file.
 * @param start lines of [Start]
 */
export function controlFileWith(start: readonly string[], lineEnd = '\r\n'): Uint8Array {
  return bytesOf([...ABOVE, ...start].map((line) => line + lineEnd).join(''));
}

/** Lines of [Start] of a file made by `controlFileWith`. */
export function startLinesOf(bytes: Uint8Array, lineEnd = '\r\n'): readonly string[] {
  return textOf(bytes).split(lineEnd).slice(ABOVE.length, -1);
}
