// Visits of today that wait at this counter: the data process tells when they change.
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Client } from '#electron/port/client.ts';
import type { WaitingVisit } from '#shared/contract/view_visit.ts';
import { useClient } from './services.tsx';

export const waitingKey = ['waiting'] as const;

const waitingQuery = (client: Client) =>
  queryOptions({
    queryKey: waitingKey,
    queryFn: () => client.send('visit.waiting', {}),
    staleTime: 0,
    gcTime: 0,
  });

const NONE: readonly WaitingVisit[] = [];

/** The oldest first; none before they are known. */
export function useWaiting(): readonly WaitingVisit[] {
  const { data } = useQuery(waitingQuery(useClient()));
  return data?.ok === true ? data.value : NONE;
}
