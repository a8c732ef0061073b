import { expect, test } from 'vitest';
import { filterRows } from './verdict_list.tsx';

const rows = [
  { text: '对客户不划算 存费送礼 平常充值50元，预存200元超过其3倍' },
  { text: '这次用不上 5 GB Data pack 已有' },
];

test('every word must occur, in whatever order and case', () => {
  expect(filterRows(rows, '')).toHaveLength(2);
  expect(filterRows(rows, '200元 送礼')).toEqual([rows[0]]);
  expect(filterRows(rows, 'ＤＡＴＡ')).toEqual([rows[1]]);
  expect(filterRows(rows, '送礼 data')).toEqual([]);
});
