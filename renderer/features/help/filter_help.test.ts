import { expect, test } from 'vitest';
import { searchWords } from '#renderer/ui/search_words.ts';
import { filterHelp, type HelpSection, markParts } from './filter_help.ts';

const sections: readonly HelpSection[] = [
  {
    id: 'trouble',
    title: '遇到问题怎么办',
    entries: [
      { id: 'offline', heading: '断网了', text: '照常办理，联网后自动上送。' },
      { id: 'pin', heading: '密码输错了', text: 'PIN: wait 2 s' },
    ],
  },
  {
    id: 'keys',
    title: '全部按键',
    entries: [{ id: 'undo', keys: ['Ctrl+Z'], heading: '柜台', text: '撤销' }],
  },
];
const ids = (query: string) =>
  filterHelp(sections, query).flatMap((section) => section.entries.map((entry) => entry.id));

test('nothing typed shows everything', () => {
  expect(ids('  ')).toEqual(['offline', 'pin', 'undo']);
});

test('finds by heading, text or key, whatever the case and width of the letters', () => {
  expect(ids('断网')).toEqual(['offline']);
  expect(ids('上送')).toEqual(['offline']);
  expect(ids('ctrl+z')).toEqual(['undo']);
  expect(ids('ＰＩＮ')).toEqual(['pin']);
});

test('every word must occur; a title that holds them shows its section whole', () => {
  expect(ids('密码 wait')).toEqual(['pin']);
  expect(ids('密码 上送')).toEqual([]);
  expect(ids('问题')).toEqual(['offline', 'pin']);
});

test('marks the words without losing a character', () => {
  const parts = markParts('按 Ctrl+Z 撤销 (ctrl+z)', searchWords('ctrl+z'));
  expect(parts.map((part) => part.text).join('')).toBe('按 Ctrl+Z 撤销 (ctrl+z)');
  expect(parts.filter((part) => part.isMatch).map((part) => part.text)).toEqual([
    'Ctrl+Z',
    'ctrl+z',
  ]);
  expect(markParts('abc', [])).toEqual([{ start: 0, text: 'abc', isMatch: false }]);
});
