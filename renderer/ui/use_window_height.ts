// The height of the window in CSS px, for what must be drawn to fit.
import { useSyncExternalStore } from 'react';

const subscribe = (onChange: () => void): (() => void) => {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
};

export const useWindowHeight = (): number =>
  useSyncExternalStore(subscribe, () => window.innerHeight);
