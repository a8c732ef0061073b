// The laws on a few tables by lot; `npm run trial -- laws` asks hundreds.
import { expect, test } from 'vitest';
import { LAWS } from './test_laws.ts';

/** Of these, weights and the order of rows once broke laws. */
const SEEDS = [1, 4];

test.each(LAWS)(
  '$name',
  async ({ most, apart }) => {
    for (const seed of SEEDS) expect(await apart(seed)).toBeLessThanOrEqual(most);
  },
  120_000,
);
