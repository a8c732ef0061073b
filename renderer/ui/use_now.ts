// The clock for countdowns and ages: ticks only while somebody looks.
import { useCallback, useSyncExternalStore } from 'react';

const MINUTE = 60_000;

/**
 * UTC ms, up to one step ahead, so that a countdown never shows more than there is.
 * @param everyMs 0 stops the clock; the time is then 0
 */
export const useNow = (everyMs: number): number =>
  useTicks(everyMs, () => (everyMs === 0 ? 0 : Math.ceil(Date.now() / everyMs) * everyMs));

/** UTC ms: as far ahead as the present minute goes, and no further, so that today lasts until midnight. */
export const useMinute = (): number => useTicks(MINUTE, () => lastOfMinute(Date.now()));

export const lastOfMinute = (now: number): number => Math.floor(now / MINUTE) * MINUTE + MINUTE - 1;

function useTicks(everyMs: number, read: () => number): number {
  const subscribe = useCallback(
    (tick: () => void) => {
      if (everyMs === 0) return () => undefined;
      const timer = setInterval(tick, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  return useSyncExternalStore(subscribe, read);
}
