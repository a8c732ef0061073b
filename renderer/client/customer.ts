// Finding and opening customers. Look-ups are audited by the data process, so none is made without need.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Client } from '#electron/port/client.ts';

export const searchQuery = (client: Client, text: string) =>
  queryOptions({
    queryKey: ['search', text],
    queryFn: () => client.send('customer.search', { text }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });

export const customerQuery = (client: Client, id: number) =>
  queryOptions({
    queryKey: ['customer', id],
    queryFn: () => client.send('customer.open', { id }),
    gcTime: 0,
  });
