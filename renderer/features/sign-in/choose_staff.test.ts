import { expect, test } from 'vitest';
import { createPinyinCollator, initialsOf, staffTiles, tilesMatching } from './choose_staff.ts';

const names = ['张丽', '王明', '张蕾', '李娜', '陈刚', '刘洋', '赵敏', '周杰', '吴倩', '郑浩'];
const tiles = staffTiles(
  names.map((name, index) => ({
    id: index === 3 ? 'S4' : `100${index}`,
    name,
    role: 'clerk' as const,
  })),
);
const found = (typed: string): string[] => tilesMatching(tiles, typed).map((tile) => tile.name);

test('a number means its tile, whatever the staff codes are', () => {
  expect(found('1')).toEqual(['张丽', '郑浩']);
  expect(found('10')).toEqual(['郑浩']);
  expect(found('2')).toEqual(['王明']);
});

test('letters are pinyin initials or a staff code', () => {
  expect(found('zl')).toEqual(['张丽', '张蕾']);
  expect(found('s4')).toEqual(['李娜']);
});

test('nothing typed shows everybody, nonsense nobody', () => {
  expect(found('')).toHaveLength(10);
  expect(found('qq')).toEqual([]);
});

const collator = createPinyinCollator();

test.each([
  ['张丽', 'zl'],
  ['王小明', 'wxm'],
  ['欧阳晨', 'oyc'],
  ['Li 雷', 'lil'],
  ['阿依古丽·买买提', 'ayglmmt'],
])('%s is %s', (name, initials) => {
  expect(initialsOf(name, collator)).toBe(initials);
});
