// People who may sign in at this branch.
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Client } from '#electron/port/client.ts';

export const staffKey = ['staff'] as const;

export const staffQuery = (client: Client) =>
  queryOptions({
    queryKey: staffKey,
    queryFn: () => client.send('staff.list', {}),
    staleTime: 0,
    gcTime: Number.POSITIVE_INFINITY,
  });

/** Asked together with the state, not after it: the first picture has its people. A refusal (not enrolled) is not kept. */
export async function prefetchStaff(client: Client, cache: QueryClient): Promise<void> {
  const answer = await client.send('staff.list', {});
  if (answer.ok) cache.setQueryData(staffKey, answer);
}
