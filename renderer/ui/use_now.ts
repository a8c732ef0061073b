// The clock for countdowns and ages: ticks only while somebody looks.
import { useCallback, useSyncExternalStore } from 'react';

/**
 * UTC ms, up to one step ahead, so that a countdown never shows more than there is.
 * @param everyMs 0 stops the clock; the time is then 0
 */
export function useNow(everyMs: number): number {
  const subscribe = useCallback(
    (tick: () => void) => {
      if (everyMs === 0) return () => undefined;
      const timer = setInterval(tick, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  return useSyncExternalStore(subscribe, () =>
    everyMs === 0 ? 0 : Math.ceil(Date.now() / everyMs) * everyMs,
  );
}
