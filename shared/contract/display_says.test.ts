import { expect, it } from 'vitest';
import { readDisplaySays } from './display_says.ts';

it('takes a touch, and nothing that is less or more than one', () => {
  expect(readDisplaySays({ key: 'offer-1', says: 'no' })).toEqual({ key: 'offer-1', says: 'no' });
  const others: unknown[] = [
    null,
    'yes',
    ['offer-1', 'yes'],
    {},
    { key: 'offer-1' },
    { says: 'yes' },
    { key: 1, says: 'yes' },
    { key: 'offer-1', says: 'perhaps' },
    { key: 'offer-1', says: 'yes', customer: 1 },
  ];
  for (const each of others) expect(readDisplaySays(each)).toBeNull();
});
