// A row's words, each asked for once: the same as asked for every time, in both languages.
import { createInstance, type TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { hq as english } from '#renderer/app/locales/en/hq.ts';
import { hq as chinese } from '#renderer/app/locales/zh-CN/hq.ts';
import { ageText } from '#renderer/ui/format.ts';
import { createRowWords } from './row_words.ts';

const MINUTE = 60_000;

async function wordsOf(language: 'zh-CN' | 'en'): Promise<TFunction<'hq'>> {
  const i18n = createInstance();
  const resources = { 'zh-CN': { hq: chinese }, en: { hq: english } };
  await i18n.init({ lng: language, resources, interpolation: { escapeValue: false } });
  return i18n.getFixedT(language, 'hq');
}

test.each(['zh-CN', 'en'] as const)('in %s', async (language) => {
  const t = await wordsOf(language);
  let asked = 0;
  const counting = ((...args: Parameters<typeof t>) => {
    asked += 1;
    return t(...args);
  }) as TFunction<'hq'>;
  const words = createRowWords(counting, language);
  for (let row = 0; row < 2; row += 1) {
    for (const count of [1, 2, 1_234])
      expect(words.waiting(count)).toBe(t('branches.waiting', { count }));
    for (const age of [0, 5 * MINUTE, 3_000 * MINUTE])
      expect(words.ago(age)).toBe(t('branches.ago', { age: ageText(age, language) }));
    // A dollar is no sign of a pattern's.
    for (const [low, high] of [
      ['−3元', '12元'],
      ['$&', '$1'],
    ] as const)
      expect(words.between(low, high)).toBe(t('effect.between', { low, high }));
    for (const key of ['effect.more', 'effect.unsureMore'] as const)
      expect(words.more(key, '1,780')).toBe(t(key, { customers: '1,780' }));
    expect(words.plain('effect.brokenLot')).toBe(t('effect.brokenLot'));
  }
  expect(asked).toBe(3 + 3 + 1 + 2 + 1);
});
