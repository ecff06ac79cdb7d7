import { lazy } from 'react';

type View = React.ComponentType;

/** A part of the window could not be loaded; `cause` says why. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
}

/** A part of the window that is loaded when it is first shown, or before, when there is time. */
export class LaterPart {
  readonly #load: () => Promise<View>;
  #loaded: View | null = null;
  #pending: View | null = null;

  /** @param load Fetches the part; called again after it failed. */
  constructor(load: () => Promise<View>) {
    this.#load = load;
  }

  /** Loads it. @throws LoadError when that fails; it can be asked for again. */
  async load(): Promise<View> {
    try {
      this.#loaded = await this.#load();
      return this.#loaded;
    } catch (error) {
      // A stand-in keeps its error for ever, so the next one who shows the part needs a new one.
      this.#pending = null;
      throw new LoadError('A part of the window could not be loaded.', { cause: error });
    }
  }

  /** The part itself when it is loaded; else a stand-in that suspends until it is, and throws when that fails. */
  view(): View {
    if (this.#loaded !== null) return this.#loaded;
    this.#pending ??= lazy(async () => ({ default: await this.load() }));
    return this.#pending;
  }
}
