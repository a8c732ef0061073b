import { expect, test } from 'vitest';
import { breathsOf, sentenceParts } from './sentence_card.tsx';

test.each([
  ['您存100元，就送一把雨伞，还多得 20 分钟。', ['100元', '20 分钟']],
  [
    'Prepay ¥1,000 and get 10GB for 6 months. It costs ¥49.90.',
    ['¥1,000', '10GB', '6 months', '¥49.90'],
  ],
  ['没有数字。', []],
])('figures of: %s', (sentence, figures) => {
  const parts = sentenceParts(sentence);
  expect(parts.filter((part) => part.isFigure).map((part) => part.text)).toEqual(figures);
  expect(parts.map((part) => part.text).join('')).toBe(sentence);
});

const texts = (sentence: string): string[] => breathsOf(sentence).map((breath) => breath.text);

test('a Chinese sentence ends its lines at punctuation, which stays with its words', () => {
  expect(texts('正好有个活动，您再存50元，就送一把伞！')).toEqual([
    '正好有个活动，',
    '您再存50元，',
    '就送一把伞！',
  ]);
  expect(texts('Prepay ¥100, and get a gift.')).toEqual(['Prepay ¥100, and get a gift.']);
  expect(texts('！？怪。').join('')).toBe('！？怪。');
});
