// Gifts of the branch, for a manager who lets one go.
import { queryOptions } from '@tanstack/react-query';
import type { Client } from '#electron/port/client.ts';

/** Fresh with every look: the stock moves, and what the customer had. */
export const giftsQuery = (client: Client, customer: number) =>
  queryOptions({
    queryKey: ['gifts', customer],
    queryFn: () => client.send('gift.list', { customer }),
    staleTime: 0,
    gcTime: 0,
  });
