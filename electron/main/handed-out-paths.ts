import path from 'node:path';
import { ToldError } from './told-error.ts';

/**
 * The paths that the technician pointed at, by dialog or by dropping. Nothing else is read for the window: a page that
 * was taken over could otherwise ask for any file, or make Windows sign in to a foreign host.
 */
export class HandedOutPaths {
  readonly #paths = new Set<string>();

  /** @param pointedAt A path as the system gave it. */
  add(pointedAt: string): void {
    this.#paths.add(pointedAt);
  }

  /**
   * Lets paths pass that were handed out before; touches no file.
   * @param asked Paths as the window sends them.
   * @throws ToldError `source-not-chosen` for any other.
   */
  check(asked: readonly string[]): void {
    const foreign = asked.find((candidate) => !this.#paths.has(candidate));
    if (foreign === undefined) return;
    throw new ToldError({
      code: 'source-not-chosen',
      message: `"${path.basename(foreign)}" was not chosen in this window, so it is not read.`,
      nextStep: 'Choose it with one of the buttons on the page Case, or drop it there.',
    });
  }
}
