// A paper as it would be printed.
import { queryOptions } from '@tanstack/react-query';
import type { Client } from '#electron/port/client.ts';
import type { PaperChoice } from '#shared/contract/view_paper.ts';

/** Read anew each time: the visit may have gone on. */
export const paperQuery = (client: Client, choice: PaperChoice) =>
  queryOptions({
    queryKey: ['paper', choice],
    queryFn: () => client.send('paper.show', choice),
    staleTime: 0,
    gcTime: 0,
  });
