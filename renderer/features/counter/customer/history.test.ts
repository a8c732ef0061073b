import type { Instant } from '#shared/base/month.ts';
import { expect, test } from 'vitest';
import { earlierAnswers } from './history.tsx';

const answer = (visit: string, at: number) => ({
  visit,
  at: at as Instant,
  offer: 'a',
  name: { zh: '优惠', en: 'offer' },
  answer: 'later' as const,
});

test('the visit on the counter is not among the earlier ones', () => {
  const lastAnswers = [answer('open', 3), answer('before', 2), answer('open', 1)];
  expect(earlierAnswers({ lastAnswers }, 'open').map(({ at }) => at)).toEqual([2]);
  expect(earlierAnswers({ lastAnswers }, null)).toEqual(lastAnswers);
});

test('answers of the open visit take no place of earlier ones', () => {
  const open = [10, 9, 8].map((at) => answer('open', at));
  const before = [7, 6, 5, 4, 3, 2].map((at) => answer('before', at));
  const lastAnswers = [...open, ...before];
  expect(earlierAnswers({ lastAnswers }, 'open').map(({ at }) => at)).toEqual([7, 6, 5, 4, 3]);
});
