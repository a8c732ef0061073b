// Hints on wordings: told where a difference is sure, silent where it is chance.
import { expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { sameInBoth } from '#shared/model/text.ts';
import { FLOOR_OF_WORDING, hintsOf, type Objected } from './hints.ts';

const many = (answer: string, sentence: string, told: number, yes: number): readonly Objected[] =>
  Array.from({ length: told }, (_, index) => ({
    offer: sameInBoth('prepay'),
    says: sameInBoth('too much'),
    answer: sameInBoth(answer),
    sentence: sameInBoth(sentence),
    isYes: index < yes,
  }));

test('of two answers to one objection the better and the worse are told, with their counts', () => {
  const hints = hintsOf([...many('it is yours', 's', 200, 100), ...many('please', 's', 200, 40)]);
  expect(hints.told).toBe(400);
  expect(hints.found).toMatchObject([
    { kind: 'answer', wording: { zh: 'it is yours' }, told: 200, yes: 100, stands: 'better' },
    { kind: 'answer', wording: { zh: 'please' }, told: 200, yes: 40, stands: 'worse' },
  ]);
  const [{ low = 0, high = 0 } = {}] = hints.found;
  expect(low).toBeGreaterThan(0.4);
  expect(high).toBeLessThan(0.6);
});

test('of one wording, of few, and of a small difference nothing is told', () => {
  expect(hintsOf([]).found).toEqual([]);
  expect(hintsOf(many('a', 's', 500, 400)).found).toEqual([]);
  const few = FLOOR_OF_WORDING - 1;
  expect(hintsOf([...many('a', 's', few, few), ...many('b', 's', 500, 10)]).found).toEqual([]);
  expect(hintsOf([...many('a', 's', 200, 80), ...many('b', 's', 200, 70)]).found).toEqual([]);
});

test('an objection of another offer is another one', () => {
  const other = many('b', 's', 200, 20).map((each) => ({ ...each, offer: sameInBoth('other') }));
  expect(hintsOf([...many('a', 's', 200, 180), ...other]).found).toEqual([]);
});

test('where no wording matters, hints are told in at most 5 of 100 provinces', () => {
  const random = createRandom(11);
  let wrong = 0;
  for (let province = 0; province < 400; province += 1) {
    const objected = Array.from({ length: 600 }, (_, index): Objected => ({
      offer: sameInBoth(`offer ${index % 2}`),
      says: sameInBoth(`says ${index % 3}`),
      answer: sameInBoth('a'),
      sentence: sameInBoth(random() < 0.5 ? 'one' : 'other'),
      isYes: random() < 0.3,
    }));
    if (hintsOf(objected).found.length > 0) wrong += 1;
  }
  expect(wrong).toBeLessThanOrEqual(400 * 0.05);
});
