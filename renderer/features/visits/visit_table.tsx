// One page of visits, the newest first; the one that is looked at is marked and kept in sight.
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import type { ListedVisit } from '#shared/contract/view_visits.ts';
import { yearlyDayText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import { timeText } from '#renderer/ui/time_text.ts';
import { answerWord } from './reason_word.ts';
import styles from './visits_page.module.css';

export function VisitTable(props: {
  readonly rows: readonly ListedVisit[];
  readonly picked: string | null;
  /** Of several days. */
  readonly hasDays: boolean;
  readonly hasDevices: boolean;
  readonly isManager: boolean;
  readonly onPick: (visit: string) => void;
}) {
  const { t } = useTranslation('visits');
  const { rows, picked, hasDays, hasDevices, isManager, onPick } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, by keys as well
    <div className={styles['scroll']} role="region" aria-label={t('title')} tabIndex={0}>
      <table className={styles['table']} aria-label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('columns.time')}</th>
            {hasDevices && <th scope="col">{t('columns.device')}</th>}
            {isManager && <th scope="col">{t('columns.clerk')}</th>}
            <th scope="col">{t('columns.customer')}</th>
            <th scope="col">{t('columns.purpose')}</th>
            <th scope="col" className={styles['figure']}>
              {t('columns.money')}
            </th>
            <th scope="col" className={styles['figure']}>
              {t('columns.claimed')}
            </th>
            <th scope="col">{t('columns.answer')}</th>
            <th scope="col">{t('columns.state')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((visit) => (
            <tr
              key={visit.visit}
              ref={visit.visit === picked ? keepInSight : undefined}
              className={styles[visit.state]}
              aria-current={visit.visit === picked ? true : undefined}
              onClick={() => onPick(visit.visit)}
            >
              <Cells
                visit={visit}
                hasDays={hasDays}
                hasDevices={hasDevices}
                isManager={isManager}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const keepInSight = (row: HTMLTableRowElement | null): void =>
  row?.scrollIntoView({ block: 'nearest' });

function Cells(props: {
  readonly visit: ListedVisit;
  readonly hasDays: boolean;
  readonly hasDevices: boolean;
  readonly isManager: boolean;
}) {
  const { t } = useTranslation(['visits', 'counter']);
  const { timeZone, language, currency } = useLocale();
  const { visit } = props;
  return (
    <>
      <td>
        {props.hasDays && `${yearlyDayText(visit.day.slice(5), language)} `}
        {timeText(visit.ended ?? visit.at, timeZone)}
      </td>
      {props.hasDevices && <td>{visit.deviceName ?? t('visits:thisComputer')}</td>}
      {props.isManager && <td>{visit.staffName}</td>}
      <th scope="row">
        {visit.customer?.name || t('visits:unknownCustomer')}{' '}
        <span className={styles['phone']}>{visit.customer?.phone}</span>
      </th>
      <td>{t(`counter:purpose.${visit.purpose}`)}</td>
      <td className={styles['figure']}>
        <Amount amount={visit.intended} />
        {visit.laterIntended !== null && (
          <span className={styles['later']}>
            {t(visit.intended === null ? 'visits:namedLate' : 'visits:laterIntended', {
              amount: formatMoney(visit.laterIntended, currency, language),
            })}
          </span>
        )}{' '}
        → <Amount amount={visit.prepaid} />
      </td>
      <td className={styles['figure']}>
        {visit.claimed === null ? '' : <MoneyText amount={visit.claimed} isSigned />}
      </td>
      <td>
        {visit.answers.map(({ answer, isCare }) => answerWord(t, answer, isCare)).join(' · ')}
      </td>
      <td>
        {t(`visits:state.${visit.state}`)}
        {visit.corrections.length > 0 && visit.state !== 'void' && (
          <span className={styles['mark']}>{t('visits:corrected')}</span>
        )}
        {visit.isLate && <span className={styles['mark']}>{t('visits:late')}</span>}
      </td>
    </>
  );
}

const Amount = ({ amount }: { readonly amount: Fen | null }) =>
  amount === null ? '—' : <MoneyText amount={amount} />;
