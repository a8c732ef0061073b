// Finding and opening customers. Look-ups are audited by the data process, so none is made without need.
import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  useQueryClient,
} from '@tanstack/react-query';
import type { Client, SendResult } from '#electron/port/client.ts';
import type { CommandFailure, CommandInput } from '#shared/contract/commands.ts';
import type { CommonFailure } from '#shared/contract/failure.ts';
import type { CustomerView, SearchHit } from '#shared/contract/view_customer.ts';
import type { VisitView } from '#shared/contract/view_visit.ts';
import { ok, type Result } from '#shared/base/result.ts';
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

/** Asks before the page is made for the text that was typed: data process and page then work side by side. */
export function useSearchAhead(): (text: string) => void {
  const client = useClient();
  const cache = useQueryClient();
  return (text) => searchAhead(cache, client, text);
}

/** The page that follows takes this answer, and asks no second time. */
export const searchAhead = (cache: QueryClient, client: Client, text: string): void =>
  void cache.prefetchQuery({ ...search(client, text), staleTime: 0, gcTime: 0 });

/** The hits for a text as soon as they are there: Enter may be pressed before they are painted. */
export function useHitsFor(): (text: string) => Promise<readonly SearchHit[]> {
  const client = useClient();
  const cache = useQueryClient();
  return async (text) => {
    const answer = await cache.fetchQuery(search(client, text));
    return answer.ok ? answer.value.hits : [];
  };
}

type ServeFailure = CommandFailure<'customer.serve'> | CommonFailure;

/**
 * Opens a customer to be served: the page and the visit come in one answer, and are shown in one picture. Until then the
 * page waits for it and asks for nothing itself.
 */
export function useServe(): (id: number) => Promise<Result<VisitView, ServeFailure>> {
  const client = useClient();
  const cache = useQueryClient();
  return async (id) => {
    const sent = client.send('customer.serve', { id });
    const page = async (): Promise<SendResult<'customer.open'>> => {
      const answer = await sent;
      return answer.ok ? ok(answer.value.customer) : answer;
    };
    const query = customerQuery(client, id);
    void cache.prefetchQuery({ ...query, queryFn: page, staleTime: 0 });
    const answer = await sent;
    // After a lock nothing is kept.
    if (cache.getQueryState(query.queryKey) !== undefined) {
      cache.setQueryData(query.queryKey, await page());
    }
    return answer.ok ? ok(answer.value.visit) : answer;
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
