// The chance to go silent next month: a percentage where it is sure, else how many of ten such customers.
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '#shared/contract/view_customer.ts';

export function ChurnChance({ churn }: { readonly churn: NonNullable<CustomerView['churn']> }) {
  const { t } = useTranslation('knowledge');
  const { percent, ofTen, isOutside } = churn;
  if (isOutside) return t('churn.outside', { chance: `${Math.round(percent)}%` });
  if (ofTen !== null) {
    if (ofTen.low === 0) return t('churn.upToOfTen', ofTen);
    return t(ofTen.low === ofTen.high ? 'churn.aboutOfTen' : 'churn.ofTen', ofTen);
  }
  return percent < 1 ? t('churn.low') : t('churn.chance', { chance: `${Math.round(percent)}%` });
}
