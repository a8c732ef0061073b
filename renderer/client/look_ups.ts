// Why a look-up beyond HQ's budget has to be; and for the manager, who looked at whom at this computer.
import { queryOptions } from '@tanstack/react-query';
import type { Client, SendResult } from '#electron/port/client.ts';
import type { Day } from '#shared/base/month.ts';
import type { CommandInput } from '#shared/contract/commands.ts';
import type { LookUpsShown } from '#shared/contract/view_look_ups.ts';
import { reportInTurn, reportKey } from './report.ts';
import { useClient } from './services.tsx';

export function useGiveReason(): (
  given: CommandInput<'look-ups.reason'>,
) => Promise<SendResult<'look-ups.reason'>> {
  const client = useClient();
  return (given) => client.send('look-ups.reason', given);
}

/** Under the reports, which each push of the ledger makes stale. */
export const lookUpDayQuery = (client: Client, day: Day) =>
  queryOptions({
    queryKey: [...reportKey, 'look-ups', day],
    queryFn: ({ signal }) => reportInTurn(signal, () => client.send('look-ups.day', { day })),
  });

export const lookUpListQuery = (
  client: Client,
  asked: {
    readonly day: Day;
    readonly staff: string;
    readonly shown: LookUpsShown;
    readonly offset: number;
  },
) =>
  queryOptions({
    queryKey: [...reportKey, 'look-ups', asked],
    queryFn: ({ signal }) => reportInTurn(signal, () => client.send('look-ups.list', asked)),
  });
