import {
  assert,
  boolean,
  constantFrom,
  integer,
  nat,
  property,
  stringMatching,
  tuple,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDecimal, scaleDecimal, scaleText } from './decimal.ts';

describe('scaleText', () => {
  test.each([
    ['197.385', 100, 1, 19_739],
    ['-160.795', 100, 1, -16_080],
    ['318.08999999999997', 100, 1, 31_809],
    ['0.005', 100, 1, 1],
    ['-0.005', 100, 1, -1],
    ['0.0049999', 100, 1, 0],
    ['1,234,567.5', 100, 1, 123_456_750],
    ['12,34,567', 1, 1, 1_234_567],
    ['1,234,567', 1, 1, 1_234_567],
    ['1\u00a0234.5', 100, 1, 123_450],
    ['１００', 100, 1, 10_000],
    ['3.125E-2', 100, 1, 3],
    ['1e3', 100, 1, 100_000],
    ['.5', 1024, 1, 512],
    ['90', 1, 60, 2],
    ['89', 1, 60, 1],
    ['1.5', 1_048_576, 1, 1_572_864],
    ['0007', 1, 1, 7],
  ])('%s x %i / %i is %i', (text, numerator, denominator, expected) => {
    expect(scaleText(text, numerator, denominator)).toBe(expected);
  });

  test.each([
    '',
    '-',
    '.',
    '1,23',
    '1,234',
    '12,50',
    '100 200',
    '5元5',
    '1,2345',
    '1,234,56',
    '1.2.3',
    'abc',
    '#DIV/0!',
    '0x10',
    'NaN',
    '1e9999',
    '--1',
  ])('%j is not a number', (text) => expect(scaleText(text, 100, 1)).toBeUndefined());

  test.each([
    ['12,50', 100, 1250],
    ['1,234', 1000, 1234],
    ['1.234,5', 100, 123_450],
    ['1.234', 1, 1234],
    ['-0,5', 100, -50],
    ['1\u202f234,5', 100, 123_450],
    ['1234', 1, 1234],
  ])('with a decimal comma %s x %i is %i', (text, numerator, expected) => {
    expect(scaleText(text, numerator, 1, ',')).toBe(expected);
  });

  test.each(['12.50', '1,234.5', '1,2,3'])('with a decimal comma %s is not a number', (text) =>
    expect(scaleText(text, 100, 1, ',')).toBeUndefined(),
  );

  test('where the map says that a point parts the fraction, a comma groups thousands', () => {
    expect(scaleText('1,234', 1, 1, '.')).toBe(1234);
    expect(scaleText('12,50', 1, 1, '.')).toBeUndefined();
  });

  test('beyond what a number holds exactly is refused, not rounded', () => {
    expect(scaleText('90071992547409.92', 100, 1)).toBeUndefined();
    expect(scaleText('90071992547409.91', 100, 1)).toBe(9_007_199_254_740_991);
  });

  test('two decimals of money survive exactly', () => {
    assert(
      property(integer({ min: -(10 ** 12), max: 10 ** 12 }), (fen) => {
        const size = Math.abs(fen);
        const text = `${fen < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
        expect(scaleText(text, 100, 1)).toBe(fen);
      }),
    );
  });

  test('the quick way and the exact way agree, for every unit', () => {
    const factors = constantFrom([100, 1], [1, 1], [1, 60], [60, 1], [1024, 1], [1_048_576, 1]);
    const texts = tuple(boolean(), nat(99_999_999), stringMatching(/^\d{0,4}$/)).map(
      ([minus, whole, part]) => `${minus ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`,
    );
    assert(
      property(texts, factors, (text, [numerator = 1, denominator = 1]) => {
        const value = parseDecimal(text);
        const exact = value && scaleDecimal(value, numerator, denominator);
        expect(scaleText(text, numerator, denominator)).toBe(exact);
      }),
      { numRuns: 2_000 },
    );
  });

  test('the exact way is within half a unit of the true value', () => {
    assert(
      property(nat(10 ** 9), integer({ min: 0, max: 12 }), (digits, places) => {
        const scaled = scaleDecimal({ coefficient: BigInt(digits), scale: places }, 100, 1);
        const under = 10n ** BigInt(places);
        const error = BigInt(scaled ?? 0) * under - BigInt(digits) * 100n;
        expect((error < 0n ? -error : error) * 2n <= under).toBe(true);
      }),
    );
  });
});
