// What is left of the gifts; what runs out stands first and says so in words.
import { useTranslation } from 'react-i18next';
import type { DayReport } from '#shared/contract/view_report.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import styles from './manager_page.module.css';
import { giftRows } from './report_rows.ts';
import tableStyles from './table.module.css';

export function GiftList({ report }: { readonly report: DayReport }) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const rows = giftRows(report, language);
  if (rows.length === 0) return <p>{t('gifts.none')}</p>;
  return (
    <table className={tableStyles['table']}>
      <caption className="visually-hidden">{t('gifts.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('gifts.name')}</th>
          <th scope="col" className={tableStyles['figure']}>
            {t('gifts.drawnToday')}
          </th>
          <th scope="col" className={tableStyles['figure']}>
            {t('gifts.left')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.name}
              {row.word === 'enough' ? null : (
                <strong className={styles[row.word]}>{t(`gifts.${row.word}`)}</strong>
              )}
            </th>
            <td className={tableStyles['figure']}>{row.drawnToday}</td>
            <td className={tableStyles['figure']}>{row.left}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
