import { isOwnAddress } from '../app-address.ts';

/** The parts of a frame that tell who it is. */
export interface Frame {
  readonly url: string;
  /** Null for the page itself, its embedding frame otherwise. */
  readonly parent: unknown;
}

/**
 * Tells whether a message comes from the wizard's own page: from our window, not from a frame inside it, and while it
 * shows our own address.
 * @param frame Frame that sent it; null when it is gone already.
 * @param fromOurWindow True when the sending contents are those of our window.
 */
export function isTrustedSender(frame: Frame | null, fromOurWindow: boolean): boolean {
  return fromOurWindow && frame !== null && frame.parent === null && isOwnAddress(frame.url);
}
