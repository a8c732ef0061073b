import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import type { Client, SendResult } from '#electron/port/client.ts';
import { err, ok } from '#shared/base/result.ts';
import type { Push } from '#shared/contract/message.ts';
import type { AppState, StaffEntry } from '#shared/contract/view_status.ts';
import { staffQuery } from './staff.ts';
import { keepFresh } from './state.ts';

const nobody = (): void => undefined;

it('asks who may sign in again when the data come to whoever waits at the sign-in page', async () => {
  const cache = new QueryClient();
  const people: readonly StaffEntry[] = [];
  let answer: SendResult<'staff.list'> = err({ type: 'not-ready' });
  let push: (told: Push) => void = nobody;
  const client = {
    send: async () => answer,
    onPush(listener: (told: Push) => void) {
      push = listener;
      return () => undefined;
    },
    onAttach: () => () => undefined,
  } as unknown as Client;
  const stop = keepFresh(client, cache);
  const page = new QueryObserver(cache, staffQuery(client));
  const leave = page.subscribe(() => undefined);
  await expect.poll(() => page.getCurrentResult().data?.ok).toBe(false);

  answer = ok(people);
  push({ kind: 'push', topic: 'state', state: { phase: 'fetching' } as AppState });
  push({ kind: 'push', topic: 'state', state: { phase: 'ready' } as AppState });
  await expect.poll(() => page.getCurrentResult().data).toEqual(ok(people));
  leave();
  stop();
});
