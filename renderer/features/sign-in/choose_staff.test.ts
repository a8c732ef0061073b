import { expect, test } from 'vitest';
import { staffTiles, tilesMatching } from './choose_staff.ts';

const people: readonly (readonly [string, ...string[]])[] = [
  ['张丽', 'zl'],
  ['王明', 'wm'],
  ['张蕾', 'zl'],
  ['李娜', 'ln'],
  ['陈刚', 'cg'],
  ['刘洋', 'ly'],
  ['赵敏', 'zm'],
  ['单杰', 'sj', 'dj', 'cj'],
  ['吴倩', 'wq'],
  ['郑浩', 'zh'],
];
const tiles = staffTiles(
  people.map(([name, ...initials], index) => ({
    id: index === 3 ? 'S4' : `100${index}`,
    name,
    initials,
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
  expect(found('ly')).toEqual(['刘洋']);
  expect(found('m')).toEqual([]);
  expect(found('dj')).toEqual(['单杰']);
  expect(found('sj')).toEqual(['单杰']);
});

test('nothing typed shows everybody, nonsense nobody', () => {
  expect(found('')).toHaveLength(10);
  expect(found('qq')).toEqual([]);
});
