// What is worth a second look on the day, by kind: each figure opens its visits.
import { useTranslation } from 'react-i18next';
import type { DayReport } from '#shared/contract/view_report.ts';
import { Behind } from './behind.tsx';
import tableStyles from './table.module.css';

export function LookList({ looks }: Pick<DayReport, 'looks'>) {
  const { t } = useTranslation('manager');
  return (
    <>
      <p>{t('looks.note')}</p>
      <table className={tableStyles['table']}>
        <caption className="visually-hidden">{t('looks.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('looks.kind')}</th>
            <th scope="col" className={tableStyles['figure']}>
              {t('looks.visits')}
            </th>
          </tr>
        </thead>
        <tbody>
          {looks.map(({ look, visits }) => (
            <tr key={look}>
              <th scope="row">{t(`looks.what.${look}`)}</th>
              <td className={tableStyles['figure']}>
                <Behind shown={look}>{visits}</Behind>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <Behind shown="marked">{t('looks.all')}</Behind>
      </p>
    </>
  );
}
