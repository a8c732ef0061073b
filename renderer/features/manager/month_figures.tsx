// A month day by day, by week and by weekday, against HQ's target.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '#shared/base/money.ts';
import type { Day } from '#shared/base/month.ts';
import type { MonthReport } from '#shared/contract/view_report.ts';
import type { Figures } from '#shared/model/figures.ts';
import { countText, wholeDayText, yearlyDayText } from '#renderer/ui/format.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import { Behind, type Span } from './behind.tsx';
import { weekdayOf } from './day_choice.ts';
import styles from './manager_page.module.css';
import { byWeek, byWeekday } from './month_sums.ts';
import { acceptance, percentText } from './report_rows.ts';
import behindStyles from './behind.module.css';
import tableStyles from './table.module.css';

export function MonthFigures(props: {
  readonly report: MonthReport;
  /** The figures are of this computer only. */
  readonly isAlone: boolean;
  readonly onDay: (day: Day) => void;
}) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const { report } = props;
  const { days } = report;
  return (
    <div className={styles['columns']} data-testid="month">
      <div className={styles['column']}>
        <section className={styles['card']} aria-label={t('month.days')}>
          <h2 className={styles['heading']}>{t('month.title')}</h2>
          {days.length === 0 ? (
            <p>{t('month.none')}</p>
          ) : (
            <FigureTable
              first={t('month.day')}
              rows={days.map(({ day, figures, isClosed, isRestated }) => ({
                key: day,
                name: <DayLink report={report} day={day} onDay={props.onDay} />,
                note: isRestated ? t('month.restated') : isClosed ? t('month.closed') : '',
                figures,
                behind: { span: { from: day, to: day } },
              }))}
              total={{ figures: report.total, behind: { span: spanOf(days) } }}
            />
          )}
        </section>
      </div>
      <div className={styles['column']}>
        <Target report={report} isAlone={props.isAlone} />
        <section className={styles['card']} aria-label={t('month.weeks')}>
          <h2 className={styles['heading']}>{t('month.weeks')}</h2>
          <FigureTable
            first={t('month.week')}
            rows={byWeek(days).map(({ from, to, figures }) => ({
              key: from,
              name: [...new Set([from, to])]
                .map((day) => yearlyDayText(day.slice(5), language))
                .join(' – '),
              note: '',
              figures,
              behind: { span: { from, to } },
            }))}
            total={null}
          />
        </section>
        <section className={styles['card']} aria-label={t('month.weekdays')}>
          <h2 className={styles['heading']}>{t('month.weekdays')}</h2>
          <FigureTable
            first={t('month.weekday')}
            rows={byWeekday(days).map(({ weekday, figures }) => ({
              key: weekday,
              name: t(`weekday.${weekday}`),
              note: Number(weekday) === report.privilegeWeekday ? t('month.privilege') : '',
              figures,
              behind: { span: spanOf(days), weekday: Number(weekday) },
            }))}
            total={null}
          />
        </section>
      </div>
    </div>
  );
}

function DayLink(props: {
  readonly report: MonthReport;
  readonly day: Day;
  readonly onDay: (day: Day) => void;
}) {
  const { t } = useTranslation('manager');
  const { language } = useLocale();
  const weekday = weekdayOf(props.day);
  return (
    <button type="button" className={behindStyles['behind']} onClick={() => props.onDay(props.day)}>
      {wholeDayText(props.day, language)}
      {Number(weekday) === props.report.privilegeWeekday && (
        <span className={styles['low']}>{t('month.privilege')}</span>
      )}
    </button>
  );
}

/** Progress in words and as a bar; without a target the month before is what it is compared with. */
function Target({ report, isAlone }: { readonly report: MonthReport; readonly isAlone: boolean }) {
  const { t } = useTranslation('manager');
  const { language, currency } = useLocale();
  const { target, total, monthBefore } = report;
  const goals = [
    ...(target === null || target.claimed === null
      ? []
      : [
          {
            name: t('figures.claimed'),
            now: formatMoney(total.claimed, currency, language),
            goal: formatMoney(target.claimed, currency, language),
            share: total.claimed / Math.max(1, target.claimed),
          },
        ]),
    ...(target === null || target.visits === null
      ? []
      : [
          {
            name: t('figures.visits'),
            now: countText(total.visits),
            goal: countText(target.visits),
            share: total.visits / target.visits,
          },
        ]),
  ];
  return (
    <section className={styles['card']} aria-label={t('month.target')}>
      <h2 className={styles['heading']}>{t('month.target')}</h2>
      {goals.length === 0 && <p>{t('month.noTarget')}</p>}
      {goals.map(({ name, now, goal, share }) => (
        <p key={name}>
          {t('month.progress', { name, now, goal, percent: Math.floor(share * 100) })}
          <progress className={styles['progress']} max={1} value={Math.min(1, share)} />
        </p>
      ))}
      <p>
        {monthBefore === null ? (
          t('month.noneBefore')
        ) : (
          <Behind shown="finished" span={report.daysBefore}>
            {t('month.before', {
              claimed: formatMoney(monthBefore.claimed, currency, language),
              prepaid: formatMoney(monthBefore.prepaid, currency, language),
              visits: countText(monthBefore.visits),
            })}
          </Behind>
        )}
      </p>
      {isAlone && <p>{t('branch.alone')}</p>}
    </section>
  );
}

const spanOf = (days: MonthReport['days']): Span => {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) throw new Error('no figures without a day');
  return { from: first.day, to: last.day };
};

/** Whose visits the figures count. */
type BehindRow = { readonly span: Span; readonly weekday?: number };

type FigureRow = {
  readonly key: string;
  readonly name: ReactNode;
  readonly note: string;
  readonly figures: Figures;
  readonly behind: BehindRow;
};

function FigureTable(props: {
  readonly first: string;
  readonly rows: readonly FigureRow[];
  readonly total: Pick<FigureRow, 'figures' | 'behind'> | null;
}) {
  const { t } = useTranslation('manager');
  const heads = ['visits', 'said', 'rate', 'prepaid', 'claimed'] as const;
  return (
    <table className={tableStyles['table']}>
      <thead>
        <tr>
          <th scope="col">{props.first}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className={tableStyles['figure']}>
              {t(`clerks.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ key, name, note, figures, behind }) => (
          <tr key={key}>
            <th scope="row">
              {name} {note}
            </th>
            <FigureCells figures={figures} behind={behind} />
          </tr>
        ))}
      </tbody>
      {props.total !== null && (
        <tfoot>
          <tr>
            <th scope="row">{t('clerks.total')}</th>
            <FigureCells {...props.total} />
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function FigureCells({ figures, behind }: Pick<FigureRow, 'figures' | 'behind'>) {
  const { visits, said, accepted, prepaid, claimed } = figures;
  const className = tableStyles['figure'];
  return (
    <>
      <td className={className}>
        <Behind shown="finished" {...behind}>
          {countText(visits)}
        </Behind>
      </td>
      <td className={className}>
        <Behind shown="said" {...behind}>
          {countText(said)}
        </Behind>
      </td>
      <td className={className}>
        <Behind shown="accepted" {...behind}>
          {percentText(acceptance(said, accepted))}
        </Behind>
      </td>
      <td className={className}>
        <Behind shown="money" {...behind}>
          <MoneyText amount={prepaid} />
        </Behind>
      </td>
      <td className={className}>
        <Behind shown="claimed" {...behind}>
          <MoneyText amount={claimed} isSigned />
        </Behind>
      </td>
    </>
  );
}
