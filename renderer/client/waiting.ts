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

/** The oldest first, without the one on the counter; none before they are known. */
export function useWaiting(onCounter: string | null): readonly WaitingVisit[] {
  // Chosen within the query: an entry about the visit on the counter alone then changes nothing here.
  const { data } = useQuery({
    ...waitingQuery(useClient()),
    select: (answer) =>
      answer.ok ? answer.value.filter(({ visit }) => visit !== onCounter) : NONE,
  });
  return data ?? NONE;
}
