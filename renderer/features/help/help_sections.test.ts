import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { resources as english } from '#renderer/app/locales/en/resources.ts';
import { resources as chinese } from '#renderer/app/locales/zh-CN/resources.ts';
import { PAGE_KEYS } from '#renderer/ui/key_map.ts';
import { type HelpT, helpSections } from './help_sections.ts';

test.each(['zh-CN', 'en'])('every entry has words in %s, and no two are one', async (language) => {
  const i18n = createInstance();
  await i18n.init({
    lng: language,
    resources: { 'zh-CN': chinese, en: english },
    interpolation: { escapeValue: false },
  });
  const t = i18n.getFixedT(language, ['help', 'counter', 'common', 'care']) as unknown as HelpT;
  const sections = helpSections(t);
  for (const section of sections) {
    const texts = [section.title, ...section.entries.flatMap((one) => [one.heading, one.text])];
    for (const text of texts) {
      expect(text.trim()).not.toBe('');
      // An unknown key comes back as the key itself, a forgotten slot keeps its braces.
      expect(text).not.toMatch(/^\w+(\.[\w-]+)+$|^(help|counter|common):|\{\{/);
    }
    expect(new Set(section.entries.map((one) => one.id)).size).toBe(section.entries.length);
  }
  const keys = sections.find((section) => section.id === 'keys')?.entries ?? [];
  expect(keys.flatMap((entry) => entry.keys ?? [])).toContain(PAGE_KEYS.manager);
});
