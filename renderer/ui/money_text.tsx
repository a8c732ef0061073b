// An amount with its unit; the unit is smaller than the figure.
import { CURRENCIES } from '#shared/base/currencies.ts';
import { type Fen, fen, formatAmount } from '#shared/base/money.ts';
import { useLocale } from './locale.tsx';
import styles from './money_text.module.css';

export function MoneyText({
  amount,
  isSigned = false,
}: {
  readonly amount: Fen;
  /** Shows a plus before amounts above zero. */
  readonly isSigned?: boolean;
}) {
  const { language, currency } = useLocale();
  const sign = amount < 0 ? '−' : isSigned && amount > 0 ? '+' : '';
  const figure = formatAmount(fen(Math.abs(amount)), currency);
  if (language === 'zh-CN') {
    return (
      <span className={styles['money']}>
        {sign}
        {figure}
        <span className={styles['unit']}>{CURRENCIES[currency].unit.zh}</span>
      </span>
    );
  }
  return (
    <span className={styles['money']}>
      {sign}
      <span className={styles['unit']}>{CURRENCIES[currency].sign}</span>
      {figure}
    </span>
  );
}
