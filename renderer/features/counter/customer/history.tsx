// Twelve months as a chart, loaded when the first customer is opened; below it what was answered before.
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '#shared/base/money.ts';
import { type Day, dayOfInstant } from '#shared/base/month.ts';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { ChartFrame } from '#renderer/ui/charts/chart_frame.tsx';
import { dayText } from '#renderer/ui/format.ts';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { useWindowHeight } from '#renderer/ui/use_window_height.ts';
import styles from './history.module.css';

const HistoryChart = lazy(async () => ({
  default: (await import('#renderer/ui/charts/history_chart.tsx')).HistoryChart,
}));

/** Room above and below the chart, in CSS px, and the heights between which it reads well. */
const AROUND = 300;
const LEAST = 390;
const MOST = 640;
/** Of the button that turns the chart into figures. */
const TURN = 24;

export function History({
  customer,
  openVisit,
  today,
}: {
  readonly customer: CustomerView;
  /** Null before the visit has begun. */
  readonly openVisit: string | null;
  readonly today: Day;
}) {
  const { t } = useTranslation('counter');
  const { language, currency } = useLocale();
  const height = Math.min(MOST, Math.max(LEAST, useWindowHeight() - AROUND));
  return (
    <>
      <ChartFrame
        height={height + TURN}
        loading={t('customer.historyLoading')}
        failed={t('customer.historyFailed')}
      >
        <HistoryChart
          months={customer.months}
          currency={currency}
          language={language}
          usualTopUp={customer.usualTopUp}
          height={height}
        />
      </ChartFrame>
      <LastAnswers answers={earlierAnswers(customer, openVisit)} today={today} />
      <WalkIns walkIns={customer.walkIns.slice(0, SHOWN)} today={today} />
    </>
  );
}

function LastAnswers({
  answers,
  today,
}: {
  readonly answers: CustomerView['lastAnswers'];
  readonly today: Day;
}) {
  const { t } = useTranslation('counter');
  const { language, timeZone } = useLocale();
  if (answers.length === 0) return null;
  return (
    <>
      <h2 className={styles['title']}>{t('customer.lastAnswers')}</h2>
      <ul className={styles['answers']}>
        {answers.map((last) => (
          <li key={last.at} className={styles['answer']}>
            <span>{dayText(dayOfInstant(last.at, timeZone), language, today)}</span>
            <span className={styles['offer']}>{localText(last.name, language)}</span>
            <span>{t(`customer.answer.${last.answer}`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function WalkIns({
  walkIns,
  today,
}: {
  readonly walkIns: CustomerView['walkIns'];
  readonly today: Day;
}) {
  const { t } = useTranslation('counter');
  const { language, timeZone, currency } = useLocale();
  if (walkIns.length === 0) return null;
  return (
    <>
      <h2 className={styles['title']}>{t('walkIn.before')}</h2>
      <ul className={styles['answers']} data-testid="walk-ins">
        {walkIns.map(({ visit, at, purpose, prepaid }) => (
          <li key={visit} className={styles['answer']}>
            <span>{dayText(dayOfInstant(at, timeZone), language, today)}</span>
            <span className={styles['offer']}>{t(`purpose.${purpose}`)}</span>
            <span>{prepaid === null ? '' : formatMoney(prepaid, currency, language)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** As many as fit beside the chart. */
const SHOWN = 5;

/** Those of the visit on the counter stand in its own panel. @param openVisit null before it has begun */
export const earlierAnswers = (
  { lastAnswers }: Pick<CustomerView, 'lastAnswers'>,
  openVisit: string | null,
): CustomerView['lastAnswers'] =>
  lastAnswers.filter(({ visit }) => visit !== openVisit).slice(0, SHOWN);
