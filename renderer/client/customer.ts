// Finding and opening customers. Look-ups are audited by the data process, so none is made without need.
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Client, SendResult } from '#electron/port/client.ts';
import type { CommandInput } from '#shared/contract/commands.ts';
import type { CustomerView, SearchHit } from '#shared/contract/view_customer.ts';
import { ok } from '#shared/base/result.ts';
import { useClient } from './services.tsx';

const search = (client: Client, text: string) => ({
  queryKey: ['search', text],
  queryFn: () => client.send('customer.search', { text }),
});

export const searchQuery = (client: Client, text: string) =>
  queryOptions({
    ...search(client, text),
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

/** The hits for a text as soon as they are there: Enter may be pressed before they are painted. */
export function useHitsFor(): (text: string) => Promise<readonly SearchHit[]> {
  const client = useClient();
  const cache = useQueryClient();
  return async (text) => {
    const answer = await cache.fetchQuery(search(client, text));
    return answer.ok ? answer.value.hits : [];
  };
}

/**
 * Asks for a customer before their page does, so that the page is the look-up and the visit behind it none of its own.
 * What was refused is asked for anew.
 */
export function useLookUp(): (id: number) => void {
  const client = useClient();
  const cache = useQueryClient();
  return (id) => {
    const query = customerQuery(client, id);
    const isRefused = cache.getQueryData(query.queryKey)?.ok === false;
    void cache.prefetchQuery(isRefused ? { ...query, staleTime: 0 } : query);
  };
}

export function useReveal(): (id: number) => Promise<SendResult<'customer.reveal'>> {
  const client = useClient();
  return (id) => client.send('customer.reveal', { id });
}

/** The customer file, apart from name and phone. */
export function useFile(): (id: number) => Promise<SendResult<'customer.file'>> {
  const client = useClient();
  return (id) => client.send('customer.file', { id });
}

/** A customer whose page is open, as it stands there: nothing is looked up for it. */
export function useCustomerOnShow(): (id: number) => CustomerView | null {
  const client = useClient();
  const cache = useQueryClient();
  return (id) => {
    const answer = cache.getQueryData(customerQuery(client, id).queryKey);
    return answer?.ok === true ? answer.value : null;
  };
}

/** What a customer said of being recommended anything; their page follows at once. */
export function useSayConsent(): (
  input: CommandInput<'customer.consent'>,
) => Promise<SendResult<'customer.consent'>> {
  const client = useClient();
  const cache = useQueryClient();
  return async (input) => {
    const answer = await client.send('customer.consent', input);
    if (answer.ok) {
      const { optedOutBy, care } = answer.value;
      cache.setQueryData<SendResult<'customer.open'>>(['customer', input.id], (last) =>
        last?.ok === true ? ok({ ...last.value, optedOutBy, care }) : last,
      );
    }
    return answer;
  };
}
