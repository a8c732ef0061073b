// The chart grows with the window: on a small one the offers below it stay in sight.
import { useSyncExternalStore } from 'react';

const LEAST = 290;
const MOST = 400;
/** What else stands on the page, with five offers. */
const OTHERS = 478;

/** @param windowHeight CSS px */
export const chartHeight = (windowHeight: number): number =>
  Math.min(MOST, Math.max(LEAST, windowHeight - OTHERS));

const subscribe = (onChange: () => void): (() => void) => {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
};

export const useWindowHeight = (): number =>
  useSyncExternalStore(subscribe, () => window.innerHeight);
