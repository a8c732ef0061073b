// The cache of answers. Failures are data, so nothing is retried here; personal data is dropped soon after it is off the screen.
import { QueryClient } from '@tanstack/react-query';

/** How long an answer that no page shows is kept, in ms. */
const KEEP_MS = 15_000;

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: KEEP_MS,
      },
      mutations: { retry: false, networkMode: 'always', gcTime: 0 },
    },
  });
