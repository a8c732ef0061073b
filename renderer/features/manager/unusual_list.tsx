// Visits whose amount was beyond HQ's limits: what was put on, and what the customer usually does.
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { DayReport } from '#shared/contract/view_report.ts';
import { comparedWith } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { MarkedTable } from './marked_table.tsx';

export function UnusualList({ unusual }: Pick<DayReport, 'unusual'>) {
  const { t } = useTranslation(['manager', 'common']);
  const { language, currency } = useLocale();
  const money = (amount: Fen): string => formatMoney(amount, currency, language);
  return (
    <MarkedTable
      caption={t('unusual.title')}
      what={t('unusual.amount')}
      rows={unusual.map((visit) => {
        const { word, amount } = comparedWith(visit);
        return {
          ...visit,
          what: (
            <>
              <strong>{t(`unusual.${visit.field}`, { amount: money(visit.amount) })}</strong>
              {language === 'en' ? ', ' : '，'}
              {t(`common:than.${word}`, { amount: money(amount) })}
            </>
          ),
        };
      })}
    />
  );
}
