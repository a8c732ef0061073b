// The pairing against one that tries everything, in any order of the input.
import { array, assert, boolean, constantFrom, integer, pre, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { AFTER, BEFORE, type ClaimToPair, gapOf, isNear, pairUp } from './pair_up.ts';
import { type LogRow, standingRows } from './standing_rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const row = (serial: string, at: number, amount: number, more: Partial<LogRow> = {}): LogRow => ({
  serial,
  at,
  until: at,
  amount,
  kind: 'top-up',
  reverses: '',
  ...more,
});
const claim = (visit: string, at: number, basis: number): ClaimToPair => ({ visit, at, basis });
const paired = (claims: readonly ClaimToPair[], rows: readonly LogRow[]) =>
  Object.fromEntries(
    [...pairUp(claims, rows)].map(([visit, found]) => [visit, found.map(({ serial }) => serial)]),
  );

/** Every pairing of claims with single rows: the most that can be settled, and the least time that it takes. */
function tried(
  [first, ...others]: readonly ClaimToPair[],
  rows: readonly LogRow[],
): readonly [number, number] {
  if (first === undefined) return [0, 0];
  let best = tried(others, rows);
  for (const each of rows) {
    if (!isNear(first, each) || each.amount < first.basis) continue;
    const [count, gap] = tried(
      others,
      rows.filter((other) => other !== each),
    );
    const way = [count + 1, gap + gapOf(first, each)] as const;
    if (way[0] > best[0] || (way[0] === best[0] && way[1] < best[1])) best = way;
  }
  return best;
}

test('no other pairing settles more, or as many in less time; the order of the input does not matter', () => {
  const at = integer({ min: 0, max: 60 }).map((hours) => hours * HOUR);
  // Amounts of which no two smaller ones make a larger.
  const amount = constantFrom(5_000, 10_000, 10_001);
  const claims = array(tuple(at, amount), { maxLength: 4 });
  const rows = array(tuple(at, amount, boolean()), { maxLength: 6 });
  assert(
    property(claims, rows, (askedFor, came) => {
      const made = askedFor.map(([when, basis], index) => claim(`v${index}`, when, basis * 10));
      const log = came.map(([when, value, isDay], index) =>
        row(`s${index}`, when, value * 10 - (isDay ? 1 : 0), isDay ? { until: when + DAY } : {}),
      );
      const spread = log.map((each, index) => ({
        ...each,
        at: each.at + index,
        until: each.until + index,
      }));
      const found = pairUp(made, spread);
      const isSingle = [...found.values()].every((of) => of.length === 1);
      pre(isSingle);
      const gap = made.reduce((sum, each) => {
        const [one] = found.get(each.visit) ?? [];
        return one === undefined ? sum : sum + gapOf(each, one);
      }, 0);
      expect([found.size, gap]).toEqual(tried(made, spread));
      expect(paired(made.toReversed(), spread.toReversed())).toEqual(paired(made, spread));
      const used = [...found.values()].flat();
      expect(new Set(used).size).toBe(used.length);
    }),
  );
});

test('the window opens an hour before the end of the visit and closes a day after', () => {
  const made = claim('v', 10 * DAY, 100);
  expect(paired([made], [row('a', made.at - BEFORE, 100)])).toEqual({ v: ['a'] });
  expect(paired([made], [row('a', made.at - BEFORE - 1, 100)])).toEqual({});
  expect(paired([made], [row('a', made.at + AFTER, 100)])).toEqual({ v: ['a'] });
  expect(paired([made], [row('a', made.at + AFTER + 1, 100)])).toEqual({});
  expect(paired([made], [row('a', made.at, 99)])).toEqual({});
});

test('rows of one hour add up, each of them needed; a row is used once', () => {
  const made = claim('v', DAY, 10_000);
  const rows = [row('a', DAY, 5_000), row('b', DAY + HOUR / 2, 3_000), row('c', DAY + HOUR, 5_000)];
  expect(paired([made], rows)).toEqual({ v: ['a', 'c'] });
  expect(paired([made], [row('a', DAY, 5_000), row('c', DAY + HOUR + 1, 5_000)])).toEqual({});
  const second = claim('w', DAY + 1, 5_000);
  // Either claim can be settled, not both: the one that takes less time is.
  expect(paired([made, second], rows)).toEqual({ w: ['a'] });
  expect(paired([made, second], [...rows, row('d', DAY + 2, 5_000)])).toEqual({
    v: ['a', 'd'],
    w: ['c'],
  });
});

test('two claims and one fitting row settle one; the nearer', () => {
  const rows = [row('a', DAY + HOUR, 10_000)];
  expect(paired([claim('v', DAY, 10_000), claim('w', DAY + HOUR, 10_000)], rows)).toEqual({
    w: ['a'],
  });
});

test('a hundred visits of one day settle no more than there are rows', () => {
  const claims = Array.from({ length: 100 }, (_, index) => claim(`v${index}`, DAY + index, 10_000));
  const rows = Array.from({ length: 12 }, (_, index) => row(`s${index}`, DAY + index, 10_000));
  expect(Object.keys(paired(claims, rows))).toHaveLength(12);
  expect(Object.keys(paired(claims, rows.slice(0, 3)))).toHaveLength(3);
});

test('a reversal takes back the row it names, else the last of its amount before it', () => {
  const rows = [
    row('1', 0, 100),
    row('2', 10, 100),
    row('3', 20, 100),
    row('4', 15, 100, { kind: 'reversal' }),
    row('5', 30, 100, { kind: 'reversal', reverses: '1' }),
    row('7', 40, 100, { kind: 'other' }),
  ];
  for (const order of [rows, rows.toReversed()]) {
    const { standing, reversed } = standingRows(order);
    expect(standing.map(({ serial }) => serial)).toEqual(['3']);
    expect(reversed.map(({ serial }) => serial)).toEqual(['1', '2']);
  }
});

const back = (serial: string, amount: number) => row(serial, 20, amount, { kind: 'reversal' });
const left = (...reversals: readonly LogRow[]) => {
  const rows = [row('1', 0, 10_000), row('2', 10, 10_000), row('3', 50, 10_000), ...reversals];
  const seen = [rows, rows.toReversed()].map((order) => {
    const { standing, reversed } = standingRows(order);
    return [standing.map(({ amount }) => amount), reversed.map(({ serial }) => serial)];
  });
  expect(seen[0]).toEqual(seen[1]);
  return seen[0];
};

test('what was given back in part is taken off the last before it, whatever the order', () => {
  expect(left(back('4', 9_900))).toEqual([[10_000, 100, 10_000], []]);
  expect(left(back('4', 6_000), back('5', 6_000))).toEqual([[8_000, 10_000], ['2']]);
  expect(left(back('4', 15_000))).toEqual([[5_000, 10_000], ['2']]);
  expect(left(back('4', 90_000))).toEqual([[10_000], ['1', '2']]);
  // One of a whole amount first, so that the part comes off another.
  expect(left(back('4', 4_000), back('5', 10_000))).toEqual([[6_000, 10_000], ['2']]);
});

const named = (serial: string, amount: number, reverses: string) => ({
  ...back(serial, amount),
  reverses,
});

test('a reversal that names its row takes back its own amount of it, all where it has none, and no other row', () => {
  expect(left(named('4', 3_000, '1'))).toEqual([[7_000, 10_000, 10_000], []]);
  expect(left(named('4', 3_000, '1'), named('5', 7_000, '1'))).toEqual([[10_000, 10_000], ['1']]);
  expect(left(named('4', 0, '1'))).toEqual([[10_000, 10_000], ['1']]);
  // A gift of the operator's is taken back, and no top-up.
  const gift = row('6', 5, 10_000, { kind: 'other' });
  expect(left(gift, named('4', 10_000, '6'))).toEqual([[10_000, 10_000, 10_000], []]);
});

const total = (all: readonly { readonly amount: number }[]): number =>
  all.reduce((sum, { amount }) => sum + amount, 0);

test('a reversal makes no row larger, and what stands is what came less what was given back', () => {
  const amounts = constantFrom(1_000, 5_000, 9_900, 10_000, 20_000);
  const paid = array(tuple(integer({ min: 0, max: 40 }), amounts), { minLength: 1, maxLength: 5 });
  const given = array(tuple(integer({ min: 41, max: 60 }), amounts), { maxLength: 4 });
  assert(
    property(paid, given, (tops, backs) => {
      const log = tops.map(([hour, amount], index) => row(`s${index}`, hour * HOUR, amount));
      const reversals = backs.map(([hour, amount], index) =>
        row(`r${index}`, hour * HOUR, amount, { kind: 'reversal' }),
      );
      const { standing, reversed } = standingRows([...log, ...reversals]);
      expect(total(standing)).toBe(Math.max(0, total(log) - total(reversals)));
      for (const { serial, amount } of [...standing, ...reversed])
        expect(amount).toBeLessThanOrEqual(log.find((one) => one.serial === serial)?.amount ?? -1);
      expect(standing.length + reversed.length).toBe(log.length);
    }),
  );
});
