// How many of a gift are left, in words: of the branch, and what of it this computer may give.
import { useTranslation } from 'react-i18next';
import type { GiftLeft } from '#shared/contract/view_visit.ts';

export function useGiftLeft(): (gift: GiftLeft) => string {
  const { t } = useTranslation('counter');
  return ({ left, here }) =>
    here < left ? t('finish.leftHere', { left, here }) : t('finish.left', { left });
}
