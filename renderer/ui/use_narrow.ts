// Whether the window is too narrow for three columns: a small screen, or an enlarged one.
import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 1240px)';

/** Asked once: each new question makes the page reckon its styles at once. */
let query: MediaQueryList | null = null;
const narrow = (): MediaQueryList => (query ??= window.matchMedia(NARROW));

const subscribe = (onChange: () => void): (() => void) => {
  narrow().addEventListener('change', onChange);
  return () => narrow().removeEventListener('change', onChange);
};

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow().matches);
