// Mantine's theme. Its CSS variables are static (tokens.css): nothing is injected at run time, so the CSP stays strict.
import { createTheme } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 8,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
