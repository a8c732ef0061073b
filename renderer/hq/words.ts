// Words of HQ's page: its own, and those of the manager's figures. English is loaded when it is chosen.
import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/model/text.ts';
import { common } from '#renderer/app/locales/zh-CN/common.ts';
import { hq } from '#renderer/app/locales/zh-CN/hq.ts';
import { manager } from '#renderer/app/locales/zh-CN/manager.ts';

export async function createWords(language: Language): Promise<I18n> {
  const words = createInstance();
  await words.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    defaultNS: 'common',
    ns: ['common', 'hq', 'manager'],
    resources: { 'zh-CN': { common, hq, manager } },
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(words, language);
  return words;
}

export async function speak(words: I18n, language: Language): Promise<void> {
  if (language === 'en' && !words.hasResourceBundle('en', 'hq')) {
    const english = (await import('./english.ts')).english;
    for (const [name, bundle] of Object.entries(english))
      words.addResourceBundle('en', name, bundle);
  }
  await words.changeLanguage(language);
  document.documentElement.lang = language;
  document.title = words.t('title', { ns: 'hq' });
}
