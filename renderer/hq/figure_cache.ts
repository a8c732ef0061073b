// The cache of answers. An answer that the session is over ends it for the whole page.
import { QueryCache, QueryClient } from '@tanstack/react-query';
import type { Result } from '#shared/base/result.ts';
import type { HqFailure } from '#shared/contract/view_hq.ts';
import { branchesQuery, figuresKey, sessionQuery } from './api.ts';
import { readPlace } from './place.ts';

/** An answer is shown again at once for so long, and asked for anew when it is older. */
const FRESH_MS = 60_000;
const KEEP_MS = 600_000;

export function createFigureCache(): QueryClient {
  const cache: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onSuccess(told, query) {
        const answer = told as Result<unknown, HqFailure>;
        if (answer.ok || answer.error.type !== 'unauthorised') return;
        if (query.queryKey[0] !== figuresKey[0]) return;
        cache.setQueryData(sessionQuery.queryKey, answer as Result<never, HqFailure>);
        cache.removeQueries({ queryKey: figuresKey });
      },
    }),
    defaultOptions: {
      queries: {
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: true,
        staleTime: FRESH_MS,
        gcTime: KEEP_MS,
      },
      mutations: { retry: false, networkMode: 'always', gcTime: 0 },
    },
  });
  return cache;
}

/** Who is signed in, and what the first page shows, are asked for at once. */
export function prefetchFirst(cache: QueryClient): void {
  void cache.prefetchQuery(sessionQuery);
  const place = readPlace(window.location.hash);
  if (place.page === 'branches') void cache.prefetchQuery(branchesQuery(place.month));
}
