import { useSyncExternalStore } from 'react';
import type { Theme } from '@fluentui/react-components';
import type { ThemeChoice } from './theme-preference.ts';
import { darkTheme, highContrastTheme, lightTheme } from './themes.ts';

/** Follows a media query of the window. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}

export interface ThemeInUse {
  readonly theme: Theme;
  readonly kind: 'light' | 'dark' | 'high-contrast';
}

/** The theme for a choice; `system` follows the desk, also when the desk changes while the window is open. */
export function useThemeFor(choice: ThemeChoice): ThemeInUse {
  const dark = useMedia('(prefers-color-scheme: dark)');
  if (choice === 'high-contrast') return { theme: highContrastTheme, kind: 'high-contrast' };
  if (choice === 'dark' || (choice === 'system' && dark)) return { theme: darkTheme, kind: 'dark' };
  return { theme: lightTheme, kind: 'light' };
}
