// What is left of the gifts; what runs out stands first and says so in words.
import { Fragment, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type Day } from '#shared/base/month.ts';
import { dayText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { Behind } from './behind.tsx';
import behindStyles from './behind.module.css';
import styles from './manager_page.module.css';
import { type GiftsOfDay, giftRows } from './report_rows.ts';
import tableStyles from './table.module.css';

/** Days: beyond, a pace of two weeks tells nothing. */
const LONG = 60;

export function GiftList(props: {
  readonly report: GiftsOfDay & { readonly day: Day };
  /** What the stock of a gift is made of, opened by its figure; null: it opens nothing. */
  readonly stockOf: ((gift: string) => ReactNode) | null;
}) {
  const { report, stockOf } = props;
  const [opened, setOpened] = useState<string | null>(null);
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const lastsText = (days: number): string =>
    days > LONG
      ? t('gifts.long')
      : t('gifts.days', { count: days, day: dayText(addDays(report.day, days), language) });
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
          <th scope="col" className={tableStyles['figure']} title={t('gifts.lastsHint')}>
            {t('gifts.lasts')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.id}>
            <tr>
              <th scope="row">
                {row.name}
                {row.word === 'enough' ? null : (
                  <strong className={styles[row.word]}>{t(`gifts.${row.word}`)}</strong>
                )}
              </th>
              <td className={tableStyles['figure']}>
                <Behind shown="gifts" gift={row.id}>
                  {row.drawnToday}
                </Behind>
              </td>
              <td className={tableStyles['figure']}>
                {stockOf === null ? (
                  row.left
                ) : (
                  <button
                    type="button"
                    className={behindStyles['behind']}
                    title={t('gifts.stock')}
                    aria-expanded={opened === row.id}
                    onClick={() => setOpened(opened === row.id ? null : row.id)}
                  >
                    {row.left}
                  </button>
                )}
              </td>
              <td className={tableStyles['figure']}>
                {row.lastsDays === null ? '—' : lastsText(row.lastsDays)}
              </td>
            </tr>
            {stockOf !== null && opened === row.id && (
              <tr>
                <td colSpan={4}>{stockOf(row.id)}</td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
