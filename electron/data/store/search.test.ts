// Search on a real encrypted pack: each way, the reason of the match, namesakes, and the plans of its queries.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatchedBy } from '#shared/contract/view_customer.ts';
import { openTestPack, type TestPack } from '#tests/fixtures/open_pack.ts';
import type { SearchKey } from './search_query.ts';
import { createSearch, exactQuery, rangeQuery, type Search } from './search.ts';

let pack: TestPack;
let search: Search;
beforeAll(() => {
  pack = openTestPack();
  search = createSearch(pack.reader);
});
afterAll(() => pack.close());

const find = (typed: string) => search(typed).hits.map(({ id, matchedBy }) => [id, matchedBy]);

describe('search', () => {
  it.each<[string, number[], MatchedBy]>([
    ['13812346688', [1], 'phone'],
    ['1381234', [1], 'phone'],
    ['6688', [1, 2], 'last-four'],
    ['123x', [1], 'id-tail'],
    ['张', [3, 1, 2], 'name'],
    ['张三', [1, 2], 'name'],
    ['zhangsanfeng', [1, 2], 'pinyin'],
    ['zhang s', [1, 2], 'pinyin'],
    ['zsf', [1, 2], 'initials'],
    ['zs', [1, 2], 'initials'],
    ['lvbu', [4], 'pinyin'],
    ['IN-7000842753', [5], 'account'],
    ['in-7000', [5], 'account'],
    ['A1000004', [4], 'account'],
  ])('%s', (typed, ids, by) => {
    expect(find(typed).toSorted()).toEqual(ids.map((id) => [id, by]).toSorted());
  });

  it('puts exact initials before names that merely begin so', () => {
    expect(find('zf')[0]).toEqual([3, 'initials']);
  });

  it('finds nobody by the middle of a name, an empty box or wildcards', () => {
    for (const typed of ['三丰', '', '  ', '%', '_', '张%', "' or 1=1 --"]) {
      expect(find(typed)).toEqual([]);
    }
  });

  it('tells two people of one name apart', () => {
    const hits = search('张').hits;
    expect(hits.map(({ id, hasNamesake }) => [id, hasNamesake]).toSorted()).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
    expect(hits.find(({ id }) => id === 2)).toEqual({
      id: 2,
      name: '张*丰',
      phone: '139****6688',
      account: 'A1****02',
      area: '七里河区',
      idTail: '1002',
      since: '2018-03-01',
      matchedBy: 'name',
      hasNamesake: true,
    });
  });

  it('shows twenty and says that there are more', () => {
    const many = search('陈');
    expect(many.hits).toHaveLength(20);
    expect(many.hasMore).toBe(true);
    expect(new Set(many.hits.map(({ id }) => id)).size).toBe(20);
    expect(search('张').hasMore).toBe(false);
  });
});

describe('plans', () => {
  const keys: readonly [SearchKey, string][] = [
    [{ by: 'phone', prefix: '138' }, 'customer_by_phone'],
    [{ by: 'account', prefix: 'A' }, 'customer_by_account'],
    [{ by: 'last-four', exact: '6688' }, 'customer_by_phone_tail'],
    [{ by: 'id-tail', exact: '123X' }, 'customer_by_id_tail'],
    [{ by: 'name', prefix: '张' }, 'customer_by_name'],
    [{ by: 'pinyin', prefix: 'z' }, 'customer_by_pinyin'],
    [{ by: 'initials', prefix: 'z' }, 'customer_by_initials'],
  ];
  it.each(keys)('%o is one range of %s, without sorting', (key, index) => {
    for (const query of [rangeQuery(key, 21), exactQuery(key, 10)]) {
      if (query === null) continue;
      const plan = pack.reader.plan(query);
      expect(plan).toHaveLength(1);
      expect(plan[0]).toMatch(new RegExp(`^SEARCH customer USING INDEX ${index} `));
    }
  });
});
