/** What the global set-up (`build/bootstrap/wine-test-setup.mjs`) hands to the tests. */
import { inject } from 'vitest';

export interface WineSetUp {
  /** A prefix that was set up and ended; copied, never used. */
  readonly prepared: string;
  /** Where the prefixes of this run stand; removed at its end. */
  readonly runFolder: string;
  /** Where built programs are kept. */
  readonly programs: string;
  readonly compiler: string;
  /** Whole environment of a Wine program but for its WINEPREFIX. */
  readonly environment: Readonly<Record<string, string>>;
  /** node.exe for Windows, null when it could not be fetched. */
  readonly node: string | null;
}

declare module 'vitest' {
  // Vitest's own way to give a provided value its type: it must be an interface to be merged.
  export interface ProvidedContext {
    wine: WineSetUp;
  }
}

export const wineSetUp = (): WineSetUp => inject('wine');
