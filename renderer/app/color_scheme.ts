// One colour scheme. Mantine's own manager asks the page's storage for it while it renders, which blocks the first picture.
import type { MantineColorSchemeManager } from '@mantine/core';

export const alwaysLight: MantineColorSchemeManager = {
  get: () => 'light',
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};
