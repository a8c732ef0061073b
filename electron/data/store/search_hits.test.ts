// What the list of hits shows: nobody who looks alike is left looking alike, and no date that cannot be.
import { expect, test } from 'vitest';
import type { Day } from '#shared/base/month.ts';
import { type HitRow, toHits } from './search_hits.ts';

const row = (id: number, changes: Partial<HitRow> = {}): HitRow => ({
  id,
  account: `A${1_000_000 + id}`,
  phone: '13812346688',
  name: '刘玉娟',
  pinyin: 'liuyujuan',
  id_tail: '1234',
  area: '城关区',
  since: '2018-03-01' as Day,
  birth_year: 1980,
  ...changes,
});
const hitsOf = (...rows: readonly HitRow[]) =>
  toHits(
    rows.map((each) => ({ row: each, by: 'name' as const })),
    '2026-10-31',
    false,
  );

test('names whose masks look alike are told apart by sound and by age', () => {
  const hits = hitsOf(
    row(1),
    row(2, { name: '刘丽娟', pinyin: 'liulijuan', birth_year: 1995 }),
    row(3, { name: '李丽娟', pinyin: 'lilijuan' }),
  );
  expect(hits.map(({ name, sound, bornIn }) => [name, sound, bornIn])).toEqual([
    ['刘*娟', 'liuyujuan', 1980],
    ['刘*娟', 'liulijuan', 1990],
    ['李*娟', null, null],
  ]);
});

const ages = (...years: readonly (number | null)[]) =>
  hitsOf(...years.map((birth_year, index) => row(index + 1, { birth_year }))).map(
    ({ bornIn }) => bornIn,
  );

test('an age that tells nobody apart, or cannot be, is not shown', () => {
  expect(ages(1980, 1985)).toEqual([null, null]);
  expect(ages(1980, 2030, 1850, null)).toEqual([1980, null, null, null]);
});

test('lines of one person show as many digits as tell them apart', () => {
  const hits = hitsOf(row(1), row(2, { phone: '13899956688' }), row(3, { area: '七里河区' }));
  expect(hits.map(({ phone, hasNamesake }) => [phone, hasNamesake])).toEqual([
    ['138***46688', true],
    ['138***56688', true],
    ['138****6688', true],
  ]);
});

test.each(['1900-01-01', '1970-01-01', '2099-12-31', '2026-11-01'])(
  'nobody joined on %s',
  (since) => {
    expect(hitsOf(row(1, { since: since as Day }))[0]?.since).toBeNull();
  },
);

test('a name in letters matched by its letters, not by pinyin', () => {
  const found = [
    { row: row(1, { name: 'Rahul Sharma', pinyin: 'rahulsharma' }), by: 'pinyin' as const },
  ];
  expect(toHits(found, '2026-10-31', false)[0]?.matchedBy).toBe('name');
});
