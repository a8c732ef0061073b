// The list of the day, and who of it was served. What a customer's page shows of it follows.
import { queryOptions, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Client, SendResult } from '#electron/port/client.ts';
import type { Day } from '#shared/base/month.ts';
import { ok } from '#shared/base/result.ts';
import type { CareOutcome } from '#shared/model/care.ts';
import { useClient } from './services.tsx';
import { useAsOf } from './state.ts';

/** Asked anew with each day and with new data. @param asOf last day of the data; null: none yet */
const careQuery = (client: Client, today: Day, asOf: Day | null) =>
  queryOptions({
    queryKey: ['care', today, asOf],
    queryFn: () => client.send('care.list', {}),
    gcTime: 0,
  });

/** The list of the day as the counter shows it; `list` is null until it is known. */
export function useCare(today: Day) {
  const asOf = useAsOf();
  const { data, refetch } = useQuery(careQuery(useClient(), today, asOf));
  return {
    list: data?.ok === true ? data.value : null,
    failure: data?.ok === false ? data.error : null,
    refresh: () => void refetch(),
  };
}

type CareDone = (
  care: string,
  customer: number,
  outcome: CareOutcome,
) => Promise<SendResult<'care.done'>>;

export function useCareDone(): CareDone {
  const client = useClient();
  const cache = useQueryClient();
  return async (care, customer, outcome) => {
    const answer = await client.send('care.done', { care, outcome });
    if (answer.ok) {
      cache.setQueriesData<SendResult<'care.list'>>({ queryKey: ['care'] }, answer);
      markDone(cache, customer, care, outcome);
    }
    return answer;
  };
}

/** Without asking for the customer again: each look-up is recorded. */
function markDone(cache: QueryClient, customer: number, care: string, outcome: CareOutcome): void {
  cache.setQueryData<SendResult<'customer.open'>>(['customer', customer], (last) =>
    last?.ok !== true
      ? last
      : ok({
          ...last.value,
          care: last.value.care.map((item) =>
            item.id === care ? { ...item, done: outcome } : item,
          ),
        }),
  );
}
