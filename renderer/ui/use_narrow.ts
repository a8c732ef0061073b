// Whether the window is too narrow for three columns: a small screen, or an enlarged one.
import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 1240px)';

const subscribe = (onChange: () => void): (() => void) => {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
};

export const useNarrow = (): boolean =>
  useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
