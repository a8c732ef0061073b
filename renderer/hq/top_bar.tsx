// The line at the head: the pages, who is signed in, and the language.
import { useTranslation } from 'react-i18next';
import type { HqSession } from '#shared/contract/view_hq.ts';
import { listText } from '#renderer/ui/format.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { HQ_KEYS } from '#renderer/ui/key_map.ts';
import { useLocale } from '#renderer/ui/locale.tsx';
import { type Place, writePlace } from './place.ts';
import styles from './top_bar.module.css';

const PAGES = [
  { page: 'branches', month: null },
  { page: 'strategies' },
  { page: 'models' },
  { page: 'looks', month: null, code: null },
] as const satisfies readonly Place[];

export function TopBar(props: {
  /** Null: nobody is signed in. */
  readonly session: HqSession | null;
  readonly place: Place;
  readonly onLanguage: () => void;
  readonly onSignOut: () => void;
}) {
  const { t } = useTranslation('hq');
  const { language } = useLocale();
  const { session, place } = props;
  const shown = place.page === 'branch' ? 'branches' : place.page;
  return (
    <header className={styles['bar']}>
      <p className={styles['title']}>{t('title')}</p>
      {session !== null && (
        <nav className={styles['pages']} aria-label={t('nav.label')}>
          {PAGES.map((first) => ({ first, page: first.page })).map(({ first, page }) => (
            <a
              key={page}
              className={styles['page']}
              href={writePlace(first)}
              aria-current={shown === page ? 'page' : undefined}
            >
              {t(`nav.${page}`)} <KeyHint label={HQ_KEYS[page]} />
            </a>
          ))}
        </nav>
      )}
      <div className={styles['end']}>
        {session !== null && (
          <span className={styles['who']}>
            {session.account} ·{' '}
            {session.role === 'hq'
              ? t('who.hq')
              : t('who.region', { regions: listText(session.regions, language) })}
          </span>
        )}
        <button
          type="button"
          className={styles['button']}
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={props.onLanguage}
        >
          {t('nav.language')} <KeyHint label={HQ_KEYS.language} />
        </button>
        {session !== null && (
          <button type="button" className={styles['button']} onClick={props.onSignOut}>
            {t('nav.signOut')}
          </button>
        )}
      </div>
    </header>
  );
}
