import { expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import type { GroupView } from '#shared/contract/view_customer.ts';
import { bestTimeOf } from './best_time.ts';

const group = (
  kind: GroupView['kind'],
  weekday: number | null,
  daypart: 'morning' | null,
): GroupView => ({
  kind,
  code: 'x',
  name: { zh: '群', en: 'group' },
  portrait: {
    size: 1,
    of: 2,
    asOf: day('2026-11-20'),
    arpu3: null,
    dou3: null,
    weekday,
    daypart,
    holdings: [],
  },
});

test('the narrowest group with a habit tells the time', () => {
  const value = group('value', 1, null);
  expect(bestTimeOf([value, group('behaviour', 3, 'morning')])).toEqual({
    weekday: '3',
    daypart: 'morning',
  });
  expect(bestTimeOf([value, group('behaviour', null, null)])).toEqual({
    weekday: '1',
    daypart: null,
  });
  expect(bestTimeOf([{ ...value, portrait: null }])).toBeNull();
});
