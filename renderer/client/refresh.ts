// Reading anew what the ledger's pushes made stale: one round at a time, and one more for all that came meanwhile.
import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * A round that is begun again with every push is never shown while entries come one after another, and the data process
 * answers each beginning all the same.
 */
export function createRefresh(cache: QueryClient, keys: readonly QueryKey[]): () => void {
  let isUnderWay = false;
  let isAskedAgain = false;
  const refresh = async (): Promise<void> => {
    isAskedAgain = true;
    if (isUnderWay) return;
    isUnderWay = true;
    while (isAskedAgain) {
      isAskedAgain = false;
      await Promise.all(keys.map((queryKey) => cache.invalidateQueries({ queryKey })));
    }
    isUnderWay = false;
  };
  return () => void refresh();
}
