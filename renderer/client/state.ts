// The state of the device as the data process last told it, kept fresh by its pushes; and whether that process answers.
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Client, SendResult } from '#electron/port/client.ts';
import type { Day } from '#shared/base/month.ts';
import { ok } from '#shared/base/result.ts';
import type { DataHealth } from '#shared/contract/shell.ts';
import type { AppState } from '#shared/contract/view_status.ts';
import { createRefresh } from './refresh.ts';
import { reportKey } from './report.ts';
import { useClient, useServices } from './services.tsx';
import { staffKey } from './staff.ts';
import { waitingKey } from './waiting.ts';

const stateKey = ['state'] as const;

/** While the data process is down the last known state stays: pages keep what was typed. */
export const stateQuery = (client: Client) =>
  queryOptions({
    queryKey: stateKey,
    queryFn: async ({ client: cache }): Promise<SendResult<'app.state'>> => {
      const answer = await client.send('app.state', {});
      if (answer.ok) return answer;
      const last = cache.getQueryData<SendResult<'app.state'>>(stateKey);
      return last?.ok === true ? last : answer;
    },
    gcTime: Number.POSITIVE_INFINITY,
  });

/** Pushes and a fresh channel bring the cache up to date. Returns how to stop. */
export function keepFresh(client: Client, cache: QueryClient): () => void {
  const refresh = createRefresh(cache, [reportKey, waitingKey]);
  const stopPush = client.onPush((push) => {
    if (push.topic === 'state') {
      cache.setQueryData(stateKey, ok(push.state));
      askPeopleAgain(cache, push.state);
    } else refresh();
  });
  const stopAttach = client.onAttach(() => {
    // At the first attach the request for the state is already under way; at a later one nobody is signed in any more.
    if (cache.getQueryData(stateKey) === undefined) return;
    void cache.invalidateQueries({ queryKey: stateKey });
    void cache.invalidateQueries({ queryKey: staffKey });
  });
  return () => {
    stopPush();
    stopAttach();
  };
}

/** Whoever is at the sign-in page when the data come has been told that there are none. */
function askPeopleAgain(cache: QueryClient, state: AppState): void {
  const people = cache.getQueryData<SendResult<'staff.list'>>(staffKey);
  if (state.phase === 'ready' && people?.ok === false) {
    void cache.invalidateQueries({ queryKey: staffKey });
  }
}

/** After a lock no answer about a customer stays in memory but what a page holds, masked. */
export function forgetCustomers(cache: QueryClient): void {
  const kept = new Set<unknown>([stateKey[0], staffKey[0]]);
  cache.removeQueries({ predicate: (query) => !kept.has(query.queryKey[0]) });
}

/** Null until it was told for the first time. */
export function useAppState(): AppState | null {
  const { data } = useQuery(stateQuery(useClient()));
  return data?.ok === true ? data.value : null;
}

/** The last day of the data; null: none yet. Of all that the state tells the counter follows this alone. */
export function useAsOf(): Day | null {
  const { data } = useQuery({
    ...stateQuery(useClient()),
    select: (answer) => (answer.ok ? answer.value.sync.asOf : null),
  });
  return data ?? null;
}

/** Main tells of restarts, the port of its death. */
export function useDataHealth(): DataHealth {
  const { client, shell } = useServices();
  const [health, setHealth] = useState<DataHealth>({ state: 'up' });
  useEffect(() => {
    let isMounted = true;
    shell.onDataHealth((next) => {
      if (isMounted) setHealth(next);
    });
    const stopAttach = client.onAttach(() => setHealth({ state: 'up' }));
    const stopDetach = client.onDetach(() =>
      setHealth((last) => (last.state === 'up' ? { state: 'starting', attempt: 1 } : last)),
    );
    return () => {
      isMounted = false;
      stopAttach();
      stopDetach();
    };
  }, [client, shell]);
  return health;
}
