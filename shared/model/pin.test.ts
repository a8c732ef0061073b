// PINs that are guessed first.
import { expect, test } from 'vitest';
import { isWeakPin } from './pin.ts';

test.each([
  '0000',
  '1212',
  '123123',
  '12341234',
  '1234',
  '7890',
  '9876',
  '23456',
  '1987',
  '2024',
  '0520',
  '1231',
  '870520',
  '052087',
  '19870520',
  '05201987',
  '13812345678',
])('%s is weak', (pin) => {
  expect(isWeakPin(pin)).toBe(true);
});

test.each(['1357', '2468', '8642', '2580', '4719', '990731428', '628351'])('%s is not', (pin) => {
  expect(isWeakPin(pin)).toBe(false);
});
