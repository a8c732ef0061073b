// What is asked ahead of the page is asked once, and leaves nothing behind.
import { QueryObserver } from '@tanstack/react-query';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Client } from '#electron/port/client.ts';
import { ok } from '#shared/base/result.ts';
import { searchAhead, searchQuery } from './customer.ts';
import { createQueryClient } from './query_client.ts';

it('searches once for a text, and forgets the hits when the page does', async () => {
  const sent: unknown[] = [];
  const client = {
    async send(_name: string, input: unknown) {
      sent.push(input);
      await pause(5);
      return ok({ hits: [], hasMore: false });
    },
  } as unknown as Client;
  const cache = createQueryClient();
  searchAhead(cache, client, 'wang');
  const page = new QueryObserver(cache, searchQuery(client, 'wang'));
  const leave = page.subscribe(() => undefined);
  await pause(20);
  expect(page.getCurrentResult().data?.ok).toBe(true);
  expect(sent).toEqual([{ text: 'wang' }]);
  // Typed once more, it is looked up once more.
  searchAhead(cache, client, 'wang');
  await pause(20);
  expect(sent).toHaveLength(2);
  leave();
  await pause(5);
  expect(cache.getQueryCache().getAll()).toEqual([]);
});
