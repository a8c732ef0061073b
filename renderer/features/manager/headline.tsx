// The day in one line: what the clerks say that sentences brought, and how many it took.
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney, subtractFen } from '#shared/base/money.ts';
import { createBranchTime, weekBefore } from '#shared/base/branch_time.ts';
import { addDays } from '#shared/base/month.ts';
import type { DayReport } from '#shared/contract/view_report.ts';
import type { Figures } from '#shared/model/figures.ts';
import type { VisitsShown } from '#shared/contract/view_visits.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { MoneyText } from '#renderer/ui/money_text.tsx';
import { Behind } from './behind.tsx';
import { weekdayOf } from './day_choice.ts';
import styles from './headline.module.css';
import { acceptance, percentText } from './report_rows.ts';

export function Headline(props: {
  readonly report: Pick<DayReport, 'day' | 'computedAt' | 'total' | 'weekBefore' | 'byOffer'>;
  readonly isToday: boolean;
}) {
  const { t } = useTranslation('manager');
  const { report, isToday } = props;
  const { total, weekBefore: figuresBefore } = report;
  const { timeZone } = useLocale();
  const timeOf = useMemo(() => createBranchTime(timeZone), [timeZone]);
  const weekday = t(`weekday.${weekdayOf(report.day)}`);
  const dayBefore = addDays(report.day, -7);
  const before = {
    span: { from: dayBefore, to: dayBefore },
    until: isToday ? weekBefore(timeOf, report.computedAt) : null,
  };
  const lastWeek = isToday
    ? t('figures.weekBeforeByNow', { weekday })
    : t('figures.weekBefore', { weekday });
  const parts: readonly (readonly [string, VisitsShown, (figures: Figures) => ReactNode])[] = [
    [t('figures.prepaid'), 'money', ({ prepaid }) => <MoneyText amount={prepaid} />],
    [
      t('figures.rest'),
      'money',
      ({ prepaid, claimed }) => <MoneyText amount={subtractFen(prepaid, claimed)} />,
    ],
    [t('figures.said'), 'said', ({ said }) => t('figures.sentences', { count: said })],
    [t('figures.accepted'), 'accepted', ({ accepted }) => t('figures.times', { count: accepted })],
    [t('figures.rate'), 'said', ({ said, accepted }) => percentText(acceptance(said, accepted))],
    [t('figures.care'), 'care', ({ care }) => t('figures.sentences', { count: care })],
    [t('figures.visits'), 'finished', ({ visits }) => t('figures.people', { count: visits })],
  ];
  return (
    <section className={styles['headline']} aria-label={t('figures.label')}>
      <div className={styles['uplift']}>
        <h2 className={styles['label']}>{t('figures.claimed')}</h2>
        <p className={styles['big']}>
          <Behind shown="claimed">
            <MoneyText amount={total.claimed} isSigned />
          </Behind>
        </p>
        <p className={styles['note']}>{t('figures.claimedNote')}</p>
        <p className={styles['before']}>
          {figuresBefore === null ? (
            t('figures.noWeekBefore', { weekday })
          ) : (
            <>
              {lastWeek}{' '}
              <Behind shown="claimed" {...before}>
                <MoneyText amount={figuresBefore.claimed} isSigned />
              </Behind>
              {' · '}
              <Change change={subtractFen(total.claimed, figuresBefore.claimed)} />
            </>
          )}
        </p>
      </div>
      <dl className={styles['parts']}>
        {parts.map(([label, behind, shown]) => (
          <div key={label} className={styles['part']}>
            <dt className={styles['label']}>{label}</dt>
            <dd className={styles['value']}>
              <Behind shown={behind}>{shown(total)}</Behind>
            </dd>
            {behind === 'care' && total.care > 0 && (
              <dd className={styles['before']}>
                {t('figures.careRate', { rate: percentText(careRate(report.byOffer)) })}
              </dd>
            )}
            {figuresBefore === null ? null : (
              <dd className={styles['before']}>
                {lastWeek}{' '}
                <Behind shown={behind} {...before}>
                  {shown(figuresBefore)}
                </Behind>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Of what was said without selling, the share that was welcome. */
function careRate(offers: DayReport['byOffer']): number | null {
  const care = offers.filter(({ isCare }) => isCare);
  const sum = (of: 'said' | 'accepted'): number => care.reduce((all, each) => all + each[of], 0);
  return acceptance(sum('said'), sum('accepted'));
}

/** `多 250元`: said in words, so that a sign is never misread. */
function Change({ change }: { readonly change: Fen }) {
  const { t } = useTranslation('manager');
  const { language, currency } = useLocale();
  if (change === 0) return t('figures.same');
  const amount = formatMoney(Math.abs(change) as Fen, currency, language);
  return change > 0 ? t('figures.more', { amount }) : t('figures.less', { amount });
}
