// People who may sign in at this branch.
import { queryOptions } from '@tanstack/react-query';
import type { Client } from '#electron/port/client.ts';

export const staffKey = ['staff'] as const;

export const staffQuery = (client: Client) =>
  queryOptions({
    queryKey: staffKey,
    queryFn: () => client.send('staff.list', {}),
    staleTime: 0,
    gcTime: Number.POSITIVE_INFINITY,
  });
