// When customers like this one come.
import { expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import type { Score } from '#shared/model/customer.ts';
import type { Group } from '#shared/model/group.ts';
import { bestTimeOf } from './best_time.ts';

const SCORE: Score = {
  asOf: day('2026-11-20'),
  valueGroup: 'netizen',
  stage: 'mature',
  risks: [],
  labels: [],
  consumption: 'A1R1D1',
  behaviour: 'R1F1V1',
  churn: null,
  lifetime: null,
};
const EVEN_WEEK = Array<number>(7).fill(1 / 7);
const EVEN_DAY = Array<number>(4).fill(1 / 4);
/** The rest evenly over the other places. */
const most = (place: number, share: number, places: number): number[] =>
  Array.from({ length: places }, (_, at) => (at === place ? share : (1 - share) / (places - 1)));

const group = (kind: Group['kind'], code: string, habit: Partial<Group>): Group => ({
  kind,
  code,
  name: { zh: '群', en: 'group' },
  size: 10,
  of: 100,
  asOf: day('2026-11-20'),
  age: null,
  arpu3: null,
  dou3: null,
  churn: null,
  holdings: [],
  weekdays: null,
  dayparts: null,
  ...habit,
});
const MONDAY = { weekdays: most(0, 0.5, 7) };
const value = group('value', 'netizen', MONDAY);

test('the narrowest group with a habit tells the time', () => {
  const behaviour = group('behaviour', 'R1F1V1', {
    weekdays: most(2, 0.3, 7),
    dayparts: most(0, 0.4, 4),
  });
  const consumption = group('consumption', 'A1R1D1', { dayparts: most(3, 0.5, 4) });
  expect(bestTimeOf(SCORE, [value, consumption, behaviour])).toEqual({
    zh: '周三上午',
    en: 'Wednesday morning',
  });
  expect(bestTimeOf(SCORE, [value, consumption])).toEqual({ zh: '晚上', en: 'evening' });
  expect(bestTimeOf(SCORE, [value])).toEqual({ zh: '周一', en: 'Monday' });
});

test('a group without a habit leaves the word to the next', () => {
  const even = group('behaviour', 'R1F1V1', { weekdays: EVEN_WEEK, dayparts: EVEN_DAY });
  expect(bestTimeOf(SCORE, [even, value])?.zh).toBe('周一');
  // A third above the even share is a habit.
  const sole = (share: number) => [group('value', 'netizen', { dayparts: most(1, share, 4) })];
  expect(bestTimeOf(SCORE, sole(0.34))?.zh).toBe('中午');
  expect(bestTimeOf(SCORE, sole(0.33))).toBeNull();
});

test('other groups say nothing of this customer', () => {
  expect(
    bestTimeOf(SCORE, [group('value', 'basic', MONDAY), group('behaviour', 'x', {})]),
  ).toBeNull();
  expect(bestTimeOf({ ...SCORE, behaviour: null, consumption: null }, [value])?.zh).toBe('周一');
  expect(bestTimeOf(null, [value])).toBeNull();
});
