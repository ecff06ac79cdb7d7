/** The three themes: Fluent's own, with the wizard's one accent, a quiet ink blue. */
import { createDarkTheme, createLightTheme, teamsHighContrastTheme } from '@fluentui/react-components';
import type { BrandVariants, Theme } from '@fluentui/react-components';

const ink: BrandVariants = {
  10: '#03070d',
  20: '#0b1a2b',
  30: '#0f2a47',
  40: '#11365c',
  50: '#134271',
  60: '#164e85',
  70: '#1b5b99',
  80: '#2367a9',
  90: '#3a77b5',
  100: '#5187c1',
  110: '#6797cc',
  120: '#7da8d6',
  130: '#93b8e0',
  140: '#abc9ea',
  150: '#c5dbf3',
  160: '#e2eefa',
};

const fonts: Partial<Theme> = {
  fontFamilyBase: "'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, 'Noto Sans', sans-serif",
  fontFamilyMonospace: "'Cascadia Mono', Consolas, 'SF Mono', 'DejaVu Sans Mono', monospace",
};

export const lightTheme: Theme = { ...createLightTheme(ink), ...fonts };

export const darkTheme: Theme = {
  ...createDarkTheme(ink),
  ...fonts,
  // The ramp's own choice for text on dark grounds is too dim at 12 px.
  colorBrandForeground1: ink[120],
  colorBrandForeground2: ink[130],
  colorBrandForegroundLink: ink[120],
  colorBrandForegroundLinkHover: ink[140],
  colorCompoundBrandForeground1: ink[120],
  colorCompoundBrandStroke: ink[110],
};

export const highContrastTheme: Theme = { ...teamsHighContrastTheme, ...fonts };
