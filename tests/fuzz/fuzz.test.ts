// Everything that is read from outside, fed with wrong inputs: what needs no database of HQ.
import { expect, test } from 'vitest';
import { createRandom } from '#shared/base/random.ts';
import { fuzz, fuzzOptions, fuzzTimeout, refused, type Target, TAKEN } from './fuzz.ts';
import { mutateJson } from './mutate.ts';
import { changesTarget } from './targets/changes.ts';
import { portTarget } from './targets/port.ts';
import { receiptsTarget } from './targets/receipts.ts';
import { signedTarget } from './targets/signed.ts';
import { sticksTarget } from './targets/sticks.ts';
import { csvTarget, xlsxTarget } from './targets/tables.ts';
import { catalogTarget, mapsTarget } from './targets/yaml.ts';

const TARGETS: readonly (readonly [name: string, open: () => Target | Promise<Target>])[] = [
  ['manifests', () => signedTarget('pack')],
  ['heads', () => signedTarget('change')],
  ['told', () => signedTarget('told')],
  ['changes', changesTarget],
  ['receipts', receiptsTarget],
  ['sticks', sticksTarget],
  ['port', portTarget],
  ['csv', csvTarget],
  ['xlsx', xlsxTarget],
  ['maps', mapsTarget],
  ['catalog', catalogTarget],
];

test.each(TARGETS)(
  'fuzz %s',
  async (name, open) => {
    const tally = await fuzz(name, await open());
    console.log(
      `${name}: ${tally.refused} refused, ${tally.taken} as they may be, slowest ${tally.slowest} ms`,
    );
    expect(tally.refused + tally.taken).toBe(fuzzOptions().runs);
    // Of inputs that are all taken nothing would be learned.
    expect(tally.refused).toBeGreaterThanOrEqual(Math.floor(fuzzOptions().runs / 20));
  },
  fuzzTimeout(),
);

const few = { seed: 1, first: 0, runs: 3 };

test('what it looks for is found: a forgery, a fall, a silent refusal', async () => {
  const forgery = { feed: () => ({ type: 'taken', isRight: false }) as const };
  await expect(fuzz('x', forgery, few)).rejects.toThrow(
    'input 0: a forgery was taken; again: npm run fuzz -- x --seed 1',
  );
  const fall: Target = {
    feed() {
      throw new RangeError('too deep');
    },
  };
  await expect(fuzz('x', fall, few)).rejects.toThrow('RangeError: too deep');
  await expect(fuzz('x', { feed: () => refused(' ') }, few)).rejects.toThrow('without a word');
  await expect(fuzz('x', { feed: () => refused('[object Object]') }, few)).rejects.toThrow(
    'refused with',
  );
  expect(await fuzz('x', { feed: () => TAKEN }, few)).toMatchObject({ taken: 3, refused: 0 });
});

test('the same number makes the same input', () => {
  const [one, two] = [7, 7].map((seed) => mutateJson({ a: [1, { b: 'c' }] }, createRandom(seed)));
  expect(one).toEqual(two);
});
