// In which language, currency and time zone a page shows things.
import { createContext, useContext } from 'react';
import type { Currency } from '#shared/base/money.ts';
import type { Language, LocalText } from '#shared/model/text.ts';

export type Locale = {
  readonly language: Language;
  readonly currency: Currency;
  readonly timeZone: string;
};

const LocaleContext = createContext<Locale>({
  language: 'zh-CN',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
});

export const LocaleProvider = LocaleContext.Provider;

export const useLocale = (): Locale => useContext(LocaleContext);

export const localText = (text: LocalText, language: Language): string =>
  language === 'zh-CN' ? text.zh : text.en;
