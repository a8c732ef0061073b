import { expect, test } from 'vitest';
import { composedPinyin } from './find_box.tsx';

test('letters that an input method sets apart are searched as pinyin, anything else waits', () => {
  expect(["zhang'san", 'zh s', 'lü', '张s', 'zhang1'].map(composedPinyin)).toEqual([
    'zhangsan',
    'zhs',
    'lü',
    null,
    null,
  ]);
});
