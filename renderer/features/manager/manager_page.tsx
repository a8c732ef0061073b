// The manager's day: how much more was prepaid because we asked, by whom, with which sentence, what is left of the gifts.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type Day, type Month, monthOfDay } from '#shared/base/month.ts';
import type { DayReport } from '#shared/contract/view_report.ts';
import type { VisitsBehind } from '#shared/contract/view_visits.ts';
import type { Branch } from '#shared/model/branch.ts';
import { NO_HINTS } from '#shared/model/hint.ts';
import { lookUpDayQuery } from '#renderer/client/look_ups.ts';
import {
  dayReportQuery,
  hintsQuery,
  reportDaysQuery,
  settledQuery,
} from '#renderer/client/report.ts';
import { useClient } from '#renderer/client/services.tsx';
import { staffWatchQuery } from '#renderer/client/staff.ts';
import { useAppState } from '#renderer/client/state.ts';
import { afterFrame } from '#renderer/ui/after_frame.ts';
import { HintList } from '#renderer/ui/hint_list.tsx';
import { Later } from '#renderer/ui/later.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { useMinute } from '#renderer/ui/use_now.ts';
import { useWindowHeight } from '#renderer/ui/use_window_height.ts';
import { OpenVisitsProvider } from './behind.tsx';
import { BranchCard, Restated } from './branch_card.tsx';
import { Card } from './card.tsx';
import { ClerkTable } from './clerk_table.tsx';
import { CloseDialog } from './close_dialog.tsx';
import { DayBar } from './day_bar.tsx';
import {
  chooseDay,
  clockOf,
  type DayChoice,
  dayForKey,
  dayToShow,
  monthForKey,
  todayAt,
} from './day_choice.ts';
import { DayFigure } from './day_figure.tsx';
import { EmptyDay } from './empty_day.tsx';
import { ExceptionList } from './exception_list.tsx';
import { GiftList } from './gift_list.tsx';
import { GiftStock } from './gift_stock.tsx';
import { Headline } from './headline.tsx';
import { LookList } from './look_list.tsx';
import { LookUpsCard } from './look_ups_card.tsx';
import { MonthBar } from './month_bar.tsx';
import { MonthView } from './month_view.tsx';
import styles from './manager_page.module.css';
import { OfferTable } from './offer_table.tsx';
import { Outbox } from './outbox.tsx';
import { PeopleCard } from './people_card.tsx';
import { isEmptyDay } from './report_rows.ts';
import { UnusualList } from './unusual_list.tsx';
import { StickDialog } from './stick_dialog.tsx';
import { SettledBlock } from './settled_block.tsx';
import { FORMAT_KEYS, PageActions, Signature } from './page_actions.tsx';
import { useExport } from './use_export.ts';

const MINUTE = 60_000;

/** CSS px. The chart grows with the window: on a small one the offers below it stay in sight. */
const CHART = { least: 290, most: 400, others: 478 } as const;
const chartHeight = (windowHeight: number): number =>
  Math.min(CHART.most, Math.max(CHART.least, windowHeight - CHART.others));

export function ManagerPage({
  branch,
  start,
  onVisits,
}: {
  readonly branch: Branch;
  /** The figure whose visits were opened: its day, or its month, is shown again; null: today. */
  readonly start: VisitsBehind | null;
  readonly onVisits: (of: VisitsBehind) => void;
}) {
  const { t } = useTranslation('manager');
  const client = useClient();
  const { language } = useLocale();
  const now = useMinute();
  const today = todayAt(now, branch.timeZone);
  const [choice, setChoice] = useState<DayChoice>(
    start === null ? null : chooseDay(start.back.day, today),
  );
  const [month, setMonth] = useState<Month | null>(start?.back.month ?? null);
  const [closing, setClosing] = useState<Day | null>(null);
  const isClosing = closing !== null;
  const [isStick, setIsStick] = useState(false);
  // Pushes of the ledger refresh it as well; the minute matters for the line and for the age of the outbox.
  const { data, isFetchedAfterMount } = useQuery({
    ...dayReportQuery(client, dayToShow(choice, closing)),
    refetchInterval: choice === null ? MINUTE : false,
    placeholderData: keepPreviousData,
  });
  const cache = useQueryClient();
  const [wasStale] = useState(
    () => cache.getQueryState(dayReportQuery(client, choice).queryKey)?.isInvalidated === true,
  );
  const days = useQuery(reportDaysQuery(client)).data;
  // What is unsent is told with every push of the state, between two reports as well.
  const sync = useAppState()?.sync;
  const report =
    data?.ok === true
      ? {
          ...data.value,
          unsent: sync?.unsent ?? data.value.unsent,
          oldestUnsent: sync?.oldestUnsent ?? null,
        }
      : null;
  const shown = report?.day ?? choice ?? today;
  const { outcome, save } = useExport(month ?? shown);
  useDayBefore(report === null || month !== null ? null : report.day);

  useKeys((press) => {
    const format = press.ctrl ? FORMAT_KEYS[press.key] : undefined;
    if (format !== undefined) {
      if (report !== null) void save(format);
      return true;
    }
    if (press.ctrl && press.key === 'p') {
      window.print();
      return true;
    }
    if (press.ctrl || press.alt || press.isTyping) return false;
    if (press.key === 'u') {
      setIsStick(true);
      return true;
    }
    if (press.key === 'm') {
      setMonth(month === null ? monthOfDay(shown) : null);
      return true;
    }
    if (month !== null) {
      const next = monthForKey(press.key, month, today);
      if (next === undefined) return false;
      setMonth(next);
      return true;
    }
    if (press.key === 'c' && report !== null) {
      setClosing(report.day);
      return true;
    }
    const next = dayForKey(press, choice, today);
    if (next === undefined) return false;
    setChoice(next);
    return true;
  }, !isClosing && !isStick);

  const actions = (
    <PageActions
      canSave={report !== null && outcome.state !== 'busy'}
      canClose={report !== null && month === null}
      isMonth={month !== null}
      onSave={(format) => void save(format)}
      onMonth={() => setMonth(month === null ? monthOfDay(shown) : null)}
      onStick={() => setIsStick(true)}
      onClose={() => setClosing(shown)}
    />
  );

  return (
    <OpenVisitsProvider
      onOpen={(filter, span) =>
        onVisits({
          day: span?.from ?? shown,
          to: span?.to ?? null,
          filter,
          back: { day: shown, month },
        })
      }
    >
      <div className={styles['page']}>
        {month === null ? (
          <DayBar
            branchName={localText(branch.name, language)}
            shown={shown}
            choice={choice}
            today={today}
            days={days?.ok === true ? days.value : []}
            updatedAt={report === null ? null : clockOf(report.computedAt, branch.timeZone).text}
            onChoose={setChoice}
          >
            {actions}
          </DayBar>
        ) : (
          <MonthBar
            branchName={localText(branch.name, language)}
            month={month}
            today={today}
            onChoose={setMonth}
          >
            {actions}
          </MonthBar>
        )}
        {outcome.state === 'saved' && (
          <p role="status" className={styles['saved']}>
            {outcome.path === null ? t('exportedNowhere') : t('exported', { path: outcome.path })}
          </p>
        )}
        {outcome.state === 'refused' && (
          <p role="alert" className={styles['refused']}>
            {t('exportRefused', { detail: outcome.detail })}
          </p>
        )}
        {outcome.state === 'failed' && <FailureText failure={outcome.failure} />}
        {data?.ok === false && <FailureText failure={data.error} />}
        {month !== null && (
          <MonthView
            month={month}
            onDay={(day) => {
              setMonth(null);
              setChoice(chooseDay(day, today));
            }}
          />
        )}
        {month === null && report !== null && <Restated report={report} />}
        {month === null && report !== null && isEmptyDay(report) && (
          <EmptyDay
            day={report.day}
            today={today}
            days={days?.ok === true ? days.value : []}
            onChoose={setChoice}
          />
        )}
        {month === null && report !== null && (
          <Report
            report={report}
            isAwaited={wasStale && !isFetchedAfterMount}
            now={now}
            isToday={shown === today}
            timeZone={branch.timeZone}
          />
        )}
        <Signature />
        {isStick && <StickDialog onClose={() => setIsStick(false)} />}
        {isClosing && report !== null && (
          <CloseDialog
            report={report}
            onDone={() => setClosing(null)}
            onClose={() => setClosing(null)}
          />
        )}
      </div>
    </OpenVisitsProvider>
  );
}

/** Who looks at a day often steps back from it: the day before is asked for once the page has nothing else to do. */
function useDayBefore(shown: Day | null): void {
  const client = useClient();
  const cache = useQueryClient();
  useEffect(() => {
    if (shown === null) return undefined;
    const before = dayReportQuery(client, addDays(shown, -1));
    return afterFrame(() => void cache.prefetchQuery(before));
  }, [client, cache, shown]);
}

const stockOf = (gift: string): ReactNode => <GiftStock gift={gift} />;

function Report(props: {
  readonly report: DayReport;
  /** It is what was last known; newer figures are on their way. */
  readonly isAwaited: boolean;
  readonly now: number;
  readonly isToday: boolean;
  readonly timeZone: string;
}) {
  const { t } = useTranslation(['manager', 'common']);
  const { report, now, isToday, timeZone } = props;
  const windowHeight = useWindowHeight();
  const isEmpty = isEmptyDay(report);
  const client = useClient();
  const cache = useQueryClient();
  const askForRest = () =>
    Promise.all([
      cache.prefetchQuery(settledQuery(client, report.day)),
      cache.prefetchQuery(hintsQuery(client)),
      cache.prefetchQuery(staffWatchQuery(client)),
      cache.prefetchQuery(lookUpDayQuery(client, report.day)),
    ]);
  const gifts = (
    <Card id="gifts" title={t('gifts.title')}>
      <GiftList report={report} stockOf={stockOf} />
    </Card>
  );
  return (
    <>
      {!isEmpty && <Headline report={report} isToday={isToday} />}
      <div className={styles['columns']}>
        {!isEmpty && (
          <div className={styles['column']}>
            <section className={styles['card']}>
              <DayFigure
                report={report}
                isAwaited={props.isAwaited}
                nowMinute={isToday ? clockOf(now, timeZone).minute : null}
                height={chartHeight(windowHeight)}
              />
            </section>
            <Card id="by-offer" title={t('offers.title')}>
              <OfferTable report={report} />
            </Card>
            {gifts}
          </div>
        )}
        <div className={styles['column']}>
          {!isEmpty && (
            <Card id="by-clerk" title={t('clerks.title')}>
              <ClerkTable report={report} />
            </Card>
          )}
          {report.looks.length > 0 && (
            <Card id="looks" title={t('looks.title')}>
              <LookList looks={report.looks} />
            </Card>
          )}
          {report.unusual.length > 0 && (
            <Card id="unusual" title={t('unusual.title')}>
              <UnusualList unusual={report.unusual} />
            </Card>
          )}
          <Later ask={askForRest}>
            <Card id="settled" title={t('settled.title')}>
              <SettledBlock day={report.day} />
            </Card>
            <Card id="hints" title={t('common:hints.titleAll')}>
              <Hints />
            </Card>
            {report.exceptions.length > 0 && (
              <Card id="exceptions" title={t('exceptions.title')}>
                <ExceptionList exceptions={report.exceptions} />
              </Card>
            )}
            <Card id="branch" title={t('branch.title')}>
              <BranchCard report={report} />
            </Card>
            {isEmpty && gifts}
            <Card id="people" title={t('people.title')}>
              <PeopleCard />
            </Card>
            <Card id="look-ups" title={t('lookUps.title')}>
              <LookUpsCard day={report.day} />
            </Card>
            <Card id="outbox" title={t('outbox.title')}>
              <Outbox report={report} now={now} />
            </Card>
          </Later>
        </div>
      </div>
    </>
  );
}

function Hints() {
  const hints = useQuery(hintsQuery(useClient())).data;
  return <HintList hints={hints?.ok === true ? hints.value : NO_HINTS} />;
}
