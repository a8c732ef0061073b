// What holding on to the customer is worth: the verdict in one line, its terms on demand, what cannot be counted by name.
import { useTranslation } from 'react-i18next';
import { type Fen, fen } from '#shared/base/money.ts';
import type { RetentionView } from '#shared/contract/view_customer.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import styles from './know_more.module.css';

export function RetentionTerms({
  retention,
  isOpen,
  onToggle,
}: {
  readonly retention: RetentionView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const { t } = useTranslation('knowledge');
  const { language } = useLocale();
  const terms: readonly (readonly [string, Fen])[] = [
    [t('retention.directRevenue'), retention.directRevenue],
    [t('retention.indirectRevenue'), retention.indirectRevenue],
    [t('retention.directCost'), fen(-retention.directCost)],
    [t('retention.indirectCost'), fen(-retention.indirectCost)],
    [t('retention.systemCost'), fen(-retention.systemCost)],
  ];
  return (
    <>
      <p className={styles['main']}>{t(`retention.verdict.${retention.verdict}`)}</p>
      <p className={styles['reason']}>{localText(retention.reason, language)}</p>
      <button type="button" className={styles['fold']} aria-expanded={isOpen} onClick={onToggle}>
        {t(isOpen ? 'retention.hideTerms' : 'retention.terms')}
      </button>
      {isOpen && (
        <>
          <dl className={styles['sums']}>
            {terms.map(([name, amount]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <MoneyText amount={amount === 0 ? fen(0) : amount} />
                </dd>
              </div>
            ))}
            <div className={styles['total']}>
              <dt>{t('retention.value')}</dt>
              <dd>
                <MoneyText amount={retention.value} />
              </dd>
            </div>
          </dl>
          <p className={styles['quiet']}>{t('retention.intangible')}</p>
        </>
      )}
    </>
  );
}
