// Prizes on show, and draws. Each draw is on disk before it answers.
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Client, SendResult } from '#electron/port/client.ts';
import { ok } from '#shared/base/result.ts';
import type { CommandInput } from '#shared/contract/commands.ts';
import { useClient } from './services.tsx';

/** Fresh with every look: the fingerprint belongs to the next draw. */
export const lotteryQuery = (client: Client, lottery: string) =>
  queryOptions({
    queryKey: ['lottery', lottery],
    queryFn: () => client.send('lottery.show', { lottery }),
    staleTime: 0,
    gcTime: 0,
  });

export function useDraw(): (
  input: CommandInput<'lottery.draw'>,
) => Promise<SendResult<'lottery.draw'>> {
  const client = useClient();
  const cache = useQueryClient();
  return async (input) => {
    const answer = await client.send('lottery.draw', input);
    if (answer.ok) {
      const { lottery } = answer.value;
      cache.setQueryData<SendResult<'lottery.show'>>(['lottery', lottery.lottery], ok(lottery));
    }
    return answer;
  };
}
