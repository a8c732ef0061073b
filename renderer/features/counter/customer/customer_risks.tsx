// What to mind before speaking: risks and bars to selling, in words; then group, stage and labels.
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { CustomerView, RiskView } from '#shared/contract/view_customer.ts';
import { dayText } from '#renderer/ui/format.ts';
import { type Locale, localText, useLocale } from '#renderer/ui/locale.tsx';
import styles from './customer_risks.module.css';
import { riskWords } from './risk_words.ts';

export function CustomerRisks({ customer }: { readonly customer: CustomerView }) {
  const { t } = useTranslation('counter');
  const locale = useLocale();
  const { score } = customer;
  const day = (value: CustomerView['asOf']): string => dayText(value, locale.language);
  return (
    <div className={styles['risks']}>
      <ul className={styles['list']} aria-label={t('customer.riskTitle')}>
        {customer.blacklisted && <li className={styles['bar']}>{t('customer.blacklisted')}</li>}
        {customer.optedOut && <li className={styles['bar']}>{t('customer.optedOut')}</li>}
        {customer.lastComplaint !== null && (
          <li className={styles['bar']}>
            {t('customer.complaint', { day: day(customer.lastComplaint) })}
          </li>
        )}
        {customer.risks.map((risk) => {
          const words = riskWords(risk);
          return (
            <li key={risk.risk} className={styles['risk']}>
              <strong>{t(`customer.risk.${words.name}`)}</strong>
              {words.figure !== null && (
                <span>
                  {t(`customer.riskFigure.${words.name}`, {
                    figure: figureText(risk.risk, words.figure, locale),
                  })}
                </span>
              )}
              <span className={styles['asOf']}>{t('customer.asOf', { day: day(risk.asOf) })}</span>
            </li>
          );
        })}
      </ul>
      {score !== null && (
        <p className={styles['groups']}>
          <span className={styles['group']}>{t(`customer.group.${score.valueGroup}`)}</span>
          <span className={styles['group']}>{t(`customer.stage.${score.stage}`)}</span>
          {customer.labels.map((label) => (
            <span key={label.zh} className={styles['group']}>
              {localText(label, locale.language)}
            </span>
          ))}
          <span className={styles['asOf']}>{t('customer.asOf', { day: day(score.asOf) })}</span>
        </p>
      )}
    </div>
  );
}

/** Days and months are counts; what is owed is an amount. */
function figureText(
  risk: RiskView['risk'],
  figure: number,
  { currency, language }: Locale,
): string {
  return risk === 'arrears' ? formatMoney(figure as Fen, currency, language) : String(figure);
}
