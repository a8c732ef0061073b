// Search on a real encrypted pack: each way, the reason of the match, namesakes, and the plans of its queries.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatchedBy } from '#shared/contract/view_customer.ts';
import { openTestPack, type TestPack } from '#tests/fixtures/open_pack.ts';
import type { SearchKey } from './search_query.ts';
import { customer } from '#tests/fixtures/branch.ts';
import { publishedBranch } from '#tests/fixtures/published.ts';
import { createSearch, type Search } from './search.ts';
import {
  exactQueries,
  guessQueries,
  hitsQuery,
  matchQueries,
  soundQuery,
} from './search_queries.ts';

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
    ['6688', [1, 2], 'phone-tail'],
    ['346688', [1], 'phone-tail'],
    ['12346688', [1], 'phone-tail'],
    ['三丰', [1, 2], 'given-name'],
    ['zhangsf', [1, 2], 'surname-initials'],
    ['张 6688', [1, 2], 'name-digits'],
    ['346688 张', [1], 'name-digits'],
    ['张三丰 13812346688', [1], 'name-digits'],
    ['zsf 6688', [1, 2], 'name-digits'],
    ['zhang 123x', [1], 'name-digits'],
    ['手机号：138 1234 6688', [1], 'phone'],
    ['手机号13812346688', [1], 'phone'],
    ['62010219800101123X', [1], 'id-tail'],
    ['21123X', [1], 'id-tail'],
    ['lyubu', [4], 'pinyin'],
    ['lubu', [4], 'pinyin'],
    ['123x', [1], 'id-tail'],
    ['张', [3, 1, 2], 'name'],
    ['张三', [1, 2], 'name'],
    ['張', [3, 1, 2], 'name'],
    ['張三豐', [1, 2], 'name'],
    ['三豐', [1, 2], 'given-name'],
    ['张*丰', [1, 2], 'name'],
    ['张＊丰 6688', [1, 2], 'name-digits'],
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
    for (const typed of ['丰', '', '  ', '%', '_', '张%', "' or 1=1 --"]) {
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
      isGuess: false,
      sound: null,
      hasNamesake: true,
      bornIn: null,
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

it.each([19, 20, 21, 40])(
  'an account that is typed whole is shown beside %i phones that end so',
  (count) => {
    const others = Array.from({ length: count }, (_, at) =>
      customer(at + 1, { account: `B${at}`, phone: `138${1000 + at}4321` }),
    );
    const whole = customer(99, { account: '4321', phone: '13900001111' });
    const own = openTestPack({ ...publishedBranch(), customers: [...others, whole] });
    const { hits } = createSearch(own.reader)('4321');
    own.close();
    expect(hits.length).toBe(Math.min(20, count + 1));
    expect(hits.find(({ id }) => id === 99)?.matchedBy).toBe('account');
  },
);

describe('a syllable', () => {
  const NAMES: readonly (readonly [name: string, pinyin: string, initials: string])[] = [
    ['李娜', 'lina', 'ln'],
    ['李楠', 'linan', 'ln'],
    ['凌浩', 'linghao', 'lh'],
    ['凌刚', 'linggang', 'lg'],
    ['林刚', 'lingang', 'lg'],
    ['林浩', 'linhao', 'lh'],
    ['林娜', 'linna', 'ln'],
    ['廖勇', 'liaoyong', 'ly'],
    ['刘阳', 'liuyang', 'ly'],
  ];
  /** Who is shown, in their order, where there are so many of each name. */
  const shown = (each: number, texts: readonly string[]): readonly (readonly string[])[] => {
    const own = openTestPack({
      ...publishedBranch(),
      customers: NAMES.flatMap(([name, pinyin, initials], index) =>
        Array.from({ length: each }, (_, at) => {
          const id = index * each + at + 1;
          return customer(id, { name, pinyin, initials, account: `C${id}` });
        }),
      ),
    });
    const find = createSearch(own.reader);
    const names = texts.map((typed) =>
      find(typed).hits.map(({ id }) => NAMES[Math.floor((id - 1) / each)]?.[0] ?? ''),
    );
    own.close();
    return names.map((each) => [...new Set(each)]);
  };

  it('that is whole comes before the names that merely begin with its letters', () => {
    expect(shown(1, ['lin', 'ling', 'lia', 'li'])).toEqual([
      ['林刚', '林浩', '林娜', '李娜', '李楠', '凌刚', '凌浩'],
      ['凌刚', '凌浩', '林刚'],
      ['廖勇'],
      ['李娜', '李楠', '廖勇', '林刚', '凌刚', '凌浩', '林浩', '林娜', '刘阳'],
    ]);
  });

  it('fills the page where there are many of both', () => {
    const three = ['林刚', '林浩', '林娜'];
    expect(shown(7, ['lin', 'LĪN'])).toEqual([three, three]);
  });
});

describe('plans', () => {
  const keys: readonly [SearchKey, string][] = [
    [{ by: 'phone', prefix: '138' }, 'customer_by_phone'],
    [{ by: 'account', prefix: 'A' }, 'customer_by_account'],
    [{ by: 'phone-tail', prefix: '8866' }, 'customer_by_phone_back'],
    [{ by: 'id-tail', exact: '123X' }, 'customer_by_id_tail'],
    [{ by: 'name', prefix: '张' }, 'customer_by_name'],
    [{ by: 'name', prefix: '张', like: '张?丰*' }, 'customer_by_name'],
    [{ by: 'given-name', exact: '三丰', of: 'name' }, 'customer_by_given'],
    [{ by: 'name', prefix: 'rahul' }, 'reading_by_written'],
    [{ by: 'given-name', exact: 'sanfeng', of: 'pinyin' }, 'reading_by_given'],
    [{ by: 'pinyin', prefix: 'z' }, 'reading_by_pinyin'],
    [{ by: 'initials', prefix: 'z' }, 'reading_by_initials'],
    [{ by: 'surname-initials', prefix: 'zsf', surname: 'zhang' }, 'reading_by_initials'],
    [
      {
        by: 'surname-initials',
        name: '张',
        letters: 'f',
        sound: { pinyin: 'zhang', initials: 'z' },
      },
      'reading_by_(pinyin|initials)',
    ],
    ...(['name', 'pinyin', 'initials'] as const).flatMap((by): [SearchKey, string][] => [
      [
        {
          by: 'name-digits',
          names: [{ by, prefix: 'z' }],
          digits: { by: 'phone-tail', prefix: '8866' },
        },
        'customer_by_phone_back',
      ],
      [
        {
          by: 'name-digits',
          names: [{ by, prefix: 'z' }],
          digits: { by: 'id-tail', exact: '123X' },
        },
        'customer_by_id_tail',
      ],
    ]),
  ];
  it.each(keys)('%o is one range of %s, without sorting', (key, index) => {
    for (const query of [...matchQueries(key, 21, true), ...exactQueries(key, 10)]) {
      const plan = pack.reader
        .plan(query)
        .filter((step) => !/SCALAR SUBQUERY|PRIMARY KEY/.test(step));
      expect(plan).toHaveLength(1);
      expect(plan[0]).toMatch(new RegExp(`^SEARCH [cr] USING (COVERING )?INDEX ${index} `));
    }
  });

  it.each(keys.filter(([key, index]) => index.startsWith('reading') && !('letters' in key)))(
    '%o reads no row to know who it is',
    (key) => {
      for (const query of [...matchQueries(key, 21, false), ...exactQueries(key, 10)]) {
        expect(pack.reader.plan(query)).toEqual([
          expect.stringMatching(/^SEARCH r USING COVERING INDEX /),
        ]);
      }
    },
  );

  it('a whole syllable is steps into one index', () => {
    const key = { by: 'pinyin', prefix: 'lin', goesOn: ['linb', 'linga'] } as const;
    for (const isWhole of [false, true]) {
      const [query] = matchQueries(key, 21, isWhole);
      const [ways, step, ...rows] = query === undefined ? [] : pack.reader.plan(query);
      expect(ways).toMatch(/^SCAN way VIRTUAL TABLE/);
      expect(step).toMatch(/^SEARCH r USING COVERING INDEX reading_by_pinyin /);
      expect(rows).toHaveLength(isWhole ? 1 : 0);
    }
  });

  it('rows are read by number', () => {
    expect(pack.reader.plan(hitsQuery([1, 2]))).toEqual([
      expect.stringMatching(/^SCAN found VIRTUAL TABLE/),
      'SEARCH c USING INTEGER PRIMARY KEY (rowid=?)',
    ]);
  });

  it('how a character sounds is one step', () => {
    expect(soundQuery('三', true).flatMap((query) => pack.reader.plan(query))).toEqual([
      'SEARCH c USING INDEX customer_by_name (name_key>? AND name_key<?)',
      'SEARCH c USING INDEX customer_by_given (given>? AND given<?)',
    ]);
  });

  it.each([
    ['phone', 'customer_by_phone'],
    ['phone-tail', 'customer_by_phone_back'],
    ['account', 'customer_by_account'],
    ['id-tail', 'customer_by_id_tail'],
  ] as const)('a guess by %s is steps into %s', (by, index) => {
    const [query] = guessQueries(by, ['1', '2'], 6);
    const plan = query === undefined ? [] : pack.reader.plan(query);
    expect(plan).toHaveLength(2);
    expect(plan[0]).toMatch(/^SCAN near VIRTUAL TABLE/);
    expect(plan[1]).toMatch(new RegExp(`^SEARCH c USING INDEX ${index} `));
  });

  it.each([
    ['pinyin', 'reading_by_pinyin'],
    ['given-name', 'reading_by_given'],
  ] as const)('a guess by %s is steps into %s', (by, index) => {
    const [query] = guessQueries(by, ['li', 'lin'], 6);
    expect(query === undefined ? [] : pack.reader.plan(query)).toEqual([
      expect.stringMatching(/^SCAN near VIRTUAL TABLE/),
      expect.stringMatching(new RegExp(`^SEARCH r USING COVERING INDEX ${index} `)),
      'SEARCH c USING INTEGER PRIMARY KEY (rowid=?)',
    ]);
  });
});

describe('a slip', () => {
  it.each([
    ['13812364688', 'two digits swapped'],
    ['13812346788', 'a wrong digit'],
    ['1381234668', 'not a slip but a beginning'],
    ['138123466888', 'a digit twice'],
    ['zhnagsanfeng', 'two letters swapped'],
    ['zhangsanfen', 'not a slip but a beginning'],
    ['zhangsamfeng', 'a wrong letter'],
  ])('%s: %s', (typed, what) => {
    const { hits } = search(typed);
    expect(hits.map(({ id }) => id)).toContain(1);
    for (const hit of hits) expect(hit.isGuess).toBe(!what.startsWith('not'));
  });

  it('is never offered beside what was found', () => {
    expect(search('13812346688').hits.map(({ isGuess }) => isGuess)).toEqual([false]);
  });

  it('two slips find nobody', () => {
    expect(search('13812366687').hits).toEqual([]);
  });
});
