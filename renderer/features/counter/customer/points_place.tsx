// Where a customer's points may be spent.
import { useTranslation } from 'react-i18next';
import type { PointsView } from '#shared/contract/view_customer.ts';

/** `elsewhere` is empty where no computer of the branch holds them now. */
export function PointsPlace({ elsewhere }: Pick<PointsView, 'elsewhere'>) {
  const { t } = useTranslation('knowledge');
  if (elsewhere === null) return t('points.here');
  return elsewhere === '' ? t('points.nowhere') : t('points.elsewhere', { device: elsewhere });
}
