import { isOwnAddress, START_PAGE } from './app-address.ts';

/**
 * Tells whether a request may be made: only for the wizard's own files, and for the developer tools where there are
 * any.
 * @param address URL of the request.
 * @param developerTools True in a run from the source tree.
 */
export function mayRequest(address: string, developerTools: boolean): boolean {
  return isOwnAddress(address) || (developerTools && address.startsWith('devtools://'));
}

/**
 * Tells whether a frame may go to an address: the window to its start page, a frame inside to its embedded document.
 * @param address URL asked for.
 * @param mainFrame True for the window itself.
 */
export function mayNavigate(address: string, mainFrame: boolean): boolean {
  if (mainFrame) return address === START_PAGE;
  return address === 'about:srcdoc' || address === 'about:blank';
}
