import { expect, test } from 'vitest';
import {
  ANSWER_KEYS,
  CARE_KEYS,
  COUNTER_KEYS,
  DECLINE_KEYS,
  DRAW_KEYS,
  LATER_KEYS,
  MANAGER_KEYS,
  NOT_SAID_KEYS,
  OBJECTION_KEYS,
  PAGE_KEYS,
  PURPOSE_KEYS,
} from './key_map.ts';

const repeated = (...maps: readonly Readonly<Record<string, string>>[]): readonly string[] => {
  const keys = maps.flatMap((map) => Object.values(map));
  return keys.filter((key, index) => keys.indexOf(key) !== index);
};

/** F2 brings to the counter, and there to its search box. */
const { search: _, ...counter } = COUNTER_KEYS;

test.each([
  ['answer', ANSWER_KEYS],
  ['later', LATER_KEYS],
  ['decline', DECLINE_KEYS],
  ['not said', NOT_SAID_KEYS],
  ['care', CARE_KEYS],
  ['objections', { ...OBJECTION_KEYS, ...ANSWER_KEYS }],
] as const)('at the counter no key means two things: %s', (_name, choices) => {
  expect(repeated(PAGE_KEYS, PURPOSE_KEYS, counter, choices)).toEqual([]);
});

test('nor does one in a draw or on the manager page', () => {
  const { full } = DRAW_KEYS;
  expect(repeated(PAGE_KEYS, counter, { full })).toEqual([]);
  expect(repeated(PAGE_KEYS, MANAGER_KEYS)).toEqual([]);
});
