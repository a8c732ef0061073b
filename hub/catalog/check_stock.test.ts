import { expect, test } from 'vitest';
import { checkStock } from './check_stock.ts';
import { problemLine } from './problem.ts';
import { shippedCatalogFolder } from './shipped_catalog.ts';

const ALL = { umbrella: 5, towels: 5, thermos: 5, oil: 5, rice: 5, 'power-bank': 5 };
const toldOf = async (branches: Parameters<typeof checkStock>[1]): Promise<readonly string[]> =>
  (await checkStock(shippedCatalogFolder(), branches)).map(
    (problem) => problemLine(problem).split('\n')[0] ?? '',
  );

test('branches that have every gift are no problem', async () => {
  expect(await toldOf([{ branch: 'b1', gifts: ALL }])).toEqual([]);
});

test('a gift that no branch, or not every branch, was given is told with its place', async () => {
  const { oil: _, ...others } = ALL;
  const gift = 'offers/prepay-gift.yaml';
  expect(await toldOf([{ branch: 'b1', gifts: others }])).toEqual([
    `${gift}:29: warning: tiers.1.gift: gift 'oil' was given to no branch`,
  ]);
  expect(
    await toldOf([
      { branch: 'b1', gifts: ALL },
      { branch: 'b2', gifts: { ...others, oil: 0 } },
    ]),
  ).toEqual([`${gift}:29: warning: tiers.1.gift: gift 'oil' was not given to b2`]);
});
