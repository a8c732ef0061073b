import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logGamma, poweredHypergeometric } from './special_functions.ts';

/** Relative; absolute near zero. */
const errorOf = (value: number, known: number): number =>
  Math.abs(value - known) / Math.max(1, Math.abs(known));

const hypergeometric = (a: number, b: number, c: number, z: number): number =>
  poweredHypergeometric(0, a, b, c, z);

describe('logarithm of gamma', () => {
  test.each([
    [0.001, 6.907_178_885_383_853],
    [0.1, 2.252_712_651_734_206],
    [0.5, 0.572_364_942_924_700_1],
    [1, 0],
    [1.5, -0.120_782_237_635_245_22],
    [2, 0],
    [10, 12.801_827_480_081_469],
    [100, 359.134_205_369_575_4],
    [10_000, 82_099.717_496_442_38],
  ])('of %d', (x, known) => {
    expect(errorOf(logGamma(x), known)).toBeLessThan(1e-13);
  });

  test('gamma(x + 1) = x gamma(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), (x) => {
        expect(errorOf(logGamma(x + 1), Math.log(x) + logGamma(x))).toBeLessThan(1e-12);
      }),
    );
  });
});

describe('hypergeometric function', () => {
  const argument = fc.double({ min: 1e-6, max: 0.98, noNaN: true });

  test('1, 1; 2: a logarithm; a, b; b: a power; 1/2, 1/2; 3/2: an arc', () => {
    fc.assert(
      fc.property(argument, fc.double({ min: -3, max: 5, noNaN: true }), (z, a) => {
        expect(errorOf(hypergeometric(1, 1, 2, z), -Math.log1p(-z) / z)).toBeLessThan(1e-12);
        expect(errorOf(hypergeometric(a, 2.5, 2.5, z), (1 - z) ** -a)).toBeLessThan(1e-11);
        const root = Math.sqrt(z);
        expect(errorOf(hypergeometric(0.5, 0.5, 1.5, z), Math.asin(root) / root)).toBeLessThan(
          1e-11,
        );
      }),
    );
  });

  test('a negative whole number ends the series: -2, 3; 4', () => {
    const z = 0.7;
    expect(
      errorOf(hypergeometric(-2, 3, 4, z), 1 - (6 / 4) * z + (2 * 12 * z * z) / (20 * 2)),
    ).toBeLessThan(1e-14);
    expect(hypergeometric(0, 3, 4, z)).toBe(1);
  });

  test('factors that are out of range by themselves: (1 - z)^a 2F1(a, b; b; z) is 1', () => {
    for (const a of [10, 900, 5_000])
      expect(errorOf(poweredHypergeometric(a, a, 7, 7, 0.6), 1)).toBeLessThan(1e-9);
    expect(poweredHypergeometric(2, 0, 3, 4, 0.5)).toBe(0.25);
  });
});
