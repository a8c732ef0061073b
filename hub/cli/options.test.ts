// Options that several subcommands take: what they refuse, and in which words.
import { InvalidArgumentError } from 'commander';
import { expect, it } from 'vitest';
import { parseDay, wholeNumber } from './options.ts';

it('takes whole numbers of its range and names the range otherwise', () => {
  expect(['1', '50'].map(wholeNumber(1, 50))).toEqual([1, 50]);
  expect(wholeNumber(1)('2000000000')).toBe(2_000_000_000);
  for (const text of ['0', '51', '2.5', 'ten']) {
    expect(() => wholeNumber(1, 50)(text)).toThrow(
      new InvalidArgumentError('A whole number from 1 to 50.'),
    );
  }
  expect(() => wholeNumber(1)('0')).toThrow('A whole number from 1.');
});

it('takes days of the calendar only', () => {
  expect(parseDay('2026-02-28')).toBe('2026-02-28');
  for (const text of ['2026-02-30', '28.2.2026', '']) {
    expect(() => parseDay(text)).toThrow('Not a day YYYY-MM-DD.');
  }
});
