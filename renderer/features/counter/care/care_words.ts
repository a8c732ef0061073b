// What care is about and when, as the words of the page need it: `今天生日`, `3 天后合约到期`, `该上门服务了`.
import type { TFunction } from 'i18next';
import { type Day, daysBetween } from '#shared/base/month.ts';
import type { Care } from '#shared/model/care.ts';
import type { Language } from '#shared/model/text.ts';
import { daysText } from '#renderer/ui/format.ts';

type About = Pick<Care, 'kind' | 'keyDate' | 'about'>;

/** `days`: between today and the day that it is about, never below zero. */
type CareWords =
  | { readonly when: 'visit' }
  | {
      readonly when: 'today' | 'tomorrow' | 'ahead' | 'past';
      readonly what: 'contract-end' | NonNullable<Care['keyDate']>;
      readonly days: number;
    };

export function careWords({ kind, keyDate, about }: About, today: Day): CareWords {
  if (kind === 'home-visit' || about === null) return { when: 'visit' };
  const what = kind === 'contract-end' ? kind : (keyDate ?? 'birthday');
  const days = daysBetween(today, about);
  if (days < 0) return { when: 'past', what, days: -days };
  if (days > 1) return { when: 'ahead', what, days };
  return { when: days === 0 ? 'today' : 'tomorrow', what, days };
}

/** @param t knows the words of `care` */
export function careText(
  t: TFunction<'care'>,
  care: About,
  today: Day,
  language: Language,
): string {
  const words = careWords(care, today);
  if (words.when === 'visit') return t('when.visit');
  const what = t(`what.${words.what}`);
  return t(`when.${words.when}`, { what, days: daysText(words.days, language) });
}
