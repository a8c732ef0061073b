import { expect, test } from 'vitest';
import { addDays, day } from '#shared/base/month.ts';
import { careWords } from './care_words.ts';

const today = day('2026-11-21');
const about = (days: number) => addDays(today, days);

test('a day is told as seen from today', () => {
  const words = [-2, 0, 1, 3].map((days) =>
    careWords({ kind: 'key-date', keyDate: 'wedding', about: about(days) }, today),
  );
  expect(words).toEqual([
    { when: 'past', what: 'wedding', days: 2 },
    { when: 'today', what: 'wedding', days: 0 },
    { when: 'tomorrow', what: 'wedding', days: 1 },
    { when: 'ahead', what: 'wedding', days: 3 },
  ]);
});

test('a contract ends, a visit is due', () => {
  expect(careWords({ kind: 'contract-end', keyDate: null, about: about(5) }, today)).toMatchObject({
    what: 'contract-end',
    days: 5,
  });
  expect(careWords({ kind: 'home-visit', keyDate: null, about: null }, today)).toEqual({
    when: 'visit',
  });
});
