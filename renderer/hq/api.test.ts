// What was asked before the page's program is taken once; everything else goes over the line.
import { afterEach, expect, test, vi } from 'vitest';
import { QueryClient } from '@tanstack/react-query';
import { branchesQuery, sessionQuery, signOut } from './api.ts';

afterEach(() => vi.unstubAllGlobals());

const early = (account: string) => Promise.resolve(Response.json({ account }));

test('the first answers are used once, and for no other question', async () => {
  const line = vi.fn<(path: string) => Promise<Response>>((path) =>
    Promise.resolve(Response.json({ account: `line ${path}` })),
  );
  const firstAnswers = new Map([
    ['/api/session', early('early')],
    ['/api/branches', early('early')],
    ['/api/sign-out', early('never')],
  ]);
  vi.stubGlobal('window', { firstAnswers });
  vi.stubGlobal('fetch', line);
  const cache = new QueryClient();
  expect(await cache.fetchQuery(sessionQuery)).toMatchObject({ value: { account: 'early' } });
  expect(await cache.fetchQuery({ ...sessionQuery, staleTime: 0 })).toMatchObject({
    value: { account: 'line /api/session' },
  });
  await cache.fetchQuery(branchesQuery('2026-10' as never));
  await signOut();
  expect(line.mock.calls.map(([path]) => path)).toEqual([
    '/api/session',
    '/api/branches?month=2026-10',
    '/api/sign-out',
  ]);
  await cache.fetchQuery(branchesQuery(null));
  expect(line).toHaveBeenCalledTimes(3);
});

test('an early question on a dead line is a plain answer', async () => {
  const dead = Promise.reject(new Error('the line is dead'));
  vi.stubGlobal('window', { firstAnswers: new Map([['/api/session', dead]]) });
  expect(await new QueryClient().fetchQuery(sessionQuery)).toEqual({
    ok: false,
    error: { type: 'unavailable' },
  });
});
