// The frame of all pages: banner, page, status bar; which page by the state of the device.
import { useQueryClient } from '@tanstack/react-query';
import { Activity, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Branch } from '#shared/model/branch.ts';
import type { AppState } from '#shared/contract/view_status.ts';
import type { VisitsBehind } from '#shared/contract/view_visits.ts';
import { dayReportQuery } from '#renderer/client/report.ts';
import { useClient, useSend, useServices, useShell } from '#renderer/client/services.tsx';
import { useStaffKnown } from '#renderer/client/staff.ts';
import { forgetCustomers, useAppState, useDataHealth } from '#renderer/client/state.ts';
import { SignInPage } from '#renderer/features/sign-in/sign_in_page.tsx';
import { DataBanner } from '#renderer/ui/data_banner.tsx';
import { type Locale, LocaleProvider } from '#renderer/ui/locale.tsx';
import { useScrollKeys } from '#renderer/ui/use_scroll_keys.ts';
import { type PageName, StatusBar, StatusBarPlace } from '#renderer/ui/status_bar.tsx';
import { TrainingBanner } from '#renderer/ui/training_banner.tsx';
import styles from './app.module.css';
import { changeLanguage, languageOf } from './i18n.ts';
import {
  CounterPage,
  EnrolPage,
  FetchingPage,
  RevokedPage,
  HelpPage,
  ManagerPage,
  preloadPages,
  SettingsPage,
  VisitsPage,
} from './pages.tsx';
import { pagesOf, type Route, routeOf, usePageKeys } from './route.ts';
import { usePainted } from './use_painted.ts';

/** Until the branch is known. */
const BEFORE_BRANCH: Pick<Locale, 'currency' | 'timeZone'> = {
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
};

export function App() {
  const { i18n } = useTranslation();
  const shell = useShell();
  const client = useClient();
  const cache = useQueryClient();
  const recalled = shell.info.firstPage;
  const state = useAppState();
  const health = useDataHealth();
  const isStaffKnown = useStaffKnown();
  const lock = useSend('session.lock');
  const train = useSend('session.train');
  const isTraining = state?.isTraining === true;
  const turnTraining = (): void => train.mutate({ isOn: !isTraining });
  const [chosen, setChosen] = useState<PageName>('counter');
  const [before, setBefore] = useState<PageName>('counter');
  const [behind, setBehind] = useState<VisitsBehind | null>(null);
  const route = routeOf(state, chosen, recalled !== null);
  const branch = state === null ? (recalled?.branch ?? null) : state.branch;
  const language = languageOf(i18n);

  const { currency, timeZone } = branch ?? BEFORE_BRANCH;
  // The same one as long as nothing of it changes: all that shows words or money is made anew with another.
  const locale = useMemo(() => ({ language, currency, timeZone }), [language, currency, timeZone]);

  const openPage = (page: PageName): void => {
    if (page === chosen) return;
    // Asked while the page is put up: its first picture does not wait for the answer, nor the answer for the picture.
    if (page === 'manager') void cache.prefetchQuery(dayReportQuery(client, null));
    setBefore(chosen === 'help' ? 'counter' : chosen);
    setBehind(null);
    setChosen(page);
  };
  /** The visits behind a figure, and the way back to it. */
  const openVisits = (of: VisitsBehind): void => {
    setBehind(of);
    setChosen('visits');
  };
  const goBack = (): void => setChosen(before);
  const switchLanguage = (): void => {
    const next = language === 'en' ? 'zh-CN' : 'en';
    shell.setLanguage(next);
    void changeLanguage(i18n, next);
  };

  // A sign-in page without its people takes no keys yet. The other pages load while the PIN is typed.
  usePainted(route === 'sign-in' && !isStaffKnown ? 'starting' : route, preload);
  useGreeting(branch);
  useForgetting(state, () => setChosen('counter'));
  const pages = state === null ? [] : pagesOf(state);
  useScrollKeys();
  usePageKeys({
    page: route,
    pages,
    onPage: openPage,
    onBack: goBack,
    onLock: () => lock.mutate({}),
    onTrain: turnTraining,
  });

  return (
    <LocaleProvider value={locale}>
      <div className={styles['frame']}>
        <DataBanner health={health} onRestart={() => shell.restartData()} />
        {isTraining && <TrainingBanner onEnd={turnTraining} />}
        <main className={styles['page']}>
          <Suspense fallback={null}>
            <Page
              route={route}
              state={state}
              branch={branch}
              behind={behind}
              onVisits={openVisits}
              onManager={() => setChosen('manager')}
              onLanguage={switchLanguage}
              onBack={goBack}
            />
          </Suspense>
        </main>
        {state === null && route === 'sign-in' && <StatusBarPlace />}
        {state !== null && (
          <StatusBar
            state={state}
            page={isPage(route) ? route : null}
            pages={pages}
            onPage={openPage}
            onLanguage={switchLanguage}
            onLock={() => lock.mutate({})}
          />
        )}
      </div>
    </LocaleProvider>
  );
}

const preload = (): void => void preloadPages();

/** Between the start and the first sign-in the customer's screen greets as well. */
function useGreeting(branch: Branch | null): void {
  const { display } = useServices();
  const { i18n } = useTranslation();
  const language = languageOf(i18n);
  useEffect(() => {
    if (branch === null) return;
    display.greet({ language, currency: branch.currency, branch: branch.name });
  }, [display, branch, language]);
}

const isPage = (route: Route): route is PageName =>
  route === 'counter' ||
  route === 'visits' ||
  route === 'manager' ||
  route === 'settings' ||
  route === 'help';

/** The counter stays mounted, hidden, for the person who last used it: what was typed outlives a lock. */
function Page(props: {
  readonly route: Route;
  readonly state: AppState | null;
  readonly branch: Branch | null;
  readonly behind: VisitsBehind | null;
  readonly onVisits: (of: VisitsBehind) => void;
  readonly onManager: () => void;
  readonly onLanguage: () => void;
  readonly onBack: () => void;
}) {
  const { route, state, branch } = props;
  const [staff, setStaff] = useState<string | null>(null);
  const present = state?.session?.staff ?? staff;
  if (present !== staff) setStaff(present);
  return (
    <>
      {present !== null && branch !== null && (
        <Activity mode={route === 'counter' ? 'visible' : 'hidden'}>
          <CounterPage
            key={`${present}${state?.isTraining === true ? ' training' : ''}`}
            branch={branch}
            isNewHere={state?.isNewHere === true}
          />
        </Activity>
      )}
      {route === 'starting' && <Starting />}
      {route === 'enrol' && (
        <EnrolPage isKeyLost={state?.phase === 'key-lost'} unsent={state?.leftUnsent ?? 0} />
      )}
      {route === 'revoked' && state !== null && <RevokedPage state={state} />}
      {route === 'fetching' && state !== null && <FetchingPage sync={state.sync} />}
      {route === 'sign-in' && <SignInPage branch={branch} />}
      {route === 'manager' && branch !== null && (
        <ManagerPage branch={branch} start={props.behind} onVisits={props.onVisits} />
      )}
      {route === 'visits' && branch !== null && (
        <VisitsPage
          timeZone={branch.timeZone}
          isManager={state?.session?.role === 'manager'}
          start={props.behind}
          onBack={props.behind === null ? null : props.onManager}
        />
      )}
      {route === 'settings' && state !== null && (
        <SettingsPage state={state} onLanguage={props.onLanguage} />
      )}
      {route === 'help' && <HelpPage onClose={props.onBack} />}
    </>
  );
}

function Starting() {
  const { t } = useTranslation('common');
  return (
    <p className={styles['starting']} role="status">
      {t('loading')}
    </p>
  );
}

/** When the session ends, or a training begins or ends, answers about customers leave the memory, and what follows begins at the counter. */
function useForgetting(state: AppState | null, onEnd: () => void): void {
  const cache = useQueryClient();
  const isSignedIn = state !== null && state.session !== null;
  const isTraining = state?.isTraining === true;
  const wasSignedIn = useRef(false);
  const trained = useRef(false);
  const end = useEffectEvent(() => {
    forgetCustomers(cache);
    onEnd();
  });
  useEffect(() => {
    if ((wasSignedIn.current && !isSignedIn) || trained.current !== isTraining) end();
    wasSignedIn.current = isSignedIn;
    trained.current = isTraining;
  }, [isSignedIn, isTraining]);
}
