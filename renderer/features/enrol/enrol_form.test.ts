import { expect, test } from 'vitest';
import { groupCode, plainCode, problemsOf, tidyBranch, tidyHub } from './enrol_form.ts';

test('a pasted code is grouped and in upper case, and sent without dashes', () => {
  expect(groupCode(' ab3k 9x2m-q7 ')).toBe('AB3K-9X2M-Q7');
  expect(groupCode('ＡＢ３Ｋ９')).toBe('AB3K-9');
  expect(plainCode('AB3K-9X2M')).toBe('AB3K9X2M');
});

test('branch codes lose spaces and full-width forms', () => {
  expect(tidyBranch(' ｄｅｍｏ 01 ')).toBe('DEMO01');
});

test('a bare address becomes a full one', () => {
  expect(tidyHub('10.0.0.5:8080/')).toBe('https://10.0.0.5:8080');
  expect(tidyHub(' https://hub.example.cn/ ')).toBe('https://hub.example.cn');
});

test('each wrong field is named', () => {
  expect(problemsOf({ hubUrl: '', branch: '城东', code: 'A1' })).toEqual([
    'badHub',
    'badBranch',
    'badCode',
  ]);
  expect(problemsOf({ hubUrl: 'ftp://x', branch: 'B1', code: 'AAAA' })).toEqual(['badHub']);
  expect(problemsOf({ hubUrl: 'https://x', branch: 'B1', code: 'AA-AA' })).toEqual([]);
  expect(problemsOf({ hubUrl: 'http://x', branch: 'B1', code: 'AA-AA' })).toEqual(['badHub']);
});
