// A branch as its manager sees it, day or month; read only, and without a customer.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Fen, formatMoney } from '#shared/base/money.ts';
import { type Day, isMonth, type Month, monthOfDay } from '#shared/base/month.ts';
import type { HqBranchDay } from '#shared/contract/view_hq.ts';
import { Card } from '#renderer/features/manager/card.tsx';
import { ClerkTable } from '#renderer/features/manager/clerk_table.tsx';
import { DayBar } from '#renderer/features/manager/day_bar.tsx';
import {
  chooseDay,
  clockOf,
  type DayChoice,
  dayForKey,
  monthForKey,
} from '#renderer/features/manager/day_choice.ts';
import { DayFigure } from '#renderer/features/manager/day_figure.tsx';
import { GiftList } from '#renderer/features/manager/gift_list.tsx';
import { Headline } from '#renderer/features/manager/headline.tsx';
import page from '#renderer/features/manager/manager_page.module.css';
import { MonthBar } from '#renderer/features/manager/month_bar.tsx';
import { MonthFigures } from '#renderer/features/manager/month_figures.tsx';
import { OfferTable } from '#renderer/features/manager/offer_table.tsx';
import { isEmptyDay } from '#renderer/features/manager/report_rows.ts';
import { SettledFigures } from '#renderer/features/manager/settled_figures.tsx';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import { countText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { HQ_KEYS } from '#renderer/ui/key_map.ts';
import { LocaleProvider, localText, useLocale } from '#renderer/ui/locale.tsx';
import { dayTimeText } from '#renderer/ui/time_text.ts';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { branchDayQuery, branchMonthQuery } from './api.ts';
import styles from './branches_page.module.css';
import { DeviceTable } from './device_table.tsx';
import { goTo, writePlace } from './place.ts';
import { Problem } from './problem.tsx';

export function BranchPage(props: {
  readonly code: string;
  /** Null: today. */
  readonly at: Day | Month | null;
}) {
  const { code, at } = props;
  return at !== null && isMonth(at) ? (
    <MonthPage code={code} month={at} />
  ) : (
    <DayPage code={code} choice={at as DayChoice} />
  );
}

const back = (): void => goTo({ page: 'branches', month: null });

function DayPage({ code, choice }: { readonly code: string; readonly choice: DayChoice }) {
  const { t } = useTranslation('hq');
  const locale = useLocale();
  const query = useQuery({ ...branchDayQuery(code, choice), placeholderData: keepPreviousData });
  const told = query.data?.ok === true ? query.data.value : null;
  const show = (day: DayChoice): void => goTo({ page: 'branch', code, at: day });
  useKeys((press) => {
    if (press.isTyping || press.ctrl || press.alt) return false;
    if (press.key === 'Escape') back();
    else if (press.key === 'u') void query.refetch();
    else if (told === null) return false;
    else if (press.key === 'm')
      goTo({ page: 'branch', code, at: monthOfDay(choice ?? told.today) });
    else {
      const next = dayForKey(press, choice, told.today);
      if (next === undefined) return false;
      show(next);
    }
    return true;
  });
  if (query.data?.ok === false)
    return <Problem failure={query.data.error} onAgain={() => void query.refetch()} />;
  if (told === null) return <Problem failure={null} onAgain={() => undefined} />;
  const { branch, report, today } = told;
  return (
    <LocaleProvider value={{ ...locale, currency: branch.currency, timeZone: branch.timeZone }}>
      <div className={page['page']}>
        <BranchName told={told} />
        <DayBar
          branchName={localText(branch.name, locale.language)}
          shown={report.day}
          choice={choice}
          today={today}
          days={told.days}
          updatedAt={clockOf(report.computedAt, branch.timeZone).text}
          onChoose={(day) => show(day === null ? null : chooseDay(day, today))}
        >
          <a
            className={styles['button']}
            href={writePlace({ page: 'looks', month: monthOfDay(report.day), code })}
          >
            {t('looks.open')}
          </a>
          <button
            type="button"
            className={styles['button']}
            onClick={() => goTo({ page: 'branch', code, at: monthOfDay(report.day) })}
          >
            {t('branch.month')} <KeyHint label={HQ_KEYS.month} />
          </button>
        </DayBar>
        <BranchDay told={told} />
      </div>
    </LocaleProvider>
  );
}

function BranchName({ told }: { readonly told: Pick<HqBranchDay, 'branch' | 'behind'> }) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const { branch, behind } = told;
  return (
    <div className={styles['bar']}>
      <button type="button" className={styles['button']} onClick={back}>
        <KeyHint label={HQ_KEYS.back} /> {t('branch.back')}
      </button>
      <p className={styles['title']}>{localText(branch.name, language)}</p>
      <p className={styles['count']}>
        {[branch.code, branch.region].filter((word) => word !== '').join(' · ')}
      </p>
      {behind > 0 && (
        <p className={styles['behind']}>{t('branches.behind', { visits: countText(behind) })}</p>
      )}
    </div>
  );
}

const CHART_HEIGHT = 320;

function BranchDay({ told }: { readonly told: HqBranchDay }) {
  const { t } = useTranslation(['hq', 'manager']);
  const { report, today, settled, branch } = told;
  const isToday = report.day === today;
  const isEmpty = isEmptyDay(report);
  return (
    <>
      {isEmpty ? (
        <EmptyState title={t('branch.empty')} />
      ) : (
        <Headline report={report} isToday={isToday} />
      )}
      <div className={page['columns']}>
        {!isEmpty && (
          <div className={page['column']}>
            <section className={page['card']}>
              <DayFigure
                report={report}
                nowMinute={isToday ? clockOf(report.computedAt, branch.timeZone).minute : null}
                height={CHART_HEIGHT}
              />
            </section>
            <Card id="by-offer" title={t('offers.title', { ns: 'manager' })}>
              <OfferTable report={report} />
            </Card>
          </div>
        )}
        <div className={page['column']}>
          <Card id="settled" title={t('settled.title', { ns: 'manager' })}>
            <SettledFigures view={settled} />
          </Card>
          {!isEmpty && (
            <Card id="by-clerk" title={t('clerks.title', { ns: 'manager' })}>
              <ClerkTable report={report} />
            </Card>
          )}
          <Card id="devices" title={t('branch.devices')}>
            <Closed told={told} />
            <DeviceTable devices={told.devices} now={report.computedAt} />
          </Card>
          <Card id="gifts" title={t('gifts.title', { ns: 'manager' })}>
            <GiftList report={report} stockOf={null} />
          </Card>
        </div>
      </div>
    </>
  );
}

/** Whether the day was signed, and what it said then where that is another than now. */
function Closed({ told }: { readonly told: HqBranchDay }) {
  const { t } = useTranslation(['hq', 'manager']);
  const locale = useLocale();
  const { closed, report, branch } = told;
  const { total, unfinished } = report;
  const money = (amount: Fen): string => formatMoney(amount, branch.currency, locale.language);
  const parts = [
    closed === null
      ? t('branch.open')
      : t('branch.closed', { time: dayTimeText(closed.at, told.today, locale) }),
    ...(closed !== null && closed.times > 1
      ? [t('restated.times', { ns: 'manager', count: closed.times })]
      : []),
    ...(unfinished > 0 ? [t('branch.unfinished', { count: unfinished })] : []),
  ];
  return (
    <>
      <p>{parts.join(' · ')}</p>
      {closed?.isRestated === true && (
        <p>
          {t('restated.sinceClosed', {
            ns: 'manager',
            before: money(closed.claimed),
            prepaidBefore: money(closed.prepaid),
            now: money(total.claimed),
            prepaidNow: money(total.prepaid),
          })}
        </p>
      )}
    </>
  );
}

function MonthPage({ code, month }: { readonly code: string; readonly month: Month }) {
  const { t } = useTranslation('hq');
  const locale = useLocale();
  const query = useQuery({ ...branchMonthQuery(code, month), placeholderData: keepPreviousData });
  const told = query.data?.ok === true ? query.data.value : null;
  const show = (next: Month | null): void => goTo({ page: 'branch', code, at: next });
  useKeys((press) => {
    if (press.isTyping || press.ctrl || press.alt) return false;
    if (press.key === 'u') void query.refetch();
    else if (press.key === 'm') show(null);
    else if (told === null) return false;
    else {
      const next = monthForKey(press.key, month, told.today);
      if (next === undefined) return false;
      show(next);
    }
    return true;
  });
  if (query.data?.ok === false)
    return <Problem failure={query.data.error} onAgain={() => void query.refetch()} />;
  if (told === null) return <Problem failure={null} onAgain={() => undefined} />;
  const { branch, report, today } = told;
  return (
    <LocaleProvider value={{ ...locale, currency: branch.currency, timeZone: branch.timeZone }}>
      <div className={page['page']}>
        <BranchName told={told} />
        <MonthBar
          branchName={localText(branch.name, locale.language)}
          month={report.month}
          today={today}
          onChoose={show}
        >
          <button type="button" className={styles['button']} onClick={() => show(null)}>
            {t('branch.day')} <KeyHint label={HQ_KEYS.month} />
          </button>
        </MonthBar>
        <MonthFigures
          report={report}
          isAlone={false}
          onDay={(day) => goTo({ page: 'branch', code, at: chooseDay(day, today) })}
        />
      </div>
    </LocaleProvider>
  );
}
