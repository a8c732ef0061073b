import { expect, test } from 'vitest';
import { nextSort, sortRows } from './sortable_table.tsx';

const rows = [
  { id: 'b', name: '李娜', rate: 0.5 },
  { id: 'a', name: '王芳', rate: 0.5 },
  { id: 'c', name: '陈杰', rate: null },
  { id: 'd', name: '张伟', rate: 0.9 },
];
const ids = (sorted: readonly { readonly id: string }[]) => sorted.map((row) => row.id).join('');

test('figures either way, ties by id, the unknown last', () => {
  expect(ids(sortRows(rows, (row) => row.rate, true, 'zh-CN'))).toBe('dabc');
  expect(ids(sortRows(rows, (row) => row.rate, false, 'zh-CN'))).toBe('abdc');
});

test('Chinese names by their sound', () => {
  expect(ids(sortRows(rows, (row) => row.name, false, 'zh-CN'))).toBe('cbad');
});

test('the same header turns the order, another begins with its own', () => {
  const sort = { column: 'claimed', isDescending: true };
  expect(nextSort(sort, 'claimed', true)).toEqual({ column: 'claimed', isDescending: false });
  expect(nextSort(sort, 'said', true)).toEqual({ column: 'said', isDescending: true });
  expect(nextSort(sort, 'name', false)).toEqual({ column: 'name', isDescending: false });
});
