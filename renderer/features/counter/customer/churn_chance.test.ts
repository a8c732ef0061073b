// The chance to leave in the words of both languages: sure, not sure, and HQ's own.
import { createInstance, type TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { resources as english } from '#renderer/app/locales/en/resources.ts';
import { resources as chinese } from '#renderer/app/locales/zh-CN/resources.ts';
import { churnWords } from './churn_chance.tsx';

async function wordsOf(language: 'zh-CN' | 'en'): Promise<TFunction<'knowledge'>> {
  const i18n = createInstance();
  const resources = { 'zh-CN': chinese, en: english };
  await i18n.init({ lng: language, resources, interpolation: { escapeValue: false } });
  return i18n.getFixedT(language, 'knowledge');
}

const sure = { percent: 38, leaver: 'silence', ofTen: null, isOutside: false } as const;
const rough = (low: number, high: number) => ({ ...sure, ofTen: { low, high } });

test('a chance is said with what HQ counts as leaving', async () => {
  const [zh, en] = [await wordsOf('zh-CN'), await wordsOf('en')];
  expect(churnWords(sure, zh)).toBe('下月可能沉默 38%');
  expect(churnWords({ ...sure, leaver: 'port-out' }, zh)).toBe('下月可能携号转网 38%');
  expect(churnWords({ ...sure, leaver: 'contract-end' }, en)).toBe(
    '38% likely to let the contract lapse next month',
  );
  expect(churnWords({ ...sure, leaver: 'flag', percent: 0 }, zh)).toBe('下月离网的可能不到 1%');
});

test('one that is not sure as so many of ten such customers', async () => {
  const [zh, en] = [await wordsOf('zh-CN'), await wordsOf('en')];
  expect(churnWords(rough(2, 4), zh)).toBe('像这样的客户，10 位里有 2 到 4 位下月沉默');
  expect(churnWords(rough(2, 4), en)).toBe('Of 10 such customers, 2 to 4 go silent next month');
  expect(churnWords(rough(3, 3), zh)).toBe('像这样的客户，10 位里约有 3 位下月沉默');
  expect(churnWords(rough(0, 1), en)).toBe('Of 10 such customers, at most 1 go silent next month');
});

test("HQ's own is called so", async () => {
  const outside = { ...sure, isOutside: true };
  expect(churnWords(outside, await wordsOf('zh-CN'))).toBe('总部的评分：可能离网 38%');
  expect(churnWords(outside, await wordsOf('en'))).toContain('HQ’s own score');
});
