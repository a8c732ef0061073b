import { expect, test } from 'vitest';
import { createPinyinCollator, initialsOf } from './initials.ts';

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
