/** The one address the window may show. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'doctor';
export const START_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`;
/** The collector's instructions, for printing. */
export const INSTRUCTIONS_PAGE = `${APP_SCHEME}://${APP_HOST}/collector-instructions`;

/**
 * Tells whether an address belongs to the wizard's own pages.
 * @param address An absolute URL; anything else counts as foreign.
 */
export function isOwnAddress(address: string): boolean {
  try {
    const { protocol, host } = new URL(address);
    return protocol === `${APP_SCHEME}:` && host === APP_HOST;
  } catch {
    return false;
  }
}
