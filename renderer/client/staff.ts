// People who may sign in at this branch.
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import type { Client, SendResult } from '#electron/port/client.ts';
import { ok } from '#shared/base/result.ts';
import type { StaffEntry } from '#shared/contract/view_status.ts';
import { reportKey } from './report.ts';
import { useClient } from './services.tsx';

export const staffKey = ['staff'] as const;

/** The sign-in page does not ask again for what was asked for with the start. */
const FRESH_MS = 2_000;

export const staffQuery = (client: Client) =>
  queryOptions({
    queryKey: staffKey,
    queryFn: () => client.send('staff.list', {}),
    staleTime: FRESH_MS,
    gcTime: Number.POSITIVE_INFINITY,
  });

/** People as of the last run: shown until the data process has answered. */
export const recallStaff = (cache: QueryClient, staff: readonly StaffEntry[]): void =>
  void cache.setQueryData<SendResult<'staff.list'>>(staffKey, ok(staff), { updatedAt: 1 });

/** For managers: wrong PINs at this computer, and who is barred. Under the reports, which each push makes stale. */
export const staffWatchQuery = (client: Client) =>
  queryOptions({
    queryKey: [...reportKey, 'people'],
    queryFn: () => client.send('staff.watch', {}),
  });

/** Asked before the state, not after it: the first picture has its people. A refusal (not enrolled) is not kept. */
export async function prefetchStaff(client: Client, cache: QueryClient): Promise<void> {
  const query = staffQuery(client);
  const answer = await cache.fetchQuery(query);
  if (!answer.ok) cache.removeQueries({ queryKey: query.queryKey });
}

/** Whether it is known who may sign in; only looks on, the sign-in page asks. */
export const useStaffKnown = (): boolean =>
  useQuery({ ...staffQuery(useClient()), enabled: false }).data !== undefined;
