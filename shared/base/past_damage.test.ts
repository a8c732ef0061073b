// Whatever pages are damaged, each row that can be reached is read once and in order.
import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPastDamage, spansMissing } from './past_damage.ts';

const DAMAGE = new Error('damaged');

/** A table with rows 1 to `last`, `perPage` on a page; reading into a damaged page throws. */
function tableOf(last: number, perPage: number, damaged: ReadonlySet<number>) {
  const read = (after: number, limit: number): readonly number[] => {
    const rows: number[] = [];
    for (let row = after + 1; row <= last && rows.length < limit; row += 1) {
      if (damaged.has(Math.floor((row - 1) / perPage))) throw DAMAGE;
      rows.push(row);
    }
    return rows;
  };
  return readPastDamage(
    read,
    (row) => row,
    (error) => error === DAMAGE,
  );
}

const gone = (): never => {
  throw new Error('disk gone');
};

describe('reading past damage', () => {
  it('gives every row of every page that is whole', () => {
    assert(
      property(
        integer({ min: 0, max: 3_000 }),
        integer({ min: 1, max: 40 }),
        array(integer({ min: 0, max: 60 }), { maxLength: 6 }),
        (last, perPage, pages) => {
          const damaged = new Set(pages);
          const whole = Array.from({ length: last }, (_, index) => index + 1).filter(
            (row) => !damaged.has(Math.floor((row - 1) / perPage)),
          );
          expect(tableOf(last, perPage, damaged)).toEqual(whole);
        },
      ),
      { examples: [[285, 9, [28, 29, 31]]] },
    );
  });

  it('goes on behind damage that is longer than what is tried one by one', () => {
    const damaged = new Set(Array.from({ length: 300 }, (_, page) => page + 1));
    expect(tableOf(14_000, 40, damaged)).toEqual([
      ...Array.from({ length: 40 }, (_, index) => index + 1),
      ...Array.from({ length: 14_000 - 301 * 40 }, (_, index) => index + 301 * 40 + 1),
    ]);
  });

  it('passes on what is no damage', () => {
    expect(() => readPastDamage(gone, Number, () => false)).toThrow('disk gone');
  });
});

describe('what is missing', () => {
  it.each([
    [[], 0, []],
    [[], 3, [{ from: 1, through: 3 }]],
    [[1, 2, 3], 3, []],
    [
      [1, 2, 5, 6],
      8,
      [
        { from: 3, through: 4 },
        { from: 7, through: 8 },
      ],
    ],
    [
      [4, 9],
      6,
      [
        { from: 1, through: 3 },
        { from: 5, through: 6 },
      ],
    ],
  ])('of %j up to %i', (present, through, spans) => {
    expect(spansMissing(present, through)).toEqual(spans);
  });
});
