import { expect, test } from 'vitest';
import { day } from '#shared/base/month.ts';
import type { CareItem } from '#shared/contract/view_care.ts';
import { careInOrder, careToDo, isOpenCare } from './care.ts';

const item = (id: string, done: CareItem['done']): CareItem => ({
  id,
  customer: 1,
  due: day('2026-11-21'),
  kind: 'home-visit',
  keyDate: null,
  about: null,
  name: '张*',
  phone: '',
  sentence: { zh: '话', en: 'words' },
  bestTime: null,
  done,
});
const items = [item('a', 'done'), item('b', null), item('c', 'not-reached'), item('d', null)];

test('who is still to be served comes first, who was not reached next', () => {
  expect(careInOrder(items).map(({ id }) => id)).toEqual(['b', 'd', 'c', 'a']);
});

test('the count is of those to whom nobody spoke; who was not reached may be tried again', () => {
  expect(careToDo(items)).toBe(2);
  expect(items.map(isOpenCare)).toEqual([false, true, true, true]);
});
