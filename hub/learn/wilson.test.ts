import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilsonInterval } from './wilson.ts';

test('the ends are the shares from which what was seen lies just 1.645 deviations away', () => {
  const counts = fc
    .tuple(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([said, share]) => ({ said, yes: Math.round(said * share) }));
  fc.assert(
    fc.property(counts, ({ said, yes }) => {
      const seen = yes / said;
      const { low, high } = wilsonInterval(yes, said);
      expect(low).toBeLessThanOrEqual(seen + 1e-12);
      expect(high).toBeGreaterThanOrEqual(seen - 1e-12);
      // At 0 of n and n of n one end is the seen share itself.
      const far = [low, high].filter((end) => Math.abs(end - seen) > 1e-9);
      for (const end of far) {
        const deviation = Math.sqrt((end * (1 - end)) / said);
        expect(Math.abs(seen - end) / deviation).toBeCloseTo(1.644854, 4);
      }
    }),
  );
});

test('without any answer nothing is known, and more answers tell more', () => {
  expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 });
  const few = wilsonInterval(5, 5);
  const many = wilsonInterval(90, 100);
  expect(many.low).toBeGreaterThan(few.low);
});
