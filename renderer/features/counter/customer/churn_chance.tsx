// The chance to leave next month: a percentage where it is sure, else how many of ten such customers.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ChurnView } from '#shared/contract/view_customer.ts';

export function ChurnChance({ churn }: { readonly churn: ChurnView }) {
  const { t } = useTranslation('knowledge');
  return churnWords(churn, t);
}

export function churnWords(
  { percent, leaver, ofTen, isOutside }: Omit<ChurnView, 'asOf' | 'reasons'>,
  t: TFunction<'knowledge'>,
): string {
  if (isOutside) return t('churn.outside', { chance: `${Math.round(percent)}%` });
  const leaves = t(`churn.leaves.${leaver}`);
  if (ofTen !== null) {
    const words = { ...ofTen, leaves };
    if (ofTen.low === 0) return t('churn.upToOfTen', words);
    return t(ofTen.low === ofTen.high ? 'churn.aboutOfTen' : 'churn.ofTen', words);
  }
  return percent < 1
    ? t('churn.low', { leaves })
    : t('churn.chance', { leaves, chance: `${Math.round(percent)}%` });
}
