// Words of the product. Chinese is in the first chunk; English is loaded when it is chosen.
import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/model/text.ts';
import { resources as chinese } from './locales/zh-CN/resources.ts';

export async function createI18n(language: Language): Promise<I18n> {
  const i18n = createInstance();
  const resources =
    language === 'en' ? { 'zh-CN': chinese, en: await loadEnglish() } : { 'zh-CN': chinese };
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    defaultNS: 'common',
    ns: Object.keys(chinese),
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  markLanguage(language);
  return i18n;
}

export async function changeLanguage(i18n: I18n, language: Language): Promise<void> {
  if (language === 'en' && !i18n.hasResourceBundle('en', 'common')) {
    for (const [name, words] of Object.entries(await loadEnglish())) {
      i18n.addResourceBundle('en', name, words);
    }
  }
  await i18n.changeLanguage(language);
  markLanguage(language);
}

export const languageOf = (i18n: I18n): Language => (i18n.language === 'en' ? 'en' : 'zh-CN');

const loadEnglish = async () => (await import('./locales/en/resources.ts')).resources;

/** Screen readers, fonts and line breaking go by the document's language. */
function markLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.title = language === 'en' ? 'Counter Assist' : '多说一句';
}
