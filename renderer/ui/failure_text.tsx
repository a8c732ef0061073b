// A failure in words: what happened and what to do now. Announced to screen readers at once.
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { Language } from '#shared/model/text.ts';
import type { Failure } from './failure_type.ts';
import styles from './failure_text.module.css';
import { type Locale, localText, useLocale } from './locale.tsx';
import { clockText, comparedWith } from './format.ts';

export function FailureText({ failure }: { readonly failure: Failure }) {
  const { t } = useTranslation(['failure', 'common']);
  const locale = useLocale();
  const slots = failureSlots(failure, locale);
  if ('field' in failure) slots['field'] = t(`common:field.${typedField(failure.field)}`);
  if (failure.type === 'amount-unusual') {
    const { word, amount } = comparedWith(failure);
    slots['than'] = t(`common:than.${word}`, { amount: moneyIn(amount, locale) });
  }
  return (
    <p className={styles['failure']} role="alert" data-failure={failure.type}>
      <strong>{t(`${failure.type}.what`, slots)}</strong> {t(`${failure.type}.next`, slots)}
    </p>
  );
}

/** Fields that a person fills in, as commands name them. */
const TYPED_FIELDS = [
  'prepaid',
  'intended',
  'gifts',
  'words',
  'reason',
  'laterOn',
  'phone',
  'declineReason',
  'notSaidReason',
  'matter',
  'number',
  'pin',
  'ownPin',
  'hosts',
  'printer',
  'text',
  'hubUrl',
  'branch',
  'code',
  'difference',
] as const;

/** What a schema says of the value is for the log: a person is told which field. @param place `gifts.1.count`, `exception.words` */
export const typedField = (place: string): (typeof TYPED_FIELDS)[number] | 'other' =>
  TYPED_FIELDS.find((name) => place.split('.').includes(name)) ?? 'other';

/** The figures in the words: waits in whole seconds, instants in the branch's time; other members as they are. */
export function failureSlots(failure: Failure, locale: Locale): Record<string, string | number> {
  if (failure.type === 'wrong-clock') {
    return {
      hubNow: clockText(failure.hubNow, locale),
      deviceNow: clockText(failure.deviceNow, locale),
    };
  }
  if (failure.type === 'points-elsewhere') {
    return { holder: pointsHolder(failure.deviceName, locale.language) };
  }
  // The field is named by the screen's word for it.
  if (failure.type === 'bad-input') return {};
  if ('needsManager' in failure) return { used: failure.used, most: failure.most };
  if (failure.type === 'amount-unusual') return { amount: moneyIn(failure.amount, locale) };
  if (failure.type === 'amount-absurd') return { most: moneyIn(failure.most, locale) };
  if (failure.type === 'close-difference') {
    return { gift: localText(failure.gift, locale.language), expected: failure.expected };
  }
  const { type: _, ...members } = failure;
  const slots: Record<string, string | number> = { ...members };
  if ('retryAfterMs' in failure) slots['seconds'] = Math.ceil(failure.retryAfterMs / 1000);
  return slots;
}

const moneyIn = (amount: Fen, { currency, language }: Locale): string =>
  formatMoney(amount, currency, language);

/** @param name empty where no computer of the branch holds the points now */
function pointsHolder(name: string, language: Language): string {
  if (language === 'zh-CN') return name === '' ? '总部指定的电脑' : `「${name}」这台电脑`;
  return name === '' ? 'a computer that HQ names' : `the computer “${name}”`;
}
