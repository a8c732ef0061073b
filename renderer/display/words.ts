// Words of the customer's screen, both languages at once: they are few, and the counter changes the language at any time.
import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/model/text.ts';
import { display as english } from '#renderer/app/locales/en/display.ts';
import { display as chinese } from '#renderer/app/locales/zh-CN/display.ts';

export function createDisplayWords(): I18n {
  const words = createInstance();
  void words.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    defaultNS: 'display',
    ns: ['display'],
    resources: { 'zh-CN': { display: chinese }, en: { display: english } },
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return words;
}

export function speak(words: I18n, language: Language): void {
  if (words.language !== language) void words.changeLanguage(language);
  document.documentElement.lang = language;
}
