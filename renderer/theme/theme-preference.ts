/** Which theme the technician chose; remembered where the window has a store for it. */

export const themeChoices = ['system', 'light', 'dark', 'high-contrast'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

export const themeNames: Readonly<Record<ThemeChoice, string>> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  'high-contrast': 'High contrast',
};

const key = 'theme';

function store(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    // Without a store (opaque origin, storage switched off) the choice holds until the window closes.
    return null;
  }
}

/** The choice of the last time; `system` when there is none. */
export function rememberedTheme(): ThemeChoice {
  const value = store()?.getItem(key) ?? null;
  return themeChoices.find((choice) => choice === value) ?? 'system';
}

/** Keeps the choice for the next time, where that is possible. */
export function rememberTheme(choice: ThemeChoice): void {
  try {
    store()?.setItem(key, choice);
  } catch {
    // A full or read-only store: the choice still holds in this window.
  }
}
