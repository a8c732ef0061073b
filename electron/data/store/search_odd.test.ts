// Lookups as people type, paste and scan them, of people whose files are written oddly: who is found, and nobody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oddPeople } from '#tests/fixtures/odd_people.ts';
import { openTestPack, type TestPack } from '#tests/fixtures/open_pack.ts';
import { publishedBranch } from '#tests/fixtures/published.ts';
import { createSearch, type Search } from './search.ts';

let pack: TestPack;
let search: Search;
beforeAll(() => {
  pack = openTestPack({ ...publishedBranch(), customers: oddPeople() });
  search = createSearch(pack.reader);
});
afterAll(() => pack.close());

const found = (typed: string): readonly number[] =>
  search(typed)
    .hits.filter(({ isGuess }) => !isGuess)
    .map(({ id }) => id)
    .toSorted((a, b) => a - b);
const guessed = (typed: string): readonly number[] =>
  search(typed)
    .hits.filter(({ isGuess }) => isGuess)
    .map(({ id }) => id);

describe('found, and nobody else', () => {
  it.each<[string, ...number[]]>([
    // Given names.
    ['小明', 1],
    ['xiaoming', 1, 2],
    ['xm', 1, 2],
    ['guoyong', 4],
    ['gy', 4],
    ['xiuwen', 19],
    ['修文', 19],
    ['买买提', 5],
    ['maimaiti', 5],
    ['吐尔逊', 6],
    ['tuerxun', 6],
    ['王小明先生', 1],
    ['王小明 女士', 1],
    // Name and digits.
    ['wang 8000', 1],
    ['王8000', 1],
    ['8000 王', 1],
    ['13800138000#', 1],
    ['138 0013 8000 #', 1],
    ['wang8000', 1],
    ['wxm 8000', 1],
    ['小明 8000', 1],
    ['xiaoming8000', 1],
    ['王小明 13800138000', 1],
    ['+86 138-0013-8000 王小明', 1],
    ['王 138001', 1],
    ['王 000', 1],
    ['Sharma 3210', 8],
    ['Ёлкин 5010', 10],
    ['yuchi 123x', 15],
    // A surname in full and initials, and letters behind characters.
    ['wangxm', 1],
    ['wanggy', 4],
    ['ouyangxw', 19],
    ['yuchig', 15],
    ['weichig', 15],
    ['王xm', 1],
    ['王xiaoming', 1],
    ['王xiao', 1],
    ['李na', 22],
    ['王 guoy', 4],
    // Both readings.
    ['cengyue', 3],
    ['zengle', 3],
    ['zy', 3],
    ['weichigong', 15],
    ['danxiongxin', 16],
    ['lvlu', 17],
    ['lülü', 17],
    ['lyulyu', 17],
    ['zgr', 18],
    ['zhgr', 18],
    ['yuele', 25, 32],
    ['leyue', 25, 32],
    ['shuangzexiuming', 26],
    // Where the family name stands first, it is no given name.
    ['乐 乐强', 32],
    ['乐·乐强', 32],
    ['强乐 乐', 33],
    // Dots of all kinds and none.
    ['阿依古丽买买提', 5],
    ['阿依古丽•买买提', 5],
    ['阿依古丽 . 买买提', 5],
    ['阿依古丽⸱买买提', 5],
    // What a keyboard has instead, a stroke among it.
    ...Array.from('丶|~°᛫⁃⚫։：;+&˙→𐄁⚬▪■ˑ!^=\u2800', (dot): [string, number] => [
      `阿依古丽${dot}买买提`,
      5,
    ]),
    ['欧阳xw', 19],
    ['欧阳xiuw', 19],
    ['wɑnɡɡuoyonɡ', 4],
    ['王国勇\uFFFC', 4],
    ['\u0002王国勇\u0003', 4],
    ['陈\u{20BB7}野', 13],
    ['chenjiye', 13],
    // Around and between the digits of one number.
    ...[
      '(+86)13800138000',
      '138,0013,8000',
      '138、0013、8000',
      '138 | 0013 | 8000',
      '138~0013~8000',
      '\u001D13800138000\u0004',
      '"13800138000"',
      '“13800138000”。',
      '<13800138000>',
      '*13800138000*',
      '13800138000；',
    ].map((typed): [string, number] => [typed, 1]),
    ['买买提·阿依古丽', 5],
    ['帕提古丽·吐尔逊', 6],
    ['迪丽达·热合曼', 7],
    ['才让・扎西', 24],
    // Radicals, private use, compatibility, outside the basic plane, what cannot be seen.
    ['马小云', 14],
    ['⻢小云', 14],
    ['䶮小云', 12],
    ['\uE863小', 12],
    ['陈𠮷野', 13],
    ['陈\u{E0100}𠮷野', 13],
    ['王\u200B国勇', 4],
    ['\u202E王国勇\u202C', 4],
    ['郑女士', 27],
    // Latin, Cyrillic, Devanagari: case, marks, order.
    ['rahul', 8],
    ['SHARMA', 8],
    ['sharma rahul', 8],
    ['Kumar, Rahul', 8],
    ['rahul sharma', 8],
    ['srk', 8],
    ['jose nunez', 9],
    ['NÚÑEZ JOSÉ', 9],
    ['Jose\u0301', 9],
    ['артем', 10],
    ['ЕЛКИН АРТЕМ', 10],
    ['Ёлкин', 10],
    ['राहुल', 11],
    ['शर्मा राहुल', 11],
    ['lukasz weiss', 20],
    ['WEISS', 20],
    ['umit', 21],
    // Letters that no pinyin has.
    ['dang', 30, 31],
    ['Đặng', 30],
    ['Đặng 3030', 30],
    ['dang 3030', 30, 31],
    ['văn đặng', 30],
    ['Gülnar', 21],
    ['gulnar ümit', 21],
    ["o'neil", 23],
    // Phones.
    ['８６１３８００１３８０００', 1],
    ['17951 13800138000', 1],
    ['13700137002', 3],
    ['手机 136 0013 6003', 4],
    ['tel:+8613600136003', 4],
    ['2612345', 5],
    ['0937 261 2345', 5],
    ['86-937-2612345', 5],
    ['6600-1234', 6],
    ['01066001234', 6],
    ['010 6600 1234 转 8', 6],
    ['0937-6001235', 7],
    ['6001235', 7],
    ['09876543210', 8],
    ['00919876543210', 8],
    ['+91-98765-43210', 8],
    ['८७६५४३२१०९', 9],
    ['9987654321', 11],
    ['861440012345678', 12],
    ['10648 12345678', 13],
    ['345678', 12, 13],
    ['13300133014', 14],
    ['013400134018', 18],
    ['34018', 18],
    ['134018', 18],
    ['0134018', 18],
    ['138****8000', 1],
    ['138 **** 8000', 1],
    ['138xxxx8000', 1],
    // Identity numbers.
    ['110101198003071238', 1],
    ['62010219751105123X', 15],
    ['６２０１０２１９７５１１０５１２３ｘ', 15],
    ['身份证号：62010219751105123X', 15],
    ['1238', 1],
    ['620102600101123', 16],
    ['62010219600101123X', 16],
    ['123x', 15, 16],
    ['5678', 12, 13, 22],
    // Accounts.
    ['00812', 17],
    ['ZA80018900', 34],
    ['za-80018900', 34],
    ['b06O', 27],
    ['in 7000 8427 53', 8],
    ['账号 IN-7000842753', 8],
  ])('%s', (typed, ...ids) => {
    expect(found(typed)).toEqual(ids);
  });
});

describe('offered as a guess, never as found', () => {
  it.each<[string, number]>([
    ['13800138O00', 1],
    ['l3800138000', 1],
    ['13800318000', 1],
    ['138001380000', 1],
    ['2612354', 5],
    ['wnagxiaoming', 1],
    ['wangxiaomimg', 1],
    ['xiaomimg', 1],
    ['weichigomg', 15],
    ['sharma kumar rahull', 8],
    ['rahulkumarsharna', 8],
    ['王晓明', 1],
    ['晓明', 1],
    ['110101198103071238', 1],
    ['E12345678', 22],
    ['IN-7000842735', 8],
    ['机主王先生的电话是13800138000，麻烦查一下', 1],
    ['https://wx.example/u?tel=13800138000', 1],
  ])('%s', (typed, id) => {
    expect(found(typed)).toEqual([]);
    expect(guessed(typed)).toContain(id);
  });
});

it.each([
  '小',
  '明',
  '国',
  '丰 8000',
  '李 8000',
  'zhao8000',
  '139****8000',
  '张张',
  'qqq',
  '%',
  '王*',
  '86',
  '0000',
])('finds nobody by %s', (typed) => {
  expect(search(typed).hits).toEqual([]);
});
