// What is typed, read as keys.
import { describe, expect, it } from 'vitest';
import { searchKeys } from './search_query.ts';

describe('searchKeys', () => {
  it.each([
    '13812346688',
    '138 1234 6688',
    '138-1234-6688',
    '+86 138 1234 6688',
    '+86-138-1234-6688',
    '008613812346688',
    '8613812346688',
    '１３８１２３４６６８８',
    '(138) 1234 6688',
    ' 13812346688 ',
  ])('reads %s as one phone number', (typed) => {
    expect(searchKeys(typed)[0]).toEqual({ by: 'phone', prefix: '13812346688' });
  });

  it('reads four digits as last four or ID tail first', () => {
    expect(searchKeys('6688').map(({ by }) => by)).toEqual([
      'phone-tail',
      'id-tail',
      'phone',
      'account',
    ]);
  });

  it('reads an ID tail with X in either case', () => {
    expect(searchKeys('123x')[0]).toEqual({ by: 'id-tail', exact: '123X' });
    expect(searchKeys('123X')[0]).toEqual({ by: 'id-tail', exact: '123X' });
  });

  it('reads Han as the beginning of a name, in any order of what stands apart', () => {
    expect(searchKeys('三丰 张')).toEqual([
      { by: 'name', prefix: '三丰张' },
      { by: 'given-name', exact: '三丰张', of: 'name' },
      { by: 'name', prefix: '张三丰' },
    ]);
    expect(searchKeys('张 三')).toEqual([
      { by: 'name', prefix: '张三' },
      { by: 'given-name', exact: '张三', of: 'name' },
    ]);
  });

  it.each([
    ['zh', 'zh'],
    ['ZHA', 'zha'],
    ['zhang san', 'zhangsan'],
    ["xi'an", 'xian'],
    ['lǚbù', 'lvbu'],
    ['ｌｉ', 'li'],
  ])('reads %s as pinyin and initials %s', (typed, prefix) => {
    expect(searchKeys(typed)).toContainEqual({ by: 'pinyin', prefix });
    expect(searchKeys(typed)).toContainEqual({ by: 'initials', prefix });
  });

  it('reads letters without a vowel as initials only', () => {
    expect(searchKeys('ZSF').map(({ by }) => by)).toEqual(['initials', 'name', 'account']);
  });

  it('reads two letters without a vowel as a name in letters, then as initials; with digits too', () => {
    expect(searchKeys('kr').map(({ by }) => by)).toEqual([
      'name',
      'initials',
      'given-name',
      'account',
    ]);
    const together = searchKeys('kr 6688').find(({ by }) => by === 'name-digits');
    expect(together).toMatchObject({
      names: expect.arrayContaining([{ by: 'name', prefix: 'kr' }]),
    });
  });

  it('reads letters and digits as an account, with and without dashes', () => {
    expect(searchKeys('IN 70008')).toContainEqual({ by: 'account', prefix: 'IN70008' });
    expect(searchKeys('in-70008')).toContainEqual({ by: 'account', prefix: 'IN70008' });
  });

  it.each(['', '   ', '+', '+86', '-', '%', '*'])('finds nothing to look for in "%s"', (typed) => {
    for (const key of searchKeys(typed)) expect(Object.values(key)).not.toContain('');
  });
});
