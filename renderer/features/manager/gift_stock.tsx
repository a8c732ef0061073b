// Behind what is left of a gift: allotted, given day by day, lent to this computer, and counted at day closes.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { giftStockQuery } from '#renderer/client/report.ts';
import { useClient } from '#renderer/client/services.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { countText, dayText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { Behind } from './behind.tsx';
import tableStyles from './table.module.css';

export function GiftStock({ gift }: { readonly gift: string }) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const told = useQuery(giftStockQuery(useClient(), gift)).data;
  if (told === undefined) return null;
  if (!told.ok) return <FailureText failure={told.error} />;
  const stock = told.value;
  if (stock === null) return <p>{t('gifts.gone')}</p>;
  const { days, counts, lent } = stock;
  const figure = tableStyles['figure'];
  return (
    <>
      <table className={tableStyles['table']}>
        <caption>{t('gifts.stock')}</caption>
        <tbody>
          <tr>
            <th scope="row">{t('gifts.allotted')}</th>
            <td className={figure}>{countText(stock.allotted)}</td>
          </tr>
          {days.map(({ day, count }) => (
            <tr key={day}>
              <th scope="row">{t('gifts.givenOn', { day: dayText(day, language) })}</th>
              <td className={figure}>
                <Behind shown="gifts" gift={gift} span={{ from: day, to: day }}>
                  {`−${countText(count)}`}
                </Behind>
              </td>
            </tr>
          ))}
          {stock.elsewhere !== 0 && (
            <tr>
              <th scope="row">{t('gifts.elsewhere')}</th>
              <td className={figure}>{`−${countText(stock.elsewhere)}`}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('gifts.left')}</th>
            <td className={figure}>{countText(stock.left)}</td>
          </tr>
        </tfoot>
      </table>
      <p>{t('gifts.lent', lent)}</p>
      {counts.length === 0 ? (
        <p>{t('gifts.neverCounted')}</p>
      ) : (
        <ul>
          {counts.map(({ day, expected, counted, approvedBy }) => (
            <li key={day}>
              {t('gifts.counted', {
                day: dayText(day, language),
                expected,
                counted,
                name: approvedBy,
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
