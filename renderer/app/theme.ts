// Mantine's theme and its one colour scheme. Its CSS variables are static (tokens.css): nothing is injected at run time, so the CSP stays strict.
import { createTheme, type MantineColorSchemeManager } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 8,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Mantine's own manager asks the page's storage while it renders, which blocks the first picture. */
export const alwaysLight: MantineColorSchemeManager = {
  get: () => 'light',
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};
