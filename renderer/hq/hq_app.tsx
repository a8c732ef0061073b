// HQ's page: sign in, then the branches, one branch, the strategies and the models; keys that work everywhere.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { err, ok } from '#shared/base/result.ts';
import type { HqSession } from '#shared/contract/view_hq.ts';
import type { Language } from '#shared/model/text.ts';
import { LocaleProvider } from '#renderer/ui/locale.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { branchesQuery, figuresKey, sessionQuery, signOut } from './api.ts';
import { BranchesPage } from './branches_page.tsx';
import styles from './hq_app.module.css';
import { goTo, type Place, usePlace } from './place.ts';
import { keepLanguage } from './settings.ts';
import { SignInCard } from './sign_in_card.tsx';
import { TopBar } from './top_bar.tsx';
import { speak } from './words.ts';

const BranchPage = lazy(async () => ({
  default: (await import('./branch_page.tsx')).BranchPage,
}));
const StrategiesPage = lazy(async () => ({
  default: (await import('./strategies_page.tsx')).StrategiesPage,
}));
const ModelsPage = lazy(async () => ({
  default: (await import('./models_page.tsx')).ModelsPage,
}));

const LooksPage = lazy(async () => ({
  default: (await import('./looks_page.tsx')).LooksPage,
}));
const BranchLooksPage = lazy(async () => ({
  default: (await import('./branch_looks_page.tsx')).BranchLooksPage,
}));

const PAGES: Readonly<Record<string, Place>> = {
  '1': { page: 'branches', month: null },
  '2': { page: 'strategies' },
  '3': { page: 'models' },
  '4': { page: 'looks', month: null, code: null },
};

export function HqApp() {
  const { t, i18n } = useTranslation('hq');
  const cache = useQueryClient();
  const place = usePlace();
  const session = useQuery({ ...sessionQuery, staleTime: Number.POSITIVE_INFINITY }).data;
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';

  const switchLanguage = (): void => {
    const next = language === 'en' ? 'zh-CN' : 'en';
    keepLanguage(next);
    void speak(i18n, next);
  };
  const enter = (who: HqSession): void => {
    cache.removeQueries({ queryKey: figuresKey });
    cache.setQueryData(sessionQuery.queryKey, ok(who));
    void cache.prefetchQuery(branchesQuery(null));
  };
  const leave = async (): Promise<void> => {
    await signOut();
    cache.removeQueries({ queryKey: figuresKey });
    cache.setQueryData(sessionQuery.queryKey, err({ type: 'unauthorised' }));
    goTo({ page: 'branches', month: null });
  };
  const isIn = session?.ok === true;
  useKeys((press) => {
    if (press.isTyping || press.ctrl || press.alt) return false;
    const page = isIn ? PAGES[press.key] : undefined;
    if (page !== undefined) goTo(page);
    else if (press.key === 'l') switchLanguage();
    else return false;
    return true;
  });

  return (
    <LocaleProvider value={{ language, currency: 'CNY', timeZone: LOCAL_ZONE }}>
      <div className={styles['frame']}>
        <TopBar
          session={isIn ? session.value : null}
          place={place}
          onLanguage={switchLanguage}
          onSignOut={() => void leave()}
        />
        <main className={styles['page']}>
          {session === undefined && (
            <p className={styles['loading']} role="status">
              {t('loading')}
            </p>
          )}
          {session?.ok === false && (
            <SignInCard isUnavailable={session.error.type === 'unavailable'} onSignedIn={enter} />
          )}
          {isIn && (
            <Suspense fallback={null}>
              <Page place={place} />
            </Suspense>
          )}
        </main>
        {isIn && (
          <footer className={styles['keys']} aria-label={t('keys.label')}>
            <span>
              {t(
                `keys.${place.page === 'branch' || place.page === 'looks' ? place.page : 'branches'}`,
              )}
            </span>
            <span>{t('keys.pages')}</span>
          </footer>
        )}
      </div>
    </LocaleProvider>
  );
}

/** Times of the page itself are those of who reads it; a branch's are its own. */
const LOCAL_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

function Page({ place }: { readonly place: Place }) {
  switch (place.page) {
    case 'branches':
      return <BranchesPage month={place.month} />;
    case 'branch':
      return <BranchPage key={place.code} code={place.code} at={place.at} />;
    case 'looks':
      return place.code === null ? (
        <LooksPage month={place.month} />
      ) : (
        <BranchLooksPage code={place.code} month={place.month} />
      );
    case 'strategies':
      return <StrategiesPage />;
    case 'models':
      return <ModelsPage />;
  }
}
