import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { createRefresh } from './refresh.ts';

test('pushes that come one after another are shown as they come, and the last of them is not missed', async () => {
  const cache = new QueryClient();
  let entries = 0;
  let asked = 0;
  const shown: number[] = [];
  const watched = new QueryObserver(cache, {
    queryKey: ['report', 'day'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      asked += 1;
      const told = entries;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return told;
    },
  });
  const stop = watched.subscribe(({ data, isFetching }) => {
    if (data !== undefined && !isFetching) shown.push(data);
  });
  await expect.poll(() => shown).toEqual([0]);
  const refresh = createRefresh(cache, [['report'], ['waiting']]);
  for (let push = 1; push <= 12; push += 1) {
    entries = push;
    refresh();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await expect.poll(() => shown.at(-1)).toBe(12);
  // Figures of before the last push were on show while more came, and not every push was a question of its own.
  expect(shown.filter((told) => told > 0 && told < 12).length).toBeGreaterThan(0);
  expect(asked).toBeLessThan(1 + 12);
  stop();
});
