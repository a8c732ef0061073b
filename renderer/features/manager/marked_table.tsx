// A few visits to look at: when, at whose hands, which customer, and why they stand here.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnusualVisit } from '#shared/contract/view_report.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { clockOf } from './day_choice.ts';
import styles from './marked_table.module.css';
import tableStyles from './table.module.css';

export type MarkedRow = Pick<UnusualVisit, 'visit' | 'at' | 'clerk' | 'customer'> & {
  readonly what: ReactNode;
};

export function MarkedTable(props: {
  readonly caption: string;
  /** Header of the column that says why. */
  readonly what: string;
  readonly rows: readonly MarkedRow[];
}) {
  const { t } = useTranslation('manager');
  const { timeZone } = useLocale();
  return (
    <table className={tableStyles['table']}>
      <caption className="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('marked.time')}</th>
          <th scope="col">{t('marked.clerk')}</th>
          <th scope="col">{t('marked.customer')}</th>
          <th scope="col">{props.what}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ visit, at, clerk, customer, what }) => (
          <tr key={visit}>
            <th scope="row">{clockOf(at, timeZone).text}</th>
            <td className={styles['name']}>{clerk}</td>
            <td>
              {[customer.name, customer.phone].filter((text) => text !== '').join(' ') || '—'}
            </td>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
