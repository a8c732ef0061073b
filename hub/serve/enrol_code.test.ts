import { expect, test } from 'vitest';
import { normalizeCode } from '#shared/wire/enrol_code.ts';
import { createCode } from './enrol.ts';

test('a code is eight unmistakable characters in two groups', () => {
  expect(createCode(new Uint8Array([0, 1, 18, 19, 20, 30, 31, 32]))).toBe('01JK-MYZ0');
  for (let count = 0; count < 100; count += 1) {
    expect(createCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  }
});

test('a code is the same however it is typed', () => {
  for (const typed of [
    '01JK-MYZ0',
    '01jkmyz0',
    ' O1JK MYZ0 ',
    'oijk–myzo',
    '０１ＪＫ－ＭＹＺ０',
    '0LJK_MYZ0',
  ]) {
    expect(normalizeCode(typed)).toBe('01JKMYZ0');
  }
});
