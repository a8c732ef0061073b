// An effect in a few words: between what and what, and how sure; the sentence in full stands on the branch's own page.
import { useTranslation } from 'react-i18next';
import { type Currency, type Fen, formatMoney } from '#shared/base/money.ts';
import type { EffectFigure } from '#shared/model/effect_figure.ts';
import { countText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import styles from './branch_table.module.css';

/** To ten fen: more would look surer than it is. */
const STEP = 10;

export function EffectCell(props: {
  readonly effect: EffectFigure | null;
  readonly currency: Currency;
}) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const { effect, currency } = props;
  if (effect === null) return <span className={styles['quiet']}>{t('effect.none')}</span>;
  const { result, basis } = effect;
  const preliminary = basis === 'counter' ? t('effect.preliminary') : '';
  if (result.type === 'broken-lot')
    return <span className={styles['mind']}>{t('effect.brokenLot')}</span>;
  if (result.type === 'below-floor')
    return (
      <span className={styles['quiet']}>
        {result.moreCustomers === null
          ? t('effect.noLot')
          : t('effect.more', { customers: countText(result.moreCustomers) })}
      </span>
    );
  const money = (value: number): string =>
    formatMoney((Math.round(value / STEP) * STEP) as Fen, currency, language);
  const { live, moreCustomers } = result;
  const isSure = live.low > 0 || live.high < 0;
  const unsure =
    moreCustomers === null
      ? t('effect.unsure')
      : t('effect.unsureMore', { customers: countText(moreCustomers) });
  const note = [preliminary, isSure ? '' : unsure].filter((word) => word !== '').join(' · ');
  return (
    <>
      {t('effect.between', { low: money(live.low), high: money(live.high) })}
      {note !== '' && <span className={styles['quiet']}>{note}</span>}
    </>
  );
}
